"""`xl-grc templates DIR` gives the workbooks of the package away as they are."""

from pathlib import Path

from xl_grc.cli import main

SHIPPED = Path(__file__).parents[2] / "templates"


def test_the_workbooks_of_the_package_are_copied(tmp_path, capsys):
    folder = tmp_path / "given" / "away"
    assert main(["templates", str(folder)]) == 0
    names = {path.name for path in folder.iterdir()}
    assert {"plan_fr.xlsx", "plan_en.xlsx", "modele_saisie.xlsx"} <= names
    assert names == {path.name for path in SHIPPED.glob("*.xlsx")}
    for name in names:
        assert (folder / name).read_bytes() == (SHIPPED / name).read_bytes()
    plan = tmp_path / "plan.xlsx"
    assert main(["new", "-o", str(plan), "--template", str(folder / "plan_en.xlsx")]) == 0


def test_a_workbook_that_is_there_is_left_unless_forced(tmp_path, capsys):
    own = tmp_path / "relations_en.xlsx"
    own.write_bytes(b"mine")
    assert main(["templates", str(tmp_path)]) == 1
    assert "relations_en.xlsx" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["relations_en.xlsx"], "nothing is done by half"
    assert own.read_bytes() == b"mine"
    assert main(["templates", str(tmp_path), "--force"]) == 0
    assert own.read_bytes() == (SHIPPED / "relations_en.xlsx").read_bytes()
