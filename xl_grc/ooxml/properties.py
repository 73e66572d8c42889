"""The custom properties of a workbook: by them a plan is known again."""

from __future__ import annotations

from collections.abc import Mapping

from xl_grc.ooxml.xml import attribute, escape

PART = "docProps/custom.xml"
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
RELATION = "custom-properties"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/"
_VALUES = f"{_OFFICE}docPropsVTypes"
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_FIRST_NUMBER = 2
"""The numbers below are taken by the standard."""


def new_part(properties: Mapping[str, str]) -> bytes:
    """The part of a workbook that has no other properties."""
    written = "".join(_property(number, *one) for number, one in enumerate(properties.items(), _FIRST_NUMBER))
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns="{_OFFICE}custom-properties" '
        f'xmlns:vt="{_VALUES}">{written}</Properties>'
    ).encode()


def with_properties(xml: bytes, properties: Mapping[str, str]) -> bytes:
    """The part with some properties; those of others stay."""
    from xl_grc.ooxml.markup import Markup  # a new workbook does without a parser

    part = Markup(xml)
    known = {one.get("name"): one for one in part.root.children()}
    number = max((int(one.get("pid", "1")) for one in known.values()), default=_FIRST_NUMBER - 1)
    declared = "" if f'xmlns:vt="{_VALUES}"'.encode() in xml else f' xmlns:vt="{_VALUES}"'
    for name, value in properties.items():
        if name not in known:
            number += 1
            part.append(part.root, _property(number, name, value, declared))
        elif known[name].content() != value:
            same = int(known[name].get("pid", "1"))
            part.replace(known[name], _property(same, name, value, declared), part.root)
    return part.xml()


def _property(number: int, name: str, value: str, declared: str = "") -> str:
    return (
        f'<property fmtid="{_FORMAT_ID}" pid="{number}" name="{attribute(name)}">'
        f"<vt:lpwstr{declared}>{escape(value)}</vt:lpwstr></property>"
    )
