"""Memory for pyarrow, for who has imported it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def system_memory() -> Iterator[None]:
    """Take the memory of pyarrow from the system meanwhile, and not from a pool of its own.

    That pool gives pieces of some megabytes back at once and asks for them again: clearing them each time took a tenth
    of reading a million sales lines and writing their workbook.
    """
    import pyarrow

    before = pyarrow.default_memory_pool()
    pyarrow.set_memory_pool(pyarrow.system_memory_pool())
    try:
        yield
    finally:
        pyarrow.set_memory_pool(before)
