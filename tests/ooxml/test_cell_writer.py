"""How values are written as cells."""

import struct

from hypothesis import example, given
from hypothesis import strategies as st

from xl_grc.ooxml import cell_writer
from xl_grc.ooxml.cell_writer import CellWriter, Look

FINITE = st.floats(allow_nan=False, allow_infinity=False)


def number_of(cell):
    return cell.removeprefix(' s="1"><v>').removesuffix("</v></c>")


@given(FINITE)
@example(1e-4)
@example(-9.999999999999999e-05)
@example(5e-324)
@example(1e16)
@example(1.7976931348623157e308)
def test_a_number_is_written_with_the_digits_of_repr_whatever_is_installed(value):
    cell_writer.quicken()
    (cell,) = CellWriter(Look("1", "2"), None).write([value])
    assert number_of(cell) == ("0" if value == 0 else repr(value))


@given(st.lists(FINITE))
def test_numbers_read_back_as_they_were(values):
    written = [number_of(cell) for cell in CellWriter(Look("1", "2"), None).write(values)]
    assert [struct.pack("d", float(cell) + 0.0) for cell in written] == [
        struct.pack("d", value + 0.0) for value in values
    ]
