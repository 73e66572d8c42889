"""What a light means is red where it stands: typed live, seen as LibreOffice draws it, and gone with its remedy."""

from datetime import date
from html.parser import HTMLParser

from openpyxl import load_workbook

from tests.workbook.changing import typed, written
from tests.workbook.test_live_editing import AS_OF, SIMPLE, column_of, get_cell, opened, set_cell
from xl_grc.builder import look
from xl_grc.plan.model import Action, Plan
from xl_grc.workbook.repair.regenerate import regenerate

RED, AMBER, GREY = f"#{look.FAULT[0]}", f"#{look.WARNING[0]}", f"#{look.RETIRED[0]}"


class _Colors(HTMLParser):
    """The texts of the cells by their background."""

    def __init__(self):
        super().__init__()
        self.texts, self._color = {}, ""

    def handle_starttag(self, tag, attributes):
        if tag == "td":
            self._color = dict(attributes).get("bgcolor", "").upper()
            self.texts.setdefault(self._color, []).append("")

    def handle_data(self, data):
        if self._color in self.texts:
            self.texts[self._color][-1] += data.strip()

    def handle_endtag(self, tag):
        if tag == "td":
            self._color = "none"


def shown_in(document, color, folder):
    """What the cells of a colour show, in order."""
    document.html(folder / "shown.html")
    found = _Colors()
    found.feed((folder / "shown.html").read_text(encoding="utf-8"))
    return sorted(found.texts.get(color, []))


UNREADABLE = {
    ("Actions", "Dépenses", 0): "6,5 k€",
    ("Actions", "Recettes", 1): -5,
    ("Actions", "Avancement", 0): "presque",
    ("Actions", "Statut", 1): "Annulée",
    ("Schedule", "Mai", 0): "oui",
    ("Schedule", "Janvier", 1): -1,
    ("Schedule", "Décalage des recettes", 1): "un mois",
    ("Costs", "Quantité", 0): "1 lot",
    ("Returns", "Taux de marge", 0): "moitié",
    ("Objectives", "Échéance", 0): "bientôt",
    ("Tracking", "Date", 0): "hier",
    ("Tracking", "Dépenses", 0): "5 200 €HT",
}


def test_each_unreadable_entry_is_red_until_it_is_mended(office, tmp_path):
    with opened(office, SIMPLE, tmp_path) as document:
        assert shown_in(document, RED, tmp_path) == []
        for place, value in UNREADABLE.items():
            set_cell(document, *place, value)
        assert shown_in(document, RED, tmp_path) == sorted(map(str, UNREADABLE.values()))
        for place in UNREADABLE:
            set_cell(document, *place, "")
        assert shown_in(document, RED, tmp_path) == [""]  # the quantity that the cost lacks now
        set_cell(document, "Costs", "Quantité", 0, 1)
        assert shown_in(document, RED, tmp_path) == []


FAULTS = (
    (
        {
            ("Schedule", "Janvier", 1): "X",
            ("Schedule", "Mai", 1): 0.4,
            ("Schedule", "Décalage des recettes", 0): 1.5,
            ("Returns", "Taux de marge", 1): 50,
            ("Costs", "Action", 0): "99 - Personne",
        },
        ["2", "5000.0%", "99 - Personne", "X", "X"],  # a whole number of months is shown; March has an X too
    ),
    ({("Costs", "Action", 0): "2 - Premier", ("Returns", "N°", 1): 1}, ["1", "1", "2 - Premier"]),
    ({("Actions", "Action", 1): "Premier", ("Schedule", "N°", 1): 77}, ["77", "Premier", "Premier"]),
    ({("Actions", "N°", 1): 1}, ["1", "1", "2", "2"]),  # no action has the number 2 any more
    ({("Actions", "Recettes", 3): 40}, [""]),  # the cell of the name
    (
        {("Objectives", "Mesure", 2): "Marge", ("Costs", "Unité", 2): "lot", ("Returns", "Contacts", 4): 9},
        ["", "", "5"],
    ),
    ({("Costs", "Quantité", 0): ""}, [""]),
    ({("Costs", "Coût unitaire", 0): ""}, [""]),
    ({("Actions", "Action", 1): ""}, ["", "2", "2"]),
    ({("Schedule", "N°", 3): "", ("Schedule", "Mai", 3): 1}, [""]),
)
"""What is typed, and what is red then."""


def test_rows_that_do_not_meet_are_red_until_they_do(office, tmp_path):
    with opened(office, SIMPLE, tmp_path) as document:
        for cells, red in FAULTS:
            before = {place: get_cell(document, *place) for place in cells}
            for place, value in cells.items():
                set_cell(document, *place, value)
            assert shown_in(document, RED, tmp_path) == red, cells
            for place, value in before.items():
                set_cell(document, *place, value)
        assert shown_in(document, RED, tmp_path) == []


def test_formulas_typed_over_are_red_and_what_they_leave_without_an_action(office, tmp_path):
    with opened(office, SIMPLE, tmp_path) as document:
        set_cell(document, "Costs", "Montant", 1, 12)
        assert shown_in(document, RED, tmp_path) == ["12"]
        set_cell(document, "Actions", "Libellé", 0, "à la main")
        assert shown_in(document, RED, tmp_path) == ["1 - Premier", "1 - Premier", "12", "à la main"]


def test_what_a_light_asks_about_is_amber_until_it_is_answered(office, tmp_path):
    def asked(*texts):
        amber = shown_in(document, AMBER, tmp_path)
        return [amber.count(text) for text in texts]

    with opened(office, SIMPLE, tmp_path) as document:
        assert asked("", "20", "15/03/2023") == [2, 0, 0]  # two actions without an owner
        typed_cells = {("Returns", "Contacts", 0): 10, ("Returns", "Acheteurs", 0): 20, ("Tracking", "Date", 0): 45000}
        for place, value in typed_cells.items():
            set_cell(document, *place, value)
        assert asked("", "20", "15/03/2023") == [2, 1, 1]
        set_cell(document, "Tracking", "Date", 0, "")
        assert asked("", "15/03/2023") == [3, 0]  # an amount without a day
        for place, value in {("Returns", "Contacts", 0): 30, ("Tracking", "Date", 0): 46100}.items():
            set_cell(document, *place, value)
        for row in range(2):
            set_cell(document, "Actions", "Responsable", row, "Léa")
        assert asked("", "20") == [0, 0]


def test_settings_totals_and_rows_below_a_table_are_red(office, tmp_path):
    with opened(office, SIMPLE, tmp_path) as document:
        _, _, last = column_of(document, "Costs", "Action")
        document.set("Coûts", f"D{last + 3}", "trop bas")
        document.set("Plan d'actions", "H5", "un total")
        document.set("Paramètres", "D10", "la moitié")
        assert shown_in(document, RED, tmp_path) == ["la moitié", "trop bas", "un total"]
        document.set("Coûts", f"D{last + 3}", "")
        assert "trop bas" not in shown_in(document, RED, tmp_path)


def test_months_of_an_abandoned_action_are_grey(office, tmp_path):
    with opened(office, SIMPLE, tmp_path) as document:
        assert shown_in(document, GREY, tmp_path) == []
        set_cell(document, "Actions", "Statut", 0, "Abandonnée")
        assert shown_in(document, GREY, tmp_path) == ["X", "X"]


def test_the_last_row_of_a_long_or_regenerated_table_is_red_too(office, tmp_path):
    plan = Plan("Essai", date(2026, 1, 1), actions=tuple(Action(n, f"Action {n}", expenses=10.0) for n in range(1, 31)))
    path = written(tmp_path / "long.xlsx", plan)
    sheet = load_workbook(path)["Suivi"]
    bottom = int(sheet.tables["Tracking"].ref.rpartition("J")[2])
    typed(path, {("Suivi", bottom + 1, 3): "Hors action", ("Suivi", bottom + 1, 5): 12})
    path.write_bytes(regenerate(path.read_bytes(), path.name, AS_OF).content)
    with office.open(path) as document:
        document.set("Suivi", f"E{bottom + 1}", "12 euros")
        document.set("Plan d'actions", "H47", "rien")  # thirty actions and ten spare rows
        assert shown_in(document, RED, tmp_path) == ["", "12 euros", "rien"]  # and the action's missing name
