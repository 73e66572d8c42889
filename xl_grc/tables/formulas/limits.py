"""What counts in an input of numbers: a number within the limits of its unit.

Anything else that is typed there (a text, a rate of 50 for 50 %, a negative amount) counts as not given.
"""

from __future__ import annotations

from xl_grc.functions.units import Unit
from xl_grc.records import NamedTuple
from xl_grc.tables.runtime.rules import ANY_NUMBER


class InputLimits(NamedTuple):
    """The least and the largest number that counts; no least one where it is None."""

    minimum: float | None
    maximum: float

    def passed_by(self, cell: str) -> tuple[str, ...]:
        """What must not hold of a number, as formulas; without a least number, of a text neither.

        >>> InputLimits(0, 1).passed_by("A1"), InputLimits(None, ANY_NUMBER).passed_by("A1")
        (('A1<0', 'A1>1'), ('A1>9E+307',))
        """
        lower = () if self.minimum is None else (f"{cell}<{self.minimum:g}",)
        upper = () if lower and self.maximum == ANY_NUMBER else (f"{cell}>{_written(self.maximum)}",)
        return (*lower, *upper)

    def kept_by(self, cell: str) -> tuple[str, ...]:
        """The contrary: what must hold.

        >>> InputLimits(0, ANY_NUMBER).kept_by("A1")
        ('A1>=0',)
        """
        lower = () if self.minimum is None else (f"{cell}>={self.minimum:g}",)
        upper = () if lower and self.maximum == ANY_NUMBER else (f"{cell}<={_written(self.maximum)}",)
        return (*lower, *upper)

    def broken_in(self, cells: str) -> str:
        """How often something that does not count stands in each of some cells, as a formula over a whole column.

        A sheet puts every text behind the numbers.

        >>> InputLimits(0, ANY_NUMBER).broken_in("A1:A9")
        '(A1:A9<>"")*((A1:A9<0)+(A1:A9>9E+307))'
        """
        tests = [f"({cells}<{self.minimum:g})"] if self.minimum is not None else []
        tests.append(f"({cells}>{_written(self.maximum)})")
        return f'({cells}<>"")*({"+".join(tests)})'

    def kept_in(self, cells: str) -> str:
        """1 for each number that counts in some cells, 0 for anything else."""
        lower = () if self.minimum is None else (f"({cells}>={self.minimum:g})",)
        return "*".join((f'({cells}<>"")', *lower, f"({cells}<={_written(self.maximum)})"))

    def beyond(self) -> tuple[str, ...]:
        """The criteria of SUMIFS that the numbers beyond the limits keep, and no text does.

        >>> InputLimits(0, 1).beyond(), InputLimits(None, ANY_NUMBER).beyond()
        (('"<0"', '">1"'), ())
        """
        lower = () if self.minimum is None else (f'"<{self.minimum:g}"',)
        return lower if self.maximum == ANY_NUMBER else (*lower, f'">{_written(self.maximum)}"')

    def within(self) -> tuple[str, ...]:
        """The criteria of COUNTIFS that the numbers within the limits keep, and no text does.

        >>> InputLimits(0, 1).within(), InputLimits(None, ANY_NUMBER).within()
        (('">=0"', '"<=1"'), ('"<=9E+307"',))
        """
        lower = () if self.minimum is None else (f'">={self.minimum:g}"',)
        upper = () if lower and self.maximum == ANY_NUMBER else (f'"<={_written(self.maximum)}"',)
        return (*lower, *upper)


def limits_of(unit: Unit) -> InputLimits:
    """The limits of a unit of numbers."""
    return InputLimits(unit.minimum, ANY_NUMBER if unit.maximum is None else unit.maximum)


def _written(number: float) -> str:
    return f"{number:.15g}".upper()
