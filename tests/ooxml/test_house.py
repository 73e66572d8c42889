"""One of each: a parser, a quoting, a writer of properties, a ring of months. Another one would drift apart from it."""

import re
from collections import Counter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "xl_grc"
SOURCES = {
    path.relative_to(PACKAGE).as_posix(): path.read_text(encoding="utf-8")
    for path in PACKAGE.rglob("*.py")
    if path.parent.name != "generated"
}


@pytest.mark.parametrize(
    ("pattern", "module"),
    [
        (r"\b(?:ElementTree|expat|lxml|minidom|pulldom|xml\.sax(?!\.saxutils))\b", {"ooxml/markup.py"}),
        (r"(?:re\.\w+|compiled_later)\([^\n]*<(?:row|c)\b", {"ooxml/usual_sheet.py"}),
        (r"\bWrittenCell\(|\bWrittenRow\((?!0, \[\])", {"ooxml/sheet_cells.py"}),
        (r"\"'\", \"''\"|\"''\", \"'\"|strip\(\"'\"\)|chr\(39\)", {"ooxml/reference.py"}),
        (r"docPropsVTypes|custom-properties", {"ooxml/properties.py"}),
        (r"% ?12 ?\+ ?1|\(\*range\(\w+, MONTHS|monthrange\(year", {"plan/period.py"}),
    ],
)
def test_one_place_for_one_idea(pattern, module):
    """What only these modules may do: parse XML, look for cells by a pattern, walk a sheet, quote, write, count."""
    code = {name: re.sub(r'""".*?"""|#[^\n]*', "", text, flags=re.DOTALL) for name, text in SOURCES.items()}
    assert {name for name, text in code.items() if re.search(pattern, text)} == module


def test_no_two_classes_of_one_name_in_the_room():
    """Nor one of another room's name: a reader looks for the idea by it."""
    classes = {name: re.findall(r"^ *class (\w+)", text, re.MULTILINE) for name, text in SOURCES.items()}
    names = Counter(one for found in classes.values() for one in found)
    own = {one for name in classes if name.startswith("ooxml/") or name == "values.py" for one in classes[name]}
    assert len(own) > 50
    assert {name for name in own if names[name] > 1} == set()
