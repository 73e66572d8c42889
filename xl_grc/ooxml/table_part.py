"""The part that declares a table, with another last row, other headers or formulas, further columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from xl_grc.ooxml.markup import Element, Markup
from xl_grc.ooxml.place import Place
from xl_grc.ooxml.xml import attribute, escape


def with_rows_and_headers(
    xml: bytes, place: Place, bottom: int, names: Mapping[int, str], formulas: Mapping[int, str]
) -> bytes:
    """A table whose data end at `place`, down to another last row; some columns with another name or formula."""
    part = Markup(xml)
    if bottom != place.bottom:
        _move(
            part, lambda old: old._replace(bottom=old.bottom + (bottom - place.bottom) * (old.bottom >= place.bottom))
        )
    for index, column in enumerate(part.root.all("tableColumn")):
        if index in names:
            part.set(column, "name", names[index])
        if index in formulas:
            _set_formula(part, column, formulas[index])
    return part.xml()


def _move(part: Markup, moved: Callable[[Place], Place]) -> None:
    """The ranges of the table, its filter and its order, in another place."""
    for element in part.root.all():
        reference = element.get("ref")
        if ":" in reference:
            part.set(element, "ref", str(moved(Place.parse(reference))))


def _set_formula(part: Markup, column: Element, formula: str) -> None:
    """The calculated formula of a column, "" for none; what else the column holds stays."""
    written = f"<calculatedColumnFormula>{escape(formula)}</calculatedColumnFormula>" if formula else ""
    children = column.children()
    known = column.child("calculatedColumnFormula")
    if known is not None:
        if known.text != formula:
            part.replace(known, written, column)
    elif children:
        part.before(children[0], written, column)
    else:
        part.append(column, written)


def with_columns(xml: bytes, place: Place, headers: Sequence[str]) -> bytes:
    """A table with further columns on its right."""
    if not headers:
        return xml
    part = Markup(xml)
    columns = list(part.root.all("tableColumn"))
    largest = max(int(one.get("id")) for one in columns)
    added = "".join(
        f'<tableColumn id="{number}" name="{attribute(header)}"/>' for number, header in enumerate(headers, largest + 1)
    )
    right = place.right + len(headers)
    _move(part, lambda old: old._replace(right=right) if old.right == place.right else old)
    listed = next(part.root.all("tableColumns"))
    part.set(listed, "count", str(len(columns) + len(headers)))
    part.append(listed, added)
    return part.xml()


def _columns(names: Sequence[str]) -> str:
    """The columns of a new table."""
    columns = "".join(f'<tableColumn id="{number}" name="{attribute(name)}"/>' for number, name in enumerate(names, 1))
    return f'<tableColumns count="{len(names)}">{columns}</tableColumns>'


def with_number(xml: bytes, number: int) -> bytes:
    """The same table under a number that no other has."""
    part = Markup(xml)
    part.set(part.root, "id", str(number))
    return part.xml()


def moved(xml: bytes, columns: int, rows: int) -> bytes:
    """A table so many columns and rows further."""
    part = Markup(xml)

    def further(old: Place) -> Place:
        return Place(old.left + columns, old.top + rows, old.right + columns, old.bottom + rows)

    _move(part, further)
    return part.xml()


def in_place_of(old: bytes, new: bytes) -> bytes:
    """A table that takes the number and the style of another."""
    before, part = Markup(old), Markup(new)
    part.set(part.root, "id", before.root.get("id"))
    styles = [one.root.child("tableStyleInfo") for one in (before, part)]
    if styles[0] is not None and styles[1] is not None:
        part.replace(styles[1], _unprefixed(styles[0]), part.root)
    return part.xml()


def _unprefixed(element: Element) -> str:
    said = "".join(f' {name}="{attribute(value)}"' for name, value in element.attributes.items())
    return f"<{element.name}{said}/>"


def placed(xml: bytes, place: Place, names: Sequence[str], number: int) -> bytes:
    """A table like another, under its own number, over other cells."""
    part = Markup(xml)
    part.set(part.root, "id", str(number))
    _move(part, lambda _: place)
    part.replace(next(part.root.all("tableColumns")), _columns(names), part.root)
    return part.xml()
