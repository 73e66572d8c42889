"""Parts in every encoding of XML are read; others and document types are refused in one line, in any encoding."""

import codecs
import re

import pytest

from tests.workbook.changing import AS_OF, parts, sample, write_parts
from xl_grc.cli import main
from xl_grc.errors import InputError
from xl_grc.ooxml.book import Book
from xl_grc.workbook.repair.regenerate import regenerate
from xl_grc.workbook.returned.plan import read_plan

DECLARED = re.compile(r"\s*<\?xml[^>]*\?>\s*")
KNOWN = {
    "UTF-8": b"",
    "utf-8": codecs.BOM_UTF8,
    "UTF-16": codecs.BOM_UTF16_LE,
    "UTF-16LE": b"",
    "UTF-16BE": b"",
    "utf-16be": codecs.BOM_UTF16_BE,
    "ISO-8859-1": b"",
    "windows-1252": b"",
    "US-ASCII": b"",
}
DOCUMENT_TYPES = ('<!DOCTYPE a [<!ENTITY a "aaaa">]>', "<!-- a --> <?b?>\n<!DOCTYPE worksheet>")


def encoded(xml: bytes, name: str, mark: bytes = b"", before: str = "", declared: bool = True) -> bytes:
    """A part in another encoding; letters that it lacks are references to characters."""
    text = DECLARED.sub("", xml.decode(), count=1)
    declaration = f'<?xml version="1.0" encoding="{name}" standalone="yes"?>' if declared else ""
    codec = {"UTF-16": "utf-16-le"}.get(name, name)
    return mark + (declaration + before + text).encode(codec, "xmlcharrefreplace")


@pytest.fixture
def plan(tmp_path):
    """A plan with letters beyond ASCII in all its parts."""
    return sample(tmp_path / "plan.xlsx", 3)


def in_encoding(content: dict[str, bytes], *way: object) -> dict[str, bytes]:
    return {name: encoded(data, *way) if name.endswith(("xml", "rels")) else data for name, data in content.items()}


@pytest.mark.parametrize(("name", "mark"), KNOWN.items())
def test_every_part_in_an_encoding_of_xml(plan, name, mark):
    expected = read_plan(plan.read_bytes(), plan.name).plan
    other = write_parts(plan.with_name("other.xlsx"), in_encoding(parts(plan), name, mark))
    assert read_plan(other.read_bytes(), other.name).plan == expected
    assert Book(other.read_bytes(), other.name).properties["xl_grc_language"] == "fr"


@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_and_without_a_word(plan, name):
    expected = read_plan(plan.read_bytes(), plan.name).plan
    content = {
        part: encoded(data, name, declared=False) if part.endswith("xml") else data
        for part, data in parts(plan).items()
    }
    other = write_parts(plan.with_name("other.xlsx"), content)
    assert read_plan(other.read_bytes(), other.name).plan == expected


@pytest.mark.parametrize("name", ["UTF-16", "ISO-8859-1"])
def test_a_plan_in_another_encoding_is_mended_and_its_other_parts_keep_their_bytes(plan, name):
    content = parts(plan)
    sheet = next(one for one, data in content.items() if b"Actions[" in data and "sheets/sheet" in one)
    content[sheet] = re.sub(rb"<f>[^<]*</f>", b"", content[sheet], count=3)
    content = in_encoding(content, name, KNOWN[name])
    other = write_parts(plan.with_name("other.xlsx"), content)
    other.write_bytes(regenerate(other.read_bytes(), other.name, AS_OF).content)
    after = parts(other)
    changed = {one for one in content if after[one] != content[one]}
    assert sheet in changed
    assert changed <= {one for one in content if "sheets/sheet" in one or one.endswith("workbook.xml")}
    expected = read_plan(plan.read_bytes(), plan.name).plan
    assert read_plan(other.read_bytes(), other.name).plan == expected


@pytest.mark.parametrize("name", ["punycode", "UTF-7", "EBCDIC-CP-FR", "idna", "rot13", "UTF-32", "koi8-r", "x-none"])
def test_other_encodings_are_refused_in_one_line(plan, tmp_path, capsys, name):
    content = parts(plan)
    part = next(one for one in content if "sheets/sheet3" in one)
    declaration = f'<?xml version="1.0" encoding="{name}"?>'
    wide = codecs.BOM_UTF32_LE + content[part].decode().encode("utf-32-le")
    content[part] = wide if name == "UTF-32" else declaration.encode() + content[part]
    path = write_parts(plan, content)
    for command in (
        ["check"],
        ["collect", "-o", tmp_path / "o.csv"],
        ["regenerate"],
        ["new", "-o", tmp_path / "n.xlsx"],
    ):
        assert main([command[0], str(path), *map(str, command[1:])]) == 1
        told = capsys.readouterr()
        lines = [line for line in (told.out + told.err).splitlines() if name.lower() in line.lower()]
        assert len(lines) == 1, (command, told)
        assert "Traceback" not in told.err
    assert main(["new", "-o", str(tmp_path / "n.xlsx"), "--template", str(path)]) == 1
    assert name in capsys.readouterr().err


@pytest.mark.parametrize("before", DOCUMENT_TYPES)
@pytest.mark.parametrize(("name", "mark"), KNOWN.items())
@pytest.mark.parametrize("part", ["sheets/sheet3.xml", "workbook.xml", "table2.xml"])
def test_a_document_type_is_refused_in_every_encoding(plan, name, mark, before, part):
    content = parts(plan)
    found = next(one for one in content if one.endswith(part))
    content[found] = encoded(content[found], name, mark, before)
    path = write_parts(plan, content)
    with pytest.raises(InputError) as caught:
        read_plan(path.read_bytes(), path.name)
    assert [problem.key for problem in caught.value.problems] == ["document_type"]


def test_a_text_that_speaks_of_document_types_is_none(plan):
    content = parts(plan)
    part = next(one for one in content if "sheets/sheet3" in one)
    content[part] = content[part].replace(b"</sheetData>", b"<!-- <!DOCTYPE a> --></sheetData>")
    path = write_parts(plan, content)
    assert read_plan(path.read_bytes(), path.name).plan.actions
