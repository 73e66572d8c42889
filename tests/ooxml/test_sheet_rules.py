"""Rules, links, widths and pages of a worksheet, changed one by one."""

from xl_grc.ooxml.place import Place
from xl_grc.ooxml.sheet_rules import SheetRules, ShownColumn

SHEET = (
    b'<worksheet xmlns="n"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><dimension ref="A1:C9"/>'
    b'<cols><col min="2" max="6" width="9"/></cols>'
    b'<sheetData><row r="1"><c r="A1"/></row><row r="2" ht="20" customHeight="1"/></sheetData>'
    b'<conditionalFormatting sqref="A1:A9"><cfRule type="expression" priority="4" dxfId="1"><formula>A1&gt;0</formula>'
    b'</cfRule><cfRule type="expression" priority="2"><formula>A1=0</formula></cfRule></conditionalFormatting>'
    b'<dataValidations count="2"><dataValidation type="decimal" operator="greaterThan" sqref="B2:B9 C2:C9">'
    b"<formula1>0</formula1><formula2>0</formula2></dataValidation>"
    b'<dataValidation type="list" sqref="D2:D9"><formula1>Types</formula1></dataValidation></dataValidations>'
    b'<hyperlinks><hyperlink ref="A1" location="Go_home"/></hyperlinks><pageSetup orientation="landscape"/></worksheet>'
)


def changed(change):
    """The rules of the sheet after a change, as a program reads them that knows nothing of it."""
    rules = SheetRules(SHEET)
    change(rules)
    xml = rules.xml()
    return SheetRules(xml), xml.decode()


def test_nothing_changes_unasked():
    assert SheetRules(SHEET).xml() == SHEET


def test_formats_go_and_come_behind_the_others():
    def change(rules):
        rules.remove(rules.formats[1])
        rules.add_format([Place(2, 2, 3, 9)], {"type": "expression", "dxfId": "7"}, ["B2<0"])

    found, xml = changed(change)
    assert [(one.formulas, one.attributes["priority"]) for one in found.formats] == [(("A1>0",), "4"), (("B2<0",), "5")]
    assert xml.index("B2:C9") < xml.index("<dataValidations")
    found, _ = changed(lambda rules: [rules.remove(one) for one in rules.formats])
    assert found.formats == []


def test_a_validation_keeps_the_cells_that_are_not_taken_from_it():
    def change(rules):
        rules.narrow(rules.validations[0], [Place(3, 2, 3, 9)])
        rules.add_validation([Place(3, 2, 3, 9)], {"type": "whole"}, ["1", "2"])

    found, xml = changed(change)
    assert [one.areas for one in found.validations] == [
        (Place(2, 2, 2, 9),), (Place(4, 2, 4, 9),), (Place(3, 2, 3, 9),),
    ]  # fmt: skip
    assert '<dataValidations count="3">' in xml
    assert found.validations[2].formulas == ("1", "2")


def test_a_second_formula_that_nothing_asks_for_says_nothing():
    assert SheetRules(SHEET).validations[0].asks == ("decimal", "greaterThan", "0.0")


def test_columns_of_one_look_are_parted():
    found, _ = changed(lambda rules: rules.set_column(4, ShownColumn(13, True)))
    assert {column: (look.width, look.hidden) for column, look in found.columns.items()} == {
        2: (9, False), 3: (9, False), 4: (13, True), 5: (9, False), 6: (9, False),
    }  # fmt: skip


def test_links_heights_pages_and_the_reach_of_the_sheet():
    def change(rules):
        rules.remove(rules.links[0])
        rules.add_link("B2", "Go_plan")
        rules.set_height(1, "33")
        rules.set_height(2, "")
        rules.print_as("pageSetup", "fitToHeight", "1")
        rules.print_as("pageSetUpPr", "fitToPage", None)
        rules.reach(5, 4)

    found, xml = changed(change)
    assert [(one.area, one.location) for one in found.links] == [("B2", "Go_plan")]
    assert found.heights == {1: "33", 2: ""}
    assert found.printing() == {("pageSetup", "orientation"): "landscape", ("pageSetup", "fitToHeight"): "1"}
    assert 'ref="A1:E9"' in xml
