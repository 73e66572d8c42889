"""What a worksheet says beside its cells (conditional formats, validations, links, widths), read and changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from xl_grc.ooxml.formula_text import canonical
from xl_grc.ooxml.markup import Element
from xl_grc.ooxml.place import LAST_COLUMN, LAST_ROW, Place
from xl_grc.ooxml.written_sheet import written_sheet
from xl_grc.ooxml.xml import attribute, escape
from xl_grc.records import NamedTuple

_ORDER = (
    *("sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection"),
    *("protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells"),
    *("phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions"),
    *("pageMargins", "pageSetup", "headerFooter", "rowBreaks", "colBreaks"),
)
"""The order of the elements of a worksheet, as far as any is put in here."""
_OF_PAGES = ("pageSetUpPr", "printOptions", "pageMargins", "pageSetup")


class SheetRule(NamedTuple):
    """A conditional format or a validation: the cells it holds for, what it asks, its attributes, its element.

    Formulas are written for the first cell.
    """

    areas: tuple[Place, ...]
    formulas: tuple[str, ...]
    attributes: Mapping[str, str]
    element: Element
    around: Element

    @property
    def asks(self) -> tuple[str, ...]:
        """What it asks, in one writing, whatever it says to those who do otherwise."""
        kind, operator = self.attributes.get("type", ""), self.attributes.get("operator", "between")
        is_range = operator in ("between", "notBetween") and kind not in ("list", "custom")
        counted = self.formulas if is_range else self.formulas[:1]  # some programs write a second one everywhere
        return (kind, operator, *map(canonical, counted))

    def covers(self, column: int, row: int) -> bool:
        """Whether it holds for a cell."""
        return any(one.left <= column <= one.right and one.top <= row <= one.bottom for one in self.areas)


class SheetLink(NamedTuple):
    """A link from cells to a place of the workbook."""

    area: str
    location: str
    element: Element


class ShownColumn(NamedTuple):
    """How a column shows: its width in digits, and whether it is hidden."""

    width: float
    hidden: bool


class SheetRules:
    """The rules, links and widths of a worksheet."""

    def __init__(self, xml: bytes) -> None:
        sheet = written_sheet(xml)
        self._part = sheet.changed()
        root = self._part.root
        self.formats = [
            _rule(one, around) for around in root.children("conditionalFormatting") for one in around.children("cfRule")
        ]
        self._listed = {name: root.child(name) for name in ("dataValidations", "hyperlinks", "cols")}
        self.validations = [_rule(one, one) for one in self._all("dataValidations", "dataValidation")]
        links = self._all("hyperlinks", "hyperlink")
        self.links = [SheetLink(one.get("ref"), one.get("location"), one) for one in links if one.get("location")]
        self.columns = dict(_columns(self._all("cols", "col")))
        self._rows = sheet.rows
        self.heights = {number: row.height for number, row in self._rows.items()}
        self._removed: list[Element] = []
        self._added: dict[str, list[str]] = {"dataValidations": [], "hyperlinks": []}
        self._formats: list[str] = []
        self._left: dict[int, tuple[Place, ...]] = {}
        self._reach = (0, 0)
        self._looks: dict[int, ShownColumn] = {}

    def _all(self, section: str, name: str) -> list[Element]:
        found = self._listed[section]
        return [] if found is None else found.children(name)

    def remove(self, one: SheetRule | SheetLink) -> None:
        """Take out a rule or a link."""
        self._removed.append(one.element)

    def narrow(self, rule: SheetRule, areas: Sequence[Place]) -> None:
        """A validation without some of its cells; it goes when none is left."""
        left = self._left.get(rule.element.start, rule.areas)
        self._left[rule.element.start] = tuple(one for one in left if one not in areas)

    def add_format(self, areas: Sequence[Place], attributes: Mapping[str, str], formulas: Sequence[str]) -> None:
        """A conditional format behind those that are there."""
        taken = [int(one.attributes.get("priority", "0")) for one in self.formats]
        said = {**attributes, "priority": str(max(taken, default=0) + len(self._formats) + 1)}
        inside = "".join(f"<formula>{escape(one)}</formula>" for one in formulas)
        sqref = " ".join(map(_written, areas))
        rule = f"<cfRule{_said(said)}>{inside}</cfRule>"
        self._formats.append(f'<conditionalFormatting sqref="{sqref}">{rule}</conditionalFormatting>')

    def add_validation(self, areas: Sequence[Place], attributes: Mapping[str, str], formulas: Sequence[str]) -> None:
        """A further validation."""
        said = {**attributes, "sqref": " ".join(map(_written, areas))}
        inside = "".join(f"<formula{number}>{escape(one)}</formula{number}>" for number, one in enumerate(formulas, 1))
        self._added["dataValidations"].append(f"<dataValidation{_said(said)}>{inside}</dataValidation>")

    def add_link(self, area: str, location: str) -> None:
        """A further link to a place of the workbook."""
        self._added["hyperlinks"].append(f'<hyperlink ref="{area}" location="{attribute(location)}"/>')

    def reach(self, column: int, row: int) -> None:
        """A cell that the sheet holds, of which it may say how far it reaches."""
        self._reach = (max(self._reach[0], column), max(self._reach[1], row))

    def set_column(self, column: int, look: ShownColumn) -> None:
        """Another look of a column."""
        self._looks[column] = look

    def set_height(self, row: int, height: str) -> None:
        """Another height of a row that is there, in points; the usual one where it is ""."""
        found = self._rows.get(row)
        if found is not None:
            for name, value in (("ht", height), ("customHeight", "1")):
                if height:
                    self._part.set(found, name, value)
                else:
                    self._part.unset(found, name)

    def printing(self) -> dict[tuple[str, str], str]:
        """What the sheet says of its pages: by the names of an element and of its attribute."""
        found = (one for one in self._part.root.all() if one.name in _OF_PAGES)
        return {(one.name, name): value for one in found for name, value in one.attributes.items() if "}" not in name}

    def print_as(self, element: str, name: str, value: str | None) -> None:
        """Say something else of the pages, where the sheet has the element; None says nothing."""
        found = next(self._part.root.all(element), None)
        if found is not None and value is not None:
            self._part.set(found, name, value)
        elif found is not None:
            self._part.unset(found, name)

    @property
    def page_ends(self) -> list[int]:
        """The columns with which printed pages end, where the sheet says so."""
        listed = self._part.root.child("colBreaks")
        return [] if listed is None else [int(one.get("id")) for one in listed.children("brk")]

    def end_pages(self, columns: Sequence[int]) -> None:
        """Printed pages that end with columns, on a sheet that did not say so."""
        ends = "".join(f'<brk id="{one}" max="{LAST_ROW - 1}" man="1"/>' for one in columns)
        self._put(
            "colBreaks", f'<colBreaks count="{len(columns)}" manualBreakCount="{len(columns)}">{ends}</colBreaks>'
        )

    def xml(self) -> bytes:
        """The sheet with its changes."""
        for rule in self.validations:
            left = self._left.get(rule.element.start)
            if left:
                self._part.set(rule.element, "sqref", " ".join(map(_written, left)))
            elif left is not None:
                self.remove(rule)
        dimension = self._part.root.child("dimension")
        if dimension is not None:
            place = Place.parse(dimension.get("ref"))
            right, bottom = max(place.right, self._reach[0]), max(place.bottom, self._reach[1])
            self._part.set(dimension, "ref", str(place._replace(right=right, bottom=bottom)))
        for around in dict.fromkeys(one.around.start for one in self.formats):
            self._take_out([one for one in self.formats if one.around.start == around])
        if self._formats:
            self._put("conditionalFormatting", "".join(self._formats))
        for section, name in (("dataValidations", "dataValidation"), ("hyperlinks", "hyperlink")):
            self._write(section, name)
        if self._looks:
            self._write_columns()
        return self._part.xml()

    def _take_out(self, rules: Sequence[SheetRule]) -> None:
        """The removed rules of one element, which goes with the last of them."""
        gone = [one for one in rules if one.element in self._removed]
        if len(gone) == len(rules):
            self._part.remove(rules[0].around)
        else:
            for one in gone:
                self._part.remove(one.element)

    def _write(self, section: str, name: str) -> None:
        listed, added = self._listed[section], self._added[section]
        known = self._all(section, name)
        gone = [one for one in known if one in self._removed]
        count = len(known) - len(gone) + len(added)
        counted = f' count="{count}"' if section == "dataValidations" else ""
        if listed is None:
            if added:
                self._put(section, f"<{section}{counted}>{''.join(added)}</{section}>")
        elif not count:
            self._part.remove(listed)
        elif gone or added:
            for one in gone:
                self._part.remove(one)
            self._part.append(listed, "".join(added))
            if counted:
                self._part.set(listed, "count", str(count))

    def _put(self, name: str, xml: str) -> None:
        """A new element where it belongs among those of a worksheet."""
        before = _ORDER[: _ORDER.index(name) + 1]
        children = self._part.root.children()
        last = [one for one in children if one.name in before][-1]
        self._part.after(last, xml, self._part.root)

    def _write_columns(self) -> None:
        listed, root = self._listed["cols"], self._part.root
        known = [(int(one.get("min")), int(one.get("max")), one.attributes) for one in self._all("cols", "col")]
        pieces = [piece for column in known for piece in _without(column, sorted(self._looks))]
        for column, look in self._looks.items():
            usual = next((said for first, last, said in known if first <= column <= last), {})
            said = {**usual, "width": f"{look.width:g}", "customWidth": "1"}
            said.pop("hidden", None)
            pieces.append((column, column, {**said, **({"hidden": "1"} if look.hidden else {})}))
        written = "".join(
            f"<col{_said({**said, 'min': str(first), 'max': str(last)})}/>"
            for first, last, said in sorted(pieces, key=lambda piece: piece[0])
        )
        if listed is None:
            data = root.child("sheetData")
            assert data is not None
            self._part.before(data, f"<cols>{written}</cols>", root)
        else:
            self._part.replace(listed, f"<cols>{written}</cols>", root)


Columns = tuple[int, int, Mapping[str, str]]


def _without(column: Columns, taken: Sequence[int]) -> Iterator[Columns]:
    """What is left of some columns that look alike without others."""
    first, last, said = column
    for one in taken:
        if first <= one <= last:
            if first < one:
                yield first, one - 1, said
            first = one + 1
    if first <= last:
        yield first, last, said


def _columns(elements: Sequence[Element]) -> Iterator[tuple[int, ShownColumn]]:
    for one in elements:
        look = ShownColumn(float(one.get("width", "0")), one.get("hidden") in ("1", "true"))
        last = int(one.get("max"))
        for column in range(int(one.get("min")), last + 1 if last < LAST_COLUMN // 2 else int(one.get("min")) + 1):
            yield column, look


def _rule(element: Element, around: Element) -> SheetRule:
    children = [one.text for one in element.children() if one.name.startswith("formula")]
    areas = tuple(map(Place.parse, around.get("sqref").split()))
    return SheetRule(areas, tuple(children), element.attributes, element, around)


def _said(attributes: Mapping[str, str]) -> str:
    return "".join(f' {name}="{attribute(value)}"' for name, value in attributes.items() if "}" not in name)


def _written(place: Place) -> str:
    first, _, last = str(place).partition(":")
    return first if first == last else str(place)
