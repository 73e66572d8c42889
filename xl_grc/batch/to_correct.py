"""The files of rows to correct in the folder of a run: written when plans are refused, told when they are left."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from xl_grc.batch.tally import Tally
from xl_grc.errors import Problem
from xl_grc.files.opening import same_file
from xl_grc.files.writing import cannot_write
from xl_grc.inputs.corrections import CorrectionsFile
from xl_grc.records import NamedTuple
from xl_grc.text import Texts


class ToCorrect(NamedTuple):
    """The CSV file, the workbook that may stand beside it, and the files that the user gave to the run."""

    file: CorrectionsFile
    book: CorrectionsFile
    given: Sequence[Path]

    @classmethod
    def at(cls, directory: Path, given: Sequence[Path], words: Texts) -> ToCorrect:
        """The files as they are before the run."""
        file, book = (CorrectionsFile.at(directory / words[f"places.corrections_{kind}"]) for kind in ("file", "book"))
        return cls(file, book, given)

    def save(self, content: bytes, book: bytes | None, tally: Tally) -> None:
        """Write the rows of the refused plans, unless rows that are still to do would be lost by it."""
        if tally.unfinished and (self._is_given(self.file) or self._is_given(self.book)):
            tally.corrections = self.file.path
            tally.corrections_book = self.book.path if self._is_given(self.book) else None
            return
        path = self.file.path
        try:
            tally.corrections = self.file.save(content, self.given)
            if book is not None:
                path = self.book.path
                tally.corrections_book = self.book.save(book, self.given)
        except OSError as error:
            tally.cannot_write(cannot_write(path, error))

    def tell_left(self, tally: Tally) -> None:
        """Tell the files that are still there though this run refused nothing."""
        if tally.unfinished:
            return
        for one in (self.file, self.book):
            if one.path.is_file():
                key = "corrections_done" if self._is_given(one) else "corrections_left"
                tally.notes.append(Problem(key, str(one.path)))

    def _is_given(self, one: CorrectionsFile) -> bool:
        """Whether a file is this run's own table."""
        return any(same_file(one.path, given) for given in self.given)
