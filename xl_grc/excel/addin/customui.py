"""The ribbon: a tab for each language, of which the one of Office is shown."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import quoteattr

from xl_grc.records import NamedTuple
from xl_grc.text import LANGUAGES, Texts, texts

NAMESPACE = "http://schemas.microsoft.com/office/2009/07/customui"


class Button(NamedTuple):
    """A button: its command, the picture of Microsoft's it shows, and whether it is large."""

    command: str
    image: str
    large: bool = False


GROUPS: dict[str, tuple[Button, ...]] = {
    "plan": (
        Button("new", "FileNew", True),
        Button("regenerate", "RefreshAll", True),
        Button("check", "ErrorChecking", True),
    ),
    "actions": (Button("import", "GetExternalDataFromText"), Button("compare", "SortDescendingExcel")),
    "customers": (Button("analyse", "PivotTableInsert"), Button("segment", "Filter")),
    "files": (
        Button("pdf", "FileSaveAsPdfOrXps"),
        Button("batch", "TableInsert"),
        Button("consolidate", "Consolidate"),
        Button("native", "ShowFormulas"),
    ),
    "help": (Button("functions", "FunctionWizard", True), Button("help", "Help"), Button("engine", "Info")),
}
"""The groups of the tab, from left to right, and their buttons."""

ENGINE = "engine"
"""The button whose label says which engine answers."""


def ribbon_xml() -> str:
    """The part customUI14.xml."""
    tabs = "".join(_tab(texts(language)) for language in LANGUAGES)
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<customUI xmlns="{NAMESPACE}" onLoad="GrcOnLoad"><ribbon><tabs>{tabs}</tabs></ribbon></customUI>\n'
    )


def _tab(words: Texts) -> str:
    language = words.language
    groups = "".join(_group(key, buttons, words) for key, buttons in GROUPS.items())
    label = quoteattr(words["ribbon.tab"])
    return f'<tab id="grc_{language}" label={label} tag="{language}" getVisible="GrcTabVisible">{groups}</tab>'


def _group(key: str, buttons: tuple[Button, ...], words: Texts) -> str:
    shown = "".join("".join(_button(button, words)) for button in buttons)
    return (
        f'<group id="grc_{words.language}_group_{key}" label={quoteattr(words[f"ribbon.groups.{key}"])}>{shown}</group>'
    )


def _button(button: Button, words: Texts) -> Iterator[str]:
    key = f"ribbon.buttons.{button.command}"
    yield f'<button id="grc_{words.language}_{button.command}" tag="{button.command}"'
    if button.command == ENGINE:
        yield ' getLabel="GrcEngineLabel"'
    else:
        yield f" label={quoteattr(words[f'{key}.label'])}"
    yield f" screentip={quoteattr(words[f'{key}.label'])} supertip={quoteattr(words[f'{key}.tip'])}"
    yield f' imageMso="{button.image}" size="{"large" if button.large else "normal"}" onAction="GrcOnAction"/>'
