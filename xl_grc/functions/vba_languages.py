"""The VBA that knows the languages: which a cell names, which Excel speaks, and the word of each."""

from __future__ import annotations

from collections.abc import Iterator

from xl_grc.text import LANGUAGES, texts

_LANGUAGE = """\
' A language that a cell names; the language of Excel when left out or blank; #VALUE! for anything else.
Public Function GrcLanguage(ByVal cell As Variant) As Variant
    If IsError(cell) Then
        GrcLanguage = cell
    ElseIf IsEmpty(cell) Then
        GrcLanguage = GrcOfficeLanguage()
    ElseIf VarType(cell) <> vbString Then
        GrcLanguage = CVErr(2015)
    ElseIf cell = "" Then
        GrcLanguage = GrcOfficeLanguage()
    ElseIf {known} Then
        GrcLanguage = LCase(cell)
    Else
        GrcLanguage = CVErr(2015)
    End If
End Function

' The language of Excel's words, or the first.
Private Function GrcOfficeLanguage() As String
    GrcOfficeLanguage = "{first}"
    On Error Resume Next
{office}
End Function

Public Function GrcWord(ByVal language As String, {spoken}) As String
    GrcWord = in_{first}
{words}
End Function
"""


def languages_module() -> str:
    """The functions, for a module that calls them."""
    return _LANGUAGE.format(
        first=LANGUAGES[0],
        known=" Or ".join(f'LCase(cell) = "{language}"' for language in LANGUAGES),
        spoken=", ".join(f"ByVal in_{language} As String" for language in LANGUAGES),
        office="\n".join(_office()),
        words="\n".join(f'    If language = "{language}" Then GrcWord = in_{language}' for language in LANGUAGES[1:]),
    )


def _office() -> Iterator[str]:
    for language in LANGUAGES[1:]:
        number = texts(language)["formats.windows_language"]
        yield (
            f"    If Application.LanguageSettings.LanguageID(2) Mod 1024 = {number} "
            f'Then GrcOfficeLanguage = "{language}"'
        )
