"""Packages made to hang, to fill the memory, to write elsewhere, to deceive: an answer in a line, in two seconds."""

from __future__ import annotations

import io
import shutil
import struct
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from tests.plans import some_plan
from tests.security.hunt import Hunt, answer, english, is_whole, judged
from tests.workbook.changing import parts, written

N = 40_000
"""How often a hostile text repeats what it repeats: some hundred kilobytes."""
PLACES = {
    "sheet": "xl/worksheets/sheet3.xml",
    "main": "xl/workbook.xml",
    "relations": "xl/_rels/workbook.xml.rels",
    "types": "[Content_Types].xml",
    "styles": "xl/styles.xml",
    "table": "xl/tables/table1.xml",
    "drawing": "xl/drawings/drawing1.xml",
    "properties": "docProps/custom.xml",
    "core": "docProps/core.xml",
}
BOMB = "".join(f'<!ENTITY {chr(97 + k)} "{f"&{chr(96 + k)};" * 10 if k else "x" * 10}">' for k in range(9))


def _inside(text: str) -> Callable[[bytes], bytes]:
    """A part with a text before its end."""
    return lambda xml: xml[: xml.rindex(b"</")] + text.encode() + xml[xml.rindex(b"</") :]


def _before(text: str) -> Callable[[bytes], bytes]:
    """A part with a text between its declaration and its root."""
    return lambda xml: text.encode() + xml[xml.index(b"?>") + 2 if xml.startswith(b"<?xml") else 0 :]


def _declared(encoding: str, as_written: str) -> Callable[[bytes], bytes]:
    def change(xml: bytes) -> bytes:
        bare = xml[xml.index(b"?>") + 2 if xml.startswith(b"<?xml") else 0 :].decode()
        return f'<?xml version="1.0" encoding="{encoding}"?>{bare}'.encode(as_written, "replace")

    return change


PAYLOADS: dict[str, Callable[[bytes], bytes]] = {
    "entities": _before(f"<!DOCTYPE x [{BOMB}]>"),
    "outer entity": _before('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'),
    "document type in UTF-16 without a mark": lambda xml: _before("<!DOCTYPE x>")(xml).decode().encode("utf-16-le"),
    "unknown encoding": _declared("punycode", "ascii"),
    "UTF-7": _declared("utf-7", "utf-8"),
    "UTF-32": _declared("utf-32", "utf-32"),
    "deep": _inside("<a>" * N + "</a>" * N),
    "attributes": _inside("<a " + " ".join(f'a{k}="{k}"' for k in range(N)) + "/>"),
    "long attribute": _inside(f'<a b="{"x" * 40 * N}"/>'),
    "open comments": _inside("<!--" * N),
    "comments": _inside("<!-- - -->" * N),
    "open CDATA": _inside("<![CDATA[" * N),
    "CDATA": _inside("<![CDATA[<f>WEBSERVICE(1)</f>]]>" * N),
    "instructions": _inside("<?x ?>" * N),
    "is without end": _inside("<is>" * N),
    "si without end": _inside("<si><t>" * N),
    "rows and cells": _inside("<row r='1'><c r='A1'><f>" * N),
    "formula quotes": _inside('<row><c><f>"' + "\"'[" * N + "</f></c></row>"),
    "format codes": _inside('<numFmt numFmtId="200" formatCode="' + "[[[&quot;" * N + '"/>'),
    "names": _inside("".join(f'<definedName name="n{k}">{"[" * 20}!{k}</definedName>' for k in range(N // 10))),
    "links": _inside("".join(f'<Relationship Id="z{k}" Type="x/table" Target="x.xml"/>' for k in range(N // 20))),
    "NUL and bytes that are no text": lambda xml: xml.replace(b"<", b"<\0", 3) + b"\xff\xfe\x00",
    "numbers": lambda xml: xml.replace(b'"1"', b'"999999999999999999999"').replace(b"A1", b"XFDZZ99999999999"),
    "prefixes": lambda xml: xml.replace(b"<", b"<q:").replace(b"<q:/", b"</q:").replace(b"<q:?", b"<?"),
}  # fmt: skip
"""What is done to a part. Of each place those are taken that can mean something there, and more."""


def packages(plan: Path) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Name of every package, and what makes it."""
    sound = parts(plan)
    kinds = list(PAYLOADS)
    for number, (place, part) in enumerate(PLACES.items()):
        for shift, kind in enumerate(kinds):
            if place == "sheet" or (number + shift) % 2:
                yield f"{kind} in {place}", partial(_changed, sound, part, PAYLOADS[kind])
    yield from _odd_zips(sound, plan.read_bytes()).items()


def _changed(sound: dict[str, bytes], part: str, change: Callable[[bytes], bytes]) -> bytes:
    return _packed({**sound, part: change(sound[part])})


def _packed(content: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as package:
        for name, data in content.items():
            package.writestr(name, data)
    return made.getvalue()


def _odd_zips(sound: dict[str, bytes], whole: bytes) -> dict[str, Callable[[], bytes]]:
    names = ("../../evil.xml", "/etc/evil.xml", "C:\\evil.xml", "xl/../../evil.xml", "\\\\srv\\evil.xml")
    at = whole.rindex(b"PK\5\6")
    return {
        **{f"part {name}": partial(_packed, {**sound, name: b"<x/>"}) for name in names},
        "thirty thousand parts": lambda: _packed({**sound, **{f"x/{number}": b"" for number in range(30_000)}}),
        "a bomb": lambda: _packed({**sound, "xl/worksheets/sheet3.xml": b"0" * 300 * 2**20}),
        "a bomb that nobody reads": lambda: _packed({**sound, "xl/media/x.bin": b"0" * 100 * 2**20}),
        "method bzip2": partial(_packed, sound, zipfile.ZIP_BZIP2),
        "method lzma": partial(_packed, sound, zipfile.ZIP_LZMA),
        "nothing": bytes,
        "an empty zip": partial(_packed, {}),
        "junk before": lambda: b"MZ" + bytes(5_000) + whole,
        "junk behind": lambda: whole + bytes(70_000),
        "cut": lambda: whole[: len(whole) // 2],
        "a directory elsewhere": lambda: whole[: at + 16] + struct.pack("<L", 7) + whole[at + 20 :],
        "sizes that lie": lambda: _with_a_size_that_lies(sound, whole, at),
        "a part twice": partial(_twice, sound),
        "a zip in a zip": partial(_packed, {**sound, "xl/workbook.xml": whole}),
    }


def _with_a_size_that_lies(sound: dict[str, bytes], whole: bytes, at: int) -> bytes:
    size = struct.pack("<L", len(sound["xl/workbook.xml"]))
    return whole[:at].replace(size, struct.pack("<L", 2**31), 2) + whole[at:]


def _twice(sound: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for name, data in sound.items():
            package.writestr(name, data)
        package.writestr("xl/WORKBOOK.xml", b"<x/>")
    return made.getvalue()


def hunt(rounds: int, folder: Path) -> Hunt:
    """The packages (so many of them) through five commands."""
    found = Hunt("hostile packages")
    english()
    every = list(packages(written(folder / "plan.xlsx", some_plan(6, 1))))
    step = max(1, len(every) // rounds)
    for name, made in every[::step][:rounds]:
        _through(found, name, made(), folder / "package")
    return found


def _through(found: Hunt, name: str, content: bytes, place: Path) -> None:
    place.mkdir()
    path, output = place / "hostile.xlsx", place / "out.xlsx"
    path.write_bytes(content)
    runs = {
        "check": ["check", path],
        "collect": ["collect", path, "-o", place / "all.xlsx"],
        "regenerate": ["regenerate", path, "--output", place / "r"],
        "new": ["new", path, "-o", output],
        "template": ["new", "-o", place / "made.xlsx", "--company", "Durand", "--template", path],
    }
    for command, words in runs.items():
        judged(found, answer(*words), f"{name} ({command})")
    for made in place.rglob("*.xlsx"):
        if made != path and not is_whole(made):
            found.fault("broken", f"{name}: {made.name}")
    if any(one.name.startswith("evil") for one in (*place.parent.rglob("*"), *Path("/etc").glob("evil*"))):
        found.fault("broken", f"{name}: written elsewhere")
    shutil.rmtree(place)
