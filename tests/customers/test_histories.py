"""An update with sales that do not reach back as far as the workbook: its figures would be wrong without a word."""

from __future__ import annotations

import pytest

from xl_grc.cli import main
from xl_grc.text import messages

HEADER = "Facture;Date;Code client;Client;Montant HT\n"
SUMMER = "F1;01/07/2026;A;Durand;10\nF2;02/07/2026;B;Petit;20\nF3;03/07/2026;C;Roux;30\n"
AUTUMN = "F4;13/10/2026;A;Durand;40\nF5;14/10/2026;B;Petit;50\nF6;15/10/2026;D;Blanc;60\n"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (("automne.csv",), "plus tôt d'après le classeur : 2"),
        (("ete.csv", "automne.csv"), ""),
        (("deux.csv",), "plus tôt d'après le classeur : 1"),
    ],
)
def test_who_bought_earlier_by_the_workbook_is_told(tmp_path, capsys, monkeypatch, given, told):
    """Durand and Petit bought in summer; the third export has lost the sale of Petit alone."""
    monkeypatch.setattr(messages, "message_language", lambda: "fr")
    texts = {"ete": SUMMER, "automne": AUTUMN, "deux": SUMMER.replace("F2;02/07", "F2;02/08") + AUTUMN}
    for name, text in texts.items():
        (tmp_path / f"{name}.csv").write_text(HEADER + text, encoding="utf-8")
    book = str(tmp_path / "relations.xlsx")
    assert main(["customers", str(tmp_path / "ete.csv"), "-o", book, "--lang", "fr"]) == 0
    capsys.readouterr()
    paths = [str(tmp_path / name) for name in given]
    assert main(["customers", *paths, "--update", book, "-o", book, "--lang", "fr"]) == 0
    said = capsys.readouterr().err
    assert (told in said, "plus tôt" in said) == (True, bool(told))
