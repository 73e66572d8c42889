"""The files that people send back: which are workbooks to read, which are something else, and what to ask for then.

Folders are walked through and ZIP archives looked into; what stands in an archive has a path that leads through it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from xl_grc.errors import InputError, Problem, reason
from xl_grc.files.opening import file_content
from xl_grc.files.writing import Stamp, stamp
from xl_grc.inputs.file_kinds import looks_like_a_workbook
from xl_grc.inputs.own_files import is_own_name
from xl_grc.ooxml.archive import Archive
from xl_grc.ooxml.book import CONTENT_TYPES
from xl_grc.ooxml.limits import ZIP, PackageLimits
from xl_grc.records import NamedTuple

WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
"""What is opened by its name; what of it cannot be read is told by its content."""
_ZIP_SUFFIX = ".zip"
_OTHERS = {
    "return_is_table": (".csv", ".tsv", ".parquet"),
    "return_is_pdf": (".pdf",),
    "return_is_picture": (".png", ".jpg", ".jpeg", ".gif", ".heic", ".tif", ".tiff", ".webp", ".bmp"),
    "return_is_mail": (".eml", ".msg", ".mbox"),
    "return_is_document": (".doc", ".docx", ".odt", ".rtf", ".txt", ".ppt", ".pptx", ".htm", ".html", ".pages"),
    "return_is_numbers": (".numbers",),
    "return_is_archive": (".rar", ".7z", ".gz", ".tar", ".tgz"),
}
_KEYS = {suffix: key for key, suffixes in _OTHERS.items() for suffix in suffixes}
_SYSTEM = ("thumbs.db", "desktop.ini", "__macosx")


class Files(NamedTuple):
    """The workbooks to read, and what is told of the other files and of the folders that could not be looked into."""

    found: list[Path]
    unread: list[Problem]


def workbooks(paths: Iterable[Path]) -> Files:
    """The files named, those of the folders named and of the ZIP archives among them, each once, whatever paths and
    links lead to it."""
    files = Files([], [])
    seen: set[str] = set()
    for path in paths:
        for one in sorted(_in_folder(path, files.unread)) if path.is_dir() else [path]:
            real = _real(one)
            if real not in seen:
                seen.add(real)
                _sort(one, files)
    return files


def other_kind(path: Path) -> str | None:
    """What a file that is no workbook is by its name, as the key of what is told of it; None for other names."""
    return _KEYS.get(path.suffix.lower())


def content_at(path: Path, limits: PackageLimits | None = None) -> bytes:
    """The bytes of a file, or of what stands in a ZIP archive. Raises InputError with one problem."""
    archive = archive_of(path)
    if archive is None:
        return file_content(path, limits)
    try:
        return _opened(archive, stamp(archive), limits).read(path.relative_to(archive).as_posix())
    except InputError as error:
        raise InputError([problem._replace(file=str(path)) for problem in error.problems]) from None


def archive_of(path: Path) -> Path | None:
    """The ZIP archive through which a path leads, None for one that leads to a file."""
    if _ZIP_SUFFIX not in str(path).lower():
        return None
    above = (one for one in path.parents if one.suffix.lower() == _ZIP_SUFFIX)
    return next((one for one in above if one.is_file()), None)


@lru_cache(1)
def _opened(path: Path, _: Stamp, limits: PackageLimits | None) -> Archive:
    return Archive(file_content(path, limits), str(path), limits)


def _real(path: Path) -> str:
    """The path behind all links; a name that no file can have is told by who reads it."""
    try:
        return os.path.realpath(path)
    except (OSError, ValueError):
        return str(path)


def _in_folder(folder: Path, unread: list[Problem]) -> Iterator[Path]:
    """The files in a folder and in those below it, save hidden ones and ours that are no plan."""

    def refused(error: OSError) -> None:
        unread.append(Problem.of("cannot_read", reason=reason(error))._replace(file=str(error.filename)))

    for directory, folders, names in os.walk(folder, onerror=refused):
        folders[:] = [name for name in folders if not _is_aside(name)]
        for name in names:
            path = Path(directory, name)
            if not _is_aside(name) and path.is_file():
                yield path


def _is_aside(name: str) -> bool:
    """Whether a file or folder is hidden, of the system, or one of ours that is no plan."""
    return name.startswith(("~$", ".")) or name.lower() in _SYSTEM or is_own_name(name)


def _sort(path: Path, files: Files) -> None:
    """A file to those that are read, or to those that are told."""
    suffix = path.suffix.lower()
    if suffix == _ZIP_SUFFIX and path.exists():
        _sort_archive(path, files)
    elif (key := other_kind(path)) is not None:
        files.unread.append(Problem(key, str(path)))
    elif suffix in WORKBOOKS or not path.is_file() or looks_like_a_workbook(path):
        files.found.append(path)
    else:
        files.unread.append(Problem("return_is_other", str(path)))


def _sort_archive(path: Path, files: Files) -> None:
    """What stands in a ZIP archive; a workbook whose name ends in .zip is one."""
    limits = PackageLimits.from_environment()
    try:
        archive = _opened(path, stamp(path), limits)
        if CONTENT_TYPES in archive:
            files.found.append(path)
            return
        if archive.size > limits.megabytes * 2**20:
            archive.refuse("too_big", limit=limits.megabytes)
    except InputError as error:
        files.unread.extend(error.problems)
        return
    for name in sorted(archive.names):
        if not any(map(_is_aside, name.split("/"))):
            _sort_member(path / name, files)


def _sort_member(path: Path, files: Files) -> None:
    suffix = path.suffix.lower()
    if suffix == _ZIP_SUFFIX:
        files.unread.append(Problem("zip_in_zip", str(path)))
    elif suffix in _KEYS or not (suffix in WORKBOOKS or _begins_as_workbook(path)):
        files.unread.append(Problem(_KEYS.get(suffix, "return_is_other"), str(path)))
    else:
        files.found.append(path)


def _begins_as_workbook(path: Path) -> bool:
    try:
        return content_at(path, PackageLimits.from_environment()).startswith(ZIP)
    except InputError:
        return False
