"""The tests."""

import os

# Their workbooks are their own: openpyxl may read them with the parser of Python's that is written in C.
os.environ.setdefault("OPENPYXL_DEFUSEDXML", "False")
