"""Encodings are found or asked for; a wrong one never gives other letters without a word."""

from __future__ import annotations

import pytest

from tests.inputs.given import read
from xl_grc.cli import main
from xl_grc.errors import InputError
from xl_grc.inputs.csv_file import read_csv

LINES = ["entreprise;action;responsable", "Régie Évreux;Réunion d'équipe à l'école;Zoé", "Forêt;Fête « été »;Gaëlle"]
TEXT = "\n".join(LINES)
ROWS = [line.split(";") for line in LINES]


def problem(data, encoding=""):
    with pytest.raises(InputError) as refused:
        read_csv(data, "plan.csv", encoding)
    (found,) = refused.value.problems
    return found


@pytest.mark.parametrize("encoding", ["mac_roman", "cp850"])
def test_old_code_pages_are_asked_for(encoding):
    for text in (TEXT, "action;responsable\nRéunion;Zoé", "action\nÉté"):
        found = problem(text.encode(encoding))
        assert found.key == "other_encoding"
        assert read_csv(text.encode(encoding), "plan.csv", dict(found.values)["encoding"]).rows[1] == text.split("\n")[
            1
        ].split(";")
    assert read_csv(TEXT.encode(encoding), "plan.csv", encoding).rows == ROWS


@pytest.mark.parametrize(
    "text", [TEXT, "action\nSalon … – d’été • n°1 ™", "action\nLe “grand” salon\nÀ côté", "action\nŒuvre, cœur, 100 €"]
)
def test_windows_needs_no_question(text):
    assert read_csv(text.encode("cp1252"), "plan.csv").rows == [line.split(";") for line in text.split("\n")]


@pytest.mark.parametrize("text", ["Société du cœur", "Été à 100 €", "Les Œuvres réunies", "Été à CŒUR"])
def test_the_code_page_of_bookkeeping_needs_no_question(text):
    assert read_csv(f"action\n{text}".encode("iso8859-15"), "plan.csv").rows == [["action"], [text]]


@pytest.mark.parametrize("text", ["action\n1½ journée à l'été", "action\n¼ de page, été", "action\nDécoupé par 2½ kg"])
def test_halves_and_quarters_stay_what_they_are(text):
    assert read_csv(text.encode("cp1252"), "plan.csv").rows == [line.split(";") for line in text.split("\n")]


@pytest.mark.parametrize("line", range(1, 4))
def test_one_wrong_byte_is_told_with_its_line(line):
    lines = [one.encode() for one in [*LINES, "x;Soirée;y"]]
    lines[line] = lines[line].replace("é".encode(), b"\xe9").replace("ê".encode(), b"\xea")
    found = problem(b"\n".join(lines))
    assert (found.key, found.row) == ("wrong_byte", line + 1)
    assert problem(b"\xef\xbb\xbf" + b"\n".join(lines)).row == line + 1
    assert problem(b"action\nab\xffc", "utf-8").row == 2


def test_utf_16_without_a_mark_is_no_text_of_ours():
    assert problem(TEXT.encode(), "utf-16").key == problem(TEXT.encode("utf-16-le"), "utf-16").key == "not_text"
    assert read_csv(TEXT.encode("utf-16"), "plan.csv", "utf-16").rows == ROWS


def test_nul_bytes_are_named():
    found = problem(b"action;x\nSalon\0;y")
    assert (found.key, found.row) == ("nul_bytes", 2)
    assert problem(TEXT.encode("utf-16-le")).key == "nul_bytes"


@pytest.mark.parametrize(
    ("content", "key"),
    [
        ('<html><head><meta charset="utf-8"></head><table><tr><td>Action</td></tr></table></html>', "is_html"),
        ("\n <!DOCTYPE html><p>x", "is_html"),
        ("\ufeff<table><tr><td>Action", "is_html"),
        ("MIME-Version: 1.0\nContent-Type: multipart/related", "is_html"),
        ('<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', "is_xml"),
        ("%PDF-1.7", "is_pdf"),
        ("[InternetShortcut]\nURL=https://example.org/x", "web_address"),
    ],
)
def test_what_only_looks_like_a_table(content, key, tmp_path, capsys):
    path = tmp_path / "plan.xls"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError) as refused:
        read(path)
    assert [one.key for one in refused.value.problems] == [key]
    assert main(["new", str(path), "-o", str(tmp_path / "plan.xlsx")]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_web_address_is_told(tmp_path, capsys):
    assert main(["new", "https://example.org/plan.xlsx", "-o", str(tmp_path / "plan.xlsx")]) == 1
    assert "web" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["punycode", "rot13", "zlib", "x"])
def test_other_encodings_are_wrong_usage(name, tmp_path, capsys):
    path = tmp_path / "plan.csv"
    path.write_text("action\nSalon", encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        main(["new", str(path), "-o", str(tmp_path / "plan.xlsx"), "--encoding", name])
    assert ended.value.code == 2
    assert "mac-roman" in capsys.readouterr().err


def test_texts_as_spreadsheets_wrap_them(tmp_path):
    path = tmp_path / "plan.csv"
    path.write_text(
        'référence;action;budget\n="00123";Salon;="4500"\n="00123";\'- Mailing;1500\n\'00123;=1+1;\'+5', "utf-8"
    )
    found = read(path)
    assert found.actions == [("Salon", 4500, None), ("- Mailing", 1500, None), ("=1+1", 5, None)]
    assert {plan.reference for plan in found.plans} == {"00123"}
    path.write_text('"référence";"action"\n"=""00123""";"l\'été; \'fin\'"', "utf-8")
    (plan,) = read(path).plans
    assert (plan.reference, plan.actions[0].action) == ("00123", "l'été; 'fin'")


def test_accents_that_were_encoded_twice_are_never_taken_as_they_look(tmp_path, capsys):
    path, out = tmp_path / "plan.csv", str(tmp_path / "plan.xlsx")
    path.write_bytes("action;dépenses\nRéunion à l’été – 4 500 €;4500\n".encode().decode("cp1252").encode())
    assert main(["new", str(path), "-o", out, "--lang", "en"]) == 1
    assert "Ã©" in capsys.readouterr().err
    path.write_text("action;dépenses\nRéunion à São Paulo et SÃO;4500\n", "utf-8")
    assert read(path).actions == [("Réunion à São Paulo et SÃO", 4500, None)]


def test_bars_between_cells(tmp_path):
    path = tmp_path / "plan.csv"
    path.write_text("action|dépenses\nSalon, puis club|4500\n", "utf-8")
    assert read(path).actions == [("Salon, puis club", 4500, None)]
