"""Files that are no plan, or no workbook, or dangerous: one clear line each, quickly, and nothing lost."""

import multiprocessing
import os
import random
import re
import struct
import time
import zipfile
import zlib
from pathlib import Path

import pytest

from tests.memory import peak_kilobytes
from tests.proofs import WHOLE
from tests.workbook.changing import AS_OF, parts, sample, write_parts
from xl_grc.cli import main
from xl_grc.collect.returned import read_returned
from xl_grc.errors import InputError
from xl_grc.files.opening import file_content
from xl_grc.ooxml.limits import PackageLimits
from xl_grc.tables.plan import PLAN
from xl_grc.workbook.expected.check import check
from xl_grc.workbook.repair.regenerate import regenerate
from xl_grc.workbook.returned.plan import read_plan
from xl_grc.workbook.template.templates import load_template_content

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
SECONDS, MEGABYTES = 5, 500
LAST_ROW = 1_048_576 if WHOLE else 210_000
"""Of a sheet that holds too many rows."""


@pytest.fixture
def plan(tmp_path):
    """A sound workbook."""
    return sample(tmp_path / "plan.xlsx", 3)


def keys(path, limits=None):
    """The problems of a file that cannot be read."""
    with pytest.raises(InputError) as caught:
        read_plan(file_content(path, limits), path.name, limits)
    return [problem.key for problem in caught.value.problems]


def content(path, data):
    """A file of bytes."""
    path.write_bytes(data)
    return path


def test_files_that_are_not_workbooks(tmp_path, plan):
    whole = plan.read_bytes()
    assert keys(content(tmp_path / "a.xlsx", b"")) == ["not_workbook"]
    assert keys(content(tmp_path / "b.xlsx", b"bonjour")) == ["not_workbook"]
    assert keys(content(tmp_path / "c.xls", OLE)) == ["old_workbook"]
    assert keys(content(tmp_path / "d.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"))) == ["encrypted"]
    assert keys(content(tmp_path / "e.xlsx", whole[: len(whole) // 2])) == ["not_workbook"]
    assert keys(content(tmp_path / "~$plan.xlsx", b"x")) == ["lock_file"]
    assert keys(tmp_path) == ["is_directory"]
    assert keys(tmp_path / "absent.xlsx") == ["file_missing"]
    ods = {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}
    assert keys(write_parts(tmp_path / "f.ods", ods)) == ["other_format"]


def test_a_pipe_is_no_file(tmp_path):
    os.mkfifo(tmp_path / "pipe.xlsx")
    assert keys(tmp_path / "pipe.xlsx") == ["not_a_file"]


@pytest.mark.skipif(os.geteuid() == 0, reason="the administrator may read everything")
def test_a_file_that_may_not_be_read(plan):
    plan.chmod(0)
    assert keys(plan) == ["cannot_read"]


def test_dangerous_packages(tmp_path, plan):
    sound = parts(plan)
    sheet = "xl/worksheets/sheet2.xml"
    bomb = b'<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + sound[sheet]
    assert keys(write_parts(tmp_path / "entity.xlsx", sound | {sheet: bomb})) == ["document_type"]
    outside = b'<!DOCTYPE a SYSTEM "file:///etc/passwd">' + sound["xl/workbook.xml"]
    assert keys(write_parts(tmp_path / "outside.xlsx", sound | {"xl/workbook.xml": outside})) == ["document_type"]
    wide = outside.decode().encode("utf-16")
    assert keys(write_parts(tmp_path / "wide.xlsx", sound | {"xl/workbook.xml": wide})) == ["document_type"]
    assert keys(write_parts(tmp_path / "path.xlsx", sound | {"../../evil.xml": b"x"})) == ["unsafe_part"]
    assert keys(write_parts(tmp_path / "path2.xlsx", sound | {"..\\evil.xml": b"x"})) == ["unsafe_part"]
    dense = sound | {sheet: sound[sheet].replace(b"</sheetData>", b" " * 40_000_000 + b"</sheetData>")}
    assert keys(write_parts(tmp_path / "dense.xlsx", dense)) == ["too_dense"]
    small = PackageLimits(megabytes=1)
    assert keys(write_parts(tmp_path / "big.xlsx", sound | {sheet: os.urandom(2**20).hex().encode()}), small) == [
        "too_big"
    ]


def test_a_part_that_lies_about_its_size(tmp_path, plan):
    data = bytearray(plan.read_bytes())
    at = data.index(b"xl/workbook.xml", data.index(b"PK\1\2")) - 46
    data[at + 24 : at + 28] = struct.pack("<L", 10)
    assert keys(content(tmp_path / "liar.xlsx", bytes(data))) == ["damaged_part"]


def test_too_many_rows_are_told_at_once_and_formatted_rows_are_none(tmp_path, plan):
    sound = parts(plan)
    rows = b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (row, row) for row in range(100, LAST_ROW + 1))
    sheet = "xl/worksheets/sheet4.xml"
    filled = sound[sheet].replace(b"</sheetData>", rows + b"</sheetData>")
    path = write_parts(tmp_path / "rows.xlsx", sound | {sheet: filled})
    began = time.monotonic()
    assert keys(path) == ["too_many_rows"]
    assert time.monotonic() - began < SECONDS
    blank = b"".join(b'<row r="%d"><c r="A%d" s="1"/></row>' % (row, row) for row in range(1_000, 202_000))
    write_parts(path, sound | {sheet: sound[sheet].replace(b"</sheetData>", blank + b"</sheetData>")})
    assert read_plan(path.read_bytes(), path.name).plan == read_plan(plan.read_bytes(), plan.name).plan
    with pytest.raises(InputError, match="too_many_rows"):  # each workbook made from it would have them
        load_template_content(PLAN, path.read_bytes(), path.name, 1)


def test_a_reference_may_name_any_two_corners(plan):
    sound = parts(plan)
    part = next(name for name, data in sound.items() if b'displayName="Actions"' in data)
    turned = re.sub(rb'ref="([A-Z]+[0-9]+):([A-Z]+[0-9]+)"', rb'ref="\2:\1"', sound[part])
    before = read_plan(plan.read_bytes(), plan.name).plan
    assert read_plan(write_parts(plan, sound | {part: turned}).read_bytes(), plan.name).plan == before


def test_a_table_stretched_over_the_whole_sheet_is_read_soon(plan):
    sound = parts(plan)
    part = next(name for name, data in sound.items() if b'displayName="Costs"' in data)
    stretched = re.sub(rb'(ref="[A-Z]+[0-9]+:[A-Z]+)[0-9]+"', rb'\g<1>1048576"', sound[part])
    before = read_plan(plan.read_bytes(), plan.name).plan
    path = write_parts(plan, sound | {part: stretched})
    began = time.monotonic()
    assert read_plan(path.read_bytes(), path.name).plan == before
    with pytest.raises(InputError, match="too_many_rows"):
        regenerate(path.read_bytes(), path.name, AS_OF)
    assert time.monotonic() - began < SECONDS


def test_a_table_that_ends_below_every_sheet_is_told_at_once(plan):
    """Ten thousand million rows are not gone through, neither of a plan nor of a template."""
    sound = parts(plan)
    part = next(name for name, data in sound.items() if b'displayName="Channels"' in data)
    for bottom in (b"1048577", b"9999999995"):
        beyond = re.sub(rb'(ref="[A-Z]+[0-9]+:[A-Z]+)[0-9]+"', rb"\g<1>" + bottom + b'"', sound[part])
        path = write_parts(plan, sound | {part: beyond})
        assert keys(path) == ["not_workbook"]
        with pytest.raises(InputError, match="not_workbook"):
            load_template_content(PLAN, path.read_bytes(), path.name, 1)


def test_a_table_without_any_of_its_columns_is_told(plan):
    sound = parts(plan)
    part = next(name for name, data in sound.items() if b'displayName="Types"' in data)
    lost = sound[part].replace(b"tableColumn ", b"otherColumn ")
    path = write_parts(plan, sound | {part: lost})
    assert "column_missing" in {one.key for one in check(path.read_bytes(), path.name, AS_OF)}


def test_missing_parts_and_tables(tmp_path, plan):
    sound = parts(plan)
    for name in (
        "[Content_Types].xml",
        "xl/workbook.xml",
        "xl/styles.xml",
        "xl/worksheets/sheet3.xml",
        "xl/tables/table2.xml",
    ):
        lacking = {part: data for part, data in sound.items() if part != name}
        assert keys(write_parts(tmp_path / "lacking.xlsx", lacking)) == ["not_workbook"]
    nought = sound["xl/workbook.xml"].replace(b"'!$C$5<", b"'!$C$0<")  # rows begin with 1
    assert nought != sound["xl/workbook.xml"]
    path = write_parts(tmp_path / "nought.xlsx", sound | {"xl/workbook.xml": nought})
    assert read_plan(path.read_bytes(), path.name).plan == read_plan(plan.read_bytes(), plan.name).plan
    twice = {name: data.replace(b'displayName="Schedule"', b'displayName="Actions"') for name, data in sound.items()}
    assert keys(write_parts(tmp_path / "twice.xlsx", twice)) == ["table_twice"]
    other = {name: b"<workbook/>" if name == "xl/workbook.xml" else data for name, data in sound.items()}
    assert keys(write_parts(tmp_path / "other.xlsx", other)) == ["not_a_plan"]


def test_every_command_says_one_line(tmp_path, capsys):
    for name, data in (("a.xlsx", b""), ("b.xls", OLE), ("c.xlsx", b"PK\3\4garbage")):
        path = content(tmp_path / name, data)
        assert main(["check", str(path)]) == 1
        assert len(capsys.readouterr().out.splitlines()) == 2
        for command in (
            ["regenerate", path],
            ["collect", path, "-o", tmp_path / "o.csv"],
            ["new", path, "-o", tmp_path / "n.xlsx"],
        ):
            assert main(list(map(str, command))) == 1
            assert 1 <= len(capsys.readouterr().err.splitlines()) <= 2
        assert path.read_bytes() == data


def test_a_name_that_no_file_can_have_is_one_line(tmp_path, capsys):
    for name in ("x" * 300 + ".xlsx", "a\0b.xlsx"):
        for command in (["check"], ["regenerate"], ["collect", "-o", str(tmp_path / "o.csv")], ["new", "-o", "n.xlsx"]):
            assert main([*command, str(tmp_path / name)]) == 1
            told = capsys.readouterr()
            assert 1 <= len((told.err or told.out).splitlines()) <= 2


def mutated(sound: dict[str, bytes], chosen: random.Random) -> dict[str, bytes]:
    """A package with something broken in one part or two."""
    broken = dict(sound)
    for _ in range(chosen.randint(1, 2)):
        name = chosen.choice(list(broken))
        data = bytearray(broken[name])
        start = chosen.randrange(len(data) + 1)
        end = min(len(data), start + chosen.choice((1, 8, 200, 5000)))
        match chosen.randrange(6):
            case 0:
                del data[start:end]
            case 1:
                data[start:end] = bytes(chosen.randrange(256) for _ in range(end - start))
            case 2:
                data[start:start] = data[start:end] * chosen.choice((1, 3, 50))
            case 3:
                data = bytearray(data.replace(b"1", chosen.choice((b"999999999", b"-1", b"1e400", b"", b"x"))))
            case 4:
                word = chosen.choice((b'"', b"<c ", b"</c>", b"<row ", b" r=", b'ref="', b"<v>", b"<f>", b't="s"'))
                data = bytearray(data.replace(word, chosen.choice((b"", b"<", b'"', word * 2, b"\xff")), 5))
            case _:
                del broken[name]
                continue
        broken[name] = bytes(data)
    return broken


def survives(path: Path) -> None:
    """Checking, regenerating and collecting either work or raise an InputError, soon and within memory."""
    began = time.monotonic()
    data = path.read_bytes()
    for read in (
        lambda: check(data, path.name, AS_OF),
        lambda: regenerate(data, path.name, AS_OF),
        lambda: read_returned(path, AS_OF),
    ):
        try:
            read()
        except InputError as error:
            assert error.problems
    assert time.monotonic() - began < SECONDS


def without_values(content: dict[str, bytes]) -> dict[str, bytes]:
    """The parts of a workbook whose formulas were never calculated."""
    return {name: re.sub(rb"</f><v>[^<]*</v>", b"</f>", data) for name, data in content.items()}


def fuzz(path: Path, rounds: int, seed: int) -> None:
    """Broken parts in sound zip files, and broken zip files."""
    sound = parts(path)
    bare = without_values(sound)
    whole = path.read_bytes()
    chosen = random.Random(seed)
    for number in range(rounds):
        if number % 4:
            write_parts(path, mutated(bare if number % 4 == 3 else sound, chosen))
        else:
            data = bytearray(whole)
            for _ in range(chosen.randint(1, 30)):
                data[chosen.randrange(len(data))] = chosen.randrange(256)
            path.write_bytes(data[: chosen.choice((len(data), chosen.randrange(len(data))))])
        survives(path)
    assert peak_kilobytes() < MEGABYTES * 1024


def test_broken_packages_never_break_the_reader(plan):
    """In a new process: a forked one would count the memory of other tests as its own."""
    rounds, seed = int(os.environ.get("XL_GRC_FUZZ_ROUNDS", "40")), int(os.environ.get("XL_GRC_FUZZ_SEED", "1"))
    process = multiprocessing.get_context("spawn").Process(target=fuzz, args=(plan, rounds, seed))
    process.start()
    process.join()
    assert process.exitcode == 0


def test_a_crc_is_checked(tmp_path, plan):
    with zipfile.ZipFile(plan) as package:
        assert zlib.crc32(package.read("xl/workbook.xml"))
    data = bytearray(plan.read_bytes())
    at = data.index(b"xl/workbook.xml", data.index(b"PK\1\2")) - 46 + 16
    data[at : at + 4] = b"\0\0\0\0"
    assert keys(content(tmp_path / "crc.xlsx", bytes(data))) == ["damaged_part"]
