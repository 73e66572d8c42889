"""A template taken apart, kept as text."""

from xl_grc.workbook.template.slots import MONTH_MARKS, FixedTexts, MarkedPart, TemplateData, from_json, to_json

MONTHS = [f"Mois {number}" for number in range(1, 13)]


def test_marks_become_months_and_what_looks_like_one_stays():
    written = "".join((r"\ufdd0", "\\", MONTH_MARKS[3], MONTH_MARKS[11], '"', MONTH_MARKS[0]))
    data = TemplateData("fr", (), (), (), (MarkedPart(("Actions",), "part", written),), FixedTexts(0, 0, "", {}, 0), {})
    (part,) = from_json(to_json(data), MONTHS).marked
    assert part.xml == r"\ufdd0" + "\\" + "Mois 4" + "Mois 12" + '"' + "Mois 1"
