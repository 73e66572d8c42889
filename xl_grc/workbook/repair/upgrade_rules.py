"""What a sheet of an older workbook says beside its cells, brought to the present version.

Rules, links and widths of its own template that the new one has no longer go, new ones come; those that the author
changed or added stay.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from xl_grc.ooxml.place import Place
from xl_grc.ooxml.sheet_rules import SheetRule, SheetRules
from xl_grc.records import NamedTuple
from xl_grc.workbook.repair.brand import Brand, BrandGraft
from xl_grc.workbook.repair.upgrade_places import Moves, Spot

_MESSAGES = ("error", "errorTitle", "errorStyle", "prompt", "promptTitle", "showErrorMessage", "showInputMessage")


class TemplateRules(NamedTuple):
    """What a sheet of a template says beside its cells, and where its cells stand in the workbook."""

    rules: SheetRules
    moves: Moves

    def first(self, rule: SheetRule) -> Spot:
        """Where the first cell of a rule stands."""
        return self.moves.spot(rule.areas[0].left, rule.areas[0].top)

    def formulas(self, rule: SheetRule) -> tuple[str, ...]:
        """The formulas of a rule over the cells of the workbook."""
        return tuple(map(self.moves.formula, rule.formulas))

    def asks(self, rule: SheetRule) -> tuple[str, ...]:
        """What a rule asks of the cells of the workbook."""
        return rule._replace(formulas=self.formulas(rule)).asks

    def by_place(self, rules: list[SheetRule]) -> dict[tuple[Spot, tuple[str, ...]], SheetRule]:
        """Rules by what they ask of which first cell."""
        return {(self.first(one), self.asks(one)): one for one in rules}

    def areas(self, rule: SheetRule) -> list[Place]:
        """The cells of a rule in the workbook."""
        return list(map(self.moves.area, rule.areas))


def learn_rules(now: SheetRules, base: TemplateRules, brand: Brand) -> None:
    """What became of the formats of rules."""
    for (spot, asks), rule in base.by_place(base.rules.formats).items():
        for same in _same(now, spot, asks):
            if "dxfId" in rule.attributes and "dxfId" in same.attributes:
                brand.learn_rule(rule.attributes["dxfId"], same.attributes["dxfId"])


def _same(now: SheetRules, spot: Spot, asks: tuple[str, ...]) -> Iterator[SheetRule]:
    return (one for one in now.formats if one.covers(*spot) and one.asks == asks)


def upgrade_rules(now: SheetRules, base: TemplateRules, new: TemplateRules, styling: BrandGraft) -> None:
    """Bring the rules and links of a sheet to the present version."""
    before, after = base.by_place(base.rules.formats), new.by_place(new.rules.formats)
    for place in before.keys() - after.keys():
        for rule in _same(now, *place):
            now.remove(rule)
    for place, rule in after.items():
        if place not in before and not any(_same(now, *place)):
            said = dict(rule.attributes)
            if "dxfId" in said:
                said["dxfId"] = styling.rule(said["dxfId"])
            now.add_format(new.areas(rule), said, new.formulas(rule))
    _upgrade_validations(now, base, new)
    _upgrade_links(now, base, new)


def _upgrade_validations(now: SheetRules, base: TemplateRules, new: TemplateRules) -> None:
    before = {base.moves.spot(area.left, area.top): one for one in base.rules.validations for area in one.areas}
    for rule in new.rules.validations:
        said = {name: value for name, value in rule.attributes.items() if name != "sqref"}
        for area in rule.areas:
            spot = new.moves.spot(area.left, area.top)
            old, wanted = before.get(spot), new.moves.area(area)
            if old is not None and base.asks(old) == new.asks(rule) and _says(old.attributes) == _says(rule.attributes):
                continue
            found = [one for one in now.validations if one.covers(*spot)]
            if not found and old is None:
                now.add_validation([wanted], said, new.formulas(rule))
            for one in found:
                areas = [area for area in one.areas if _is_within(area, spot, wanted)]
                if old is not None and one.asks == base.asks(old) and areas:
                    now.narrow(one, areas)
                    now.add_validation(areas, said, new.formulas(rule))


def _says(attributes: Mapping[str, str]) -> list[str | None]:
    return [attributes.get(name) for name in _MESSAGES]


def _is_within(area: Place, spot: Spot, wanted: Place) -> bool:
    """Whether an area holds a cell, and no column but those wanted."""
    holds = area.left <= spot[0] <= area.right and area.top <= spot[1] <= area.bottom
    return holds and wanted.left <= area.left and area.right <= wanted.right


def _upgrade_links(now: SheetRules, base: TemplateRules, new: TemplateRules) -> None:
    before, after = dict(_links(base)), dict(_links(new))
    for link in now.links:
        if before.get(link.area) == link.location != after.get(link.area):
            now.remove(link)
    here = {one.area for one in now.links}
    for area, location in after.items():
        if before.get(area) != location and (area not in here or area in before):
            now.add_link(area, location)


def _links(template: TemplateRules) -> Iterator[tuple[str, str]]:
    for link in template.rules.links:
        yield str(template.moves.area(Place.parse(link.area))).partition(":")[0], link.location


def hidden_columns(base: SheetRules, new: SheetRules) -> list[int]:
    """The columns that the present version hides and the older one does not."""
    return [column for column, look in new.columns.items() if look.hidden and column not in base.columns]


def show_as_new(now: SheetRules, base: TemplateRules, new: TemplateRules) -> None:
    """Widths, heights and pages: of new columns and rows those of the new template, of others too where they are as
    the older one has them."""
    _show_columns(now, base, new)
    _show_rows(now, base, new)
    before, after, said = (one.printing() for one in (base.rules, new.rules, now))
    for what in sorted(before.keys() | after.keys()):
        if before.get(what) == said.get(what) != after.get(what):
            now.print_as(*what, after.get(what))
    if not base.rules.page_ends and not now.page_ends and new.rules.page_ends:
        now.end_pages([new.moves.column(one) for one in new.rules.page_ends])


def _show_columns(now: SheetRules, base: TemplateRules, new: TemplateRules) -> None:
    before = {base.moves.column(column): look for column, look in base.rules.columns.items()}
    for column, look in new.rules.columns.items():
        to = new.moves.column(column)
        if to not in before or (before[to] != look and now.columns.get(to) == before[to]):
            now.set_column(to, look)


def _show_rows(now: SheetRules, base: TemplateRules, new: TemplateRules) -> None:
    before = {base.moves.spot(1, row)[1]: height for row, height in base.rules.heights.items()}
    for row, height in new.rules.heights.items():
        to = new.moves.spot(1, row)[1]
        is_usual = to not in before or now.heights.get(to) == before[to]
        if is_usual and before.get(to) != height and not new.moves.is_in_table(row):
            now.set_height(to, height)
