"""No text takes more than linear time: eight times as much of whatever is repeated takes eight times as long.

Steps are told by processor time, which other programs of the machine hardly change; a round that seems too slow is
measured again.
"""

import random
import time
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from tests.proofs import rounds, share
from tests.workbook.changing import AS_OF, parts, sample
from xl_grc.batch.naming import safe_stem
from xl_grc.collect.returned import read_returned
from xl_grc.errors import CellError, InputError
from xl_grc.functions.units import AMOUNT, RATE
from xl_grc.inputs.workbook_grids import read_workbook
from xl_grc.ooxml.formula_text import canonical, follows_row, names_places, rows_added_up
from xl_grc.plan.above_table import exponent_said
from xl_grc.plan.cells import read_reference, read_text
from xl_grc.plan.dates import read_date
from xl_grc.plan.left_aside import is_total
from xl_grc.plan.months import read_months
from xl_grc.plan.number_formats import format_scale
from xl_grc.plan.number_texts import read_number
from xl_grc.plan.words import fold
from xl_grc.tables.plan import PLAN
from xl_grc.tables.runtime.text_rules import leading_number
from xl_grc.values import to_number
from xl_grc.workbook.expected.check import check
from xl_grc.workbook.repair.regenerate import regenerate
from xl_grc.workbook.template.templates import load_template_content

FEW, TIMES = 1_500, 8
SECONDS = 2

PIECES = (
    *("<is>", "<si>", "<t>", "<f>", "<v>", "<f ", "<v ", "<si ", "<row r='1'>", "<row ", "</c>", "</row>"),
    *('<c r="A1"', '<c r="A1">', '<c r="A1"/>', "<c>", '<c r="A1" t="inlineStr"><is><t>x', '<c r="A1"><f>1'),
    *("<!--", "-->", "<![CDATA[", "]]>", "<?", "?>", "&", "&#1", "&amp;", '"', "'", " ", "\n", ":c ", "!", "="),
    *("<x:c ", "<tableColumn ", '<definedName name="a">', "<definedName ", "<property ", "<numFmt ", "<xf ", "<xf>"),
    *("<c:numRef><c:f>A</c:f><c:numCache>", "<c:f>", '<a b="', 'sqref="A1 ', "<dcterms:modified ", "[", "_x", "<a>"),
)
"""What is repeated."""
AROUND = (("", ""), ("<!--", "-->"), ("<![CDATA[", "]]>"), ('<a b="', '"/>'), ("<?a ", "?>"), ("<a>", "</a>"))
PLACES = (
    *(("worksheets/sheet3.xml", end) for end in ("<sheetData>", "</sheetData>", "</worksheet>", '<c r="B1" s="1"')),
    *(("tables/table2.xml", end) for end in ("</tableColumns>", "</table>")),
    *(("styles.xml", end) for end in ("</numFmts>", "</cellXfs>", 'formatCode="')),
    *(("workbook.xml", end) for end in ("</definedNames>", "</workbook>")),
    *(("charts/chart1.xml", end) for end in ("</plotArea>", "</chartSpace>")),
    ("custom.xml", "</Properties>"),
)
"""Where: before which text of which part."""
COMMANDS: dict[str, Callable[[bytes], object]] = {
    "check": lambda content: check(content, "plan.xlsx", AS_OF),
    "new": lambda content: read_workbook(content, "plan.xlsx"),
    "regenerate": lambda content: regenerate(content, "plan.xlsx", AS_OF),
    "template": lambda content: load_template_content(PLAN, content, "plan.xlsx", 1),
}


READERS: tuple[Callable[[str], object], ...] = (
    *(lambda text: read_number(text, AMOUNT), lambda text: read_number(text, RATE), read_date, read_months, read_text),
    *(read_reference, is_total, fold, exponent_said, format_scale, leading_number, to_number, safe_stem),
    *(canonical, names_places, follows_row, lambda text: rows_added_up(text, 5)),
)
LETTERS = (
    *("1", "1 ", "1.", "1,", "1-", "1/", "-", " ", "a", "(", "[", "'", '"', "['", "[a'", "é", "\n", "x!", "$A1", "A1:"),
    *("_x", "1e", "€", "k€ ", "janv-", "du ", "total ", "'a'", "[[", "]", "1 234 ", "2026-", "=", "+", "\t", ".."),
)
BEFORE_AND_BEHIND = (("", ""), ("", "!"), ("1", ""), ("[", ""), ('"', ""), ("'", "é"))


def seconds(run: Callable[[], object]) -> float:
    """The processor time that an answer takes, whatever the answer."""
    begin = time.process_time()
    with suppress(InputError, CellError):
        run()
    return time.process_time() - begin


def is_linear(run: Callable[[int], object]) -> bool:
    """Whether eight times as much takes about eight times as long, and an answer comes soon."""
    for _ in range(3):
        nothing, few, many = (seconds(lambda count=count: run(count)) for count in (0, FEW, TIMES * FEW))
        if many < SECONDS and many - nothing < 2 * TIMES * max(few - nothing, 0) + 0.1:
            return True
    return False


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """The parts of a plan."""
    return parts(sample(tmp_path_factory.mktemp("hostile") / "plan.xlsx", 2))


def hostile(sound: dict[str, bytes], part: str, before: str, text: str) -> bytes:
    """The plan with a text before another one in a part."""
    name = next(one for one in sound if one.endswith(part))
    assert before.encode() in sound[name]
    behind = text + before if not before.endswith('"') else before + text
    package = BytesIO()
    with ZipFile(package, "w", ZIP_DEFLATED, compresslevel=1) as file:
        for one, data in sound.items():
            file.writestr(one, data.replace(before.encode(), behind.encode(), 1) if one == name else data)
    return package.getvalue()


def test_a_piece_repeated_in_a_part_takes_linear_time(sound):
    chosen = random.Random(14)
    for _ in range(rounds(1_000)):
        piece, (start, end), (part, before) = (chosen.choice(one) for one in (PIECES, AROUND, PLACES))
        command = chosen.choice(list(COMMANDS))
        packages = {count: hostile(sound, part, before, start + piece * count + end) for count in (0, FEW, TIMES * FEW)}
        assert is_linear(lambda count: COMMANDS[command](packages[count])), (piece, start, part, before, command)  # noqa: B023  # called at once


def test_a_piece_repeated_in_a_text_takes_linear_time():
    chosen = random.Random(15)
    for _ in range(rounds(6_000)):
        reader, piece, (start, end) = (chosen.choice(one) for one in (READERS, LETTERS, BEFORE_AND_BEHIND))
        assert is_linear(lambda count: reader(start + piece * count + end)), (piece, start, end, reader)  # noqa: B023  # called at once


@pytest.mark.parametrize("piece", share(["<row r='1'>", "<is>", "<!--", "<![CDATA[", '<c r="B8" t="inlineStr"><is>']))
def test_a_small_file_that_unpacks_to_much_is_answered_soon(sound, tmp_path, piece):
    path = tmp_path / "plan.xlsx"
    path.write_bytes(hostile(sound, "worksheets/sheet3.xml", "</sheetData>", piece * (9_000_000 // len(piece))))
    assert path.stat().st_size < 200_000
    assert seconds(lambda: read_returned(path, AS_OF)) < SECONDS
    for command in COMMANDS.values():
        assert seconds(lambda command=command: command(path.read_bytes())) < SECONDS


def test_another_encoding_of_many_spaces_takes_linear_time(sound):
    def wide(count: int) -> object:
        parts = sound | {"xl/styles.xml": (" " * count + sound["xl/styles.xml"].decode()).encode("utf-16")}
        return COMMANDS["check"](hostile(parts, "custom.xml", "</Properties>", ""))

    assert is_linear(wide)
