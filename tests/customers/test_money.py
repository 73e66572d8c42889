"""Currencies and thousands, wherever an export says them; prices that may be those of one piece."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from openpyxl import Workbook

from tests.customers.reading import Customer, analysed, aside, customers, notes, refused

HEADER = "Date;Client;Montant HT;Devise\n"
EUROS = "15/01/2026;Durand;100,00 €;EUR\n"


def money(analysis):
    """What each customer bought."""
    return {code: customer.money for code, customer in customers(analysis).items()}


@pytest.mark.parametrize("told", ["EUR", "", "Euro (€)"])
def test_the_currency_beside_an_amount_is_its_own_whatever_its_column_says(tmp_path, told):
    text = f"{HEADER}{EUROS}16/01/2026;Durand;500 $;{told}\n"
    assert refused(tmp_path, text) == ["several_currencies"]
    found = analysed(tmp_path, text, currency="EUR")
    assert (money(found), aside(found)) == ({"Durand": 100.0}, {3: "CURRENCY"})
    assert money(analysed(tmp_path, text, currency="USD")) == {"Durand": 500.0}


def test_a_dollar_is_that_of_the_country_which_its_column_names(tmp_path):
    found = analysed(tmp_path, f"{HEADER}16/01/2026;Durand;$500;CAD\n17/01/2026;Durand;20;CAD\n")
    assert (money(found), found.sales.currency) == ({"Durand": 520.0}, "CAD")


def test_a_header_names_the_currency_of_amounts_that_have_no_other(tmp_path):
    rows = "16/01/2026;Durand;500\n17/01/2026;Durand;20 £\n"
    assert analysed(tmp_path, f"Date;Client;Montant HT ($)\n{rows[:21]}\n").sales.currency == "USD"
    assert refused(tmp_path, f"Date;Client;Montant HT ($)\n{rows}") == ["several_currencies"]


def test_amounts_without_a_currency_are_told_where_the_others_are_not_in_euros(tmp_path):
    text = "Date;Client;Montant HT\n16/01/2026;Durand;500 $\n17/01/2026;Durand;20\n18/01/2026;Durand;30\n"
    told = {note.key: dict(note.values) for note in analysed(tmp_path, text).sales.notes}
    assert told["customers.currency_untold"] == {"count": 2}
    assert "currency_untold" not in notes(analysed(tmp_path, text.replace("$", "€")))


def workbook(*amounts, title="Ventes", header="Montant HT"):
    """The bytes of a workbook with an amount a day, each with its number format."""
    book = Workbook()
    sheet = book.active
    sheet.title = title
    sheet.append(["Date", "Client", header])
    for day, (amount, code) in enumerate(amounts, 1):
        sheet.append([date(2026, 1, day), "Durand", amount])
        sheet.cell(sheet.max_row, 3).number_format = code
    content = BytesIO()
    book.save(content)
    return content.getvalue()


@pytest.mark.parametrize(
    "code", ["#,##0.00 [$$-409]", "[$£-809]#,##0", '#,##0 "CHF"', "[$USD] #,##0", "$#,##0.00", "0.0 [$F CFP]"]
)
def test_a_number_format_names_a_currency(tmp_path, code):
    """The same number in two formats is two amounts."""
    euros = '#,##0.00 "€"'
    sheet = workbook((100, euros), (100, code))
    with pytest.raises(Exception, match="several_currencies"):
        analysed(tmp_path, sheet, "ventes.xlsx")
    found = analysed(tmp_path, sheet, "ventes.xlsx", currency="EUR")
    assert (money(found), aside(found)) == ({"Durand": 100.0}, {3: "CURRENCY"})
    assert money(analysed(tmp_path, workbook((100, euros), (100, euros)), "ventes.xlsx")) == {"Durand": 200.0}


def test_a_number_format_shows_thousands(tmp_path):
    """1.5 shown as "1,5 k€", 2,500,000 shown as "2,5 M€", 40 as it is."""
    sheet = workbook((1.5, '0.0" k€"'), (2_500_000, '0.0,," M€"'), (40, "0.00"), (-0.5, '0.0"k"[$€-40C]'))
    assert money(analysed(tmp_path, sheet, "ventes.xlsx")) == {"Durand": 2_501_040.0}


@pytest.mark.parametrize("header", ["Montant HT (k€)", "CA HT en milliers d'euros", "CA (keuros)", "CA k€ HT"])
def test_a_header_says_thousands(tmp_path, header):
    """A cell with a unit of its own has that one."""
    text = f"Date;Client;{header}\n15/01/2026;Durand;1,5\n16/01/2026;Durand;2\n17/01/2026;Durand;30 €\n"
    columns = {} if header != "CA k€ HT" else {"net": header}
    assert money(analysed(tmp_path, text, columns=columns)) == {"Durand": 3_530.0}


def test_a_typed_column_is_the_one_of_that_very_name(tmp_path):
    text = "Date;Client;Montant HT;Montant HT (k€)\n15/01/2026;Durand;1500;1,6\n"
    assert money(analysed(tmp_path, text, columns={"net": "Montant HT (k€)"})) == {"Durand": 1_600.0}
    assert money(analysed(tmp_path, text)) == {"Durand": 1_500.0}


def test_an_amount_says_thousands(tmp_path):
    rows = "15/01/2026;Durand;2 k€\n16/01/2026;Durand;1,5 M€\n17/01/2026;Durand;-1 kEUR\n18/01/2026;Durand;3 m\n"
    found = analysed(tmp_path, f"Date;Client;Montant HT\n{rows}")
    assert (money(found), aside(found)) == ({"Durand": 1_501_000.0}, {5: "BAD_AMOUNT"})


@pytest.mark.parametrize("title", ["Ventes 2026 (montants en milliers d'euros)", "En k€"])
def test_thousands_in_a_title_alone_are_asked_for(tmp_path, title):
    text = f"{title}\nDate;Client;Montant HT\n15/01/2026;Durand;1,5\n"
    assert refused(tmp_path, text) == ["thousands_in_title"]
    assert money(analysed(tmp_path, text, exponent=3)) == {"Durand": 1_500.0}
    assert money(analysed(tmp_path, text, exponent=0)) == {"Durand": 1.5}
    assert money(analysed(tmp_path, text.replace("HT", "HT (€)"))) == {"Durand": 1.5}
    assert money(analysed(tmp_path, text.replace("HT", "HT (k€)"))) == {"Durand": 1_500.0}


def test_thousands_in_a_remark_below_the_lines_are_asked_for(tmp_path):
    """A product that is named so is none: its line has an amount."""
    text = "Date;Client;Montant HT;Produit\n15/01/2026;Durand;1,5;Conseil en k€\n"
    assert money(analysed(tmp_path, text)) == {"Durand": 1.5}
    assert refused(tmp_path, f"{text}(montants en k€)\n") == ["thousands_in_title"]


def test_thousands_in_the_name_of_a_sheet_are_asked_for(tmp_path):
    sheet = workbook((1.5, "0.0"), title="Ventes k€")
    with pytest.raises(Exception, match="thousands_in_title"):
        analysed(tmp_path, sheet, "ventes.xlsx")


@pytest.mark.parametrize("quantity", ["Quantité", "Qté", "Qté livrée", "Quantity"])
def test_a_price_beside_a_quantity_is_that_of_what(tmp_path, quantity):
    """100 x 3 and 50 x 2, or 100 and 50? Who knows names the column; an amount beside it needs no question."""
    text = f"Date;Client;Prix HT;{quantity}\n15/01/2026;Durand;100;3\n16/01/2026;Durand;50;2\n"
    assert refused(tmp_path, text) == ["price_of_what"]
    assert money(analysed(tmp_path, text, columns={"net": "Prix HT"})) == {"Durand": 150.0}
    amounts = (
        text.replace(f";{quantity}", f";{quantity};Total TTC").replace(";3\n", ";3;360\n").replace(";2\n", ";2;120\n")
    )
    assert money(analysed(tmp_path, amounts)) == {"Durand": 480.0}
    alone = text.replace(quantity, "Remarque")
    assert customers(analysed(tmp_path, alone)) == {"Durand": Customer(2, 150.0, date(2026, 1, 16))}


def test_a_line_left_aside_is_told_by_the_amount_it_has(tmp_path):
    rows = "15/01/2026;Durand;;240\n16/01/2026;Durand;abc;\n17/01/2026;Durand;x;1 200,50 €\n18/01/2026;Durand;7;9\n"
    found = analysed(tmp_path, f"Date;Client;Montant HT;Montant TTC\n{rows};Durand;5;6\n")
    told = found.sales.aside
    assert dict(zip(told.row.tolist(), told.amounts(), strict=True)) == {2: 240.0, 3: None, 4: 1_200.5, 6: 5.0}
    assert money(found) == {"Durand": 7.0}
