"""Runs in the Windows Python: calls functions over COM through xlwings' own DLL, as its add-in does.

    python calls.py CASES RESULTS

CASES is a JSON list of [function, arguments, shape]: with the shape "cell" the workbook and the cell that call go
along, as GrcPython does for a cell, with "book" the workbook alone, with "" none. RESULTS receives what each call
answers. An argument is null (blank), a number, a text (errors are the text of their token), true or false,
{"currency": "2.50"} or {"missing": true}; a range is a list of rows, an array of one dimension {"flat": [...]}.
"""

import ctypes
import json
import sys
import time
from decimal import Decimal
from pathlib import Path

MODULE = "xl_grc.excel.udfs"
START, STOP = 1, -1
DISP_E_PARAMNOTFOUND = -2147352572


class Variant(ctypes.Structure):
    """A VARIANT that holds an object."""

    _fields_ = (
        ("kind", ctypes.c_ushort),
        ("reserved", ctypes.c_ushort * 3),
        ("value", ctypes.c_void_p),
        ("more", ctypes.c_void_p),
    )


def activate(dll, mode):
    """The Python server's object, as XLPy() of the add-in gets it; `STOP` ends the server."""
    import pythoncom

    result = Variant()
    command = f"{sys.executable} -B -X utf8 -c \"import xlwings; xlwings.serve('$(CLSID)')\""
    failed = dll.XLPyDLLActivateAuto(ctypes.byref(result), command.encode("mbcs"), mode)
    if mode == STOP:
        return None
    if failed:
        raise SystemExit(f"XLPyDLLActivateAuto: {ctypes.wstring_at(result.value)}")
    return pythoncom.ObjectFromAddress(result.value, pythoncom.IID_IDispatch)


class Sheet:
    """A sheet: xlwings asks for its name, lest it holds code."""

    _public_methods_ = ()
    _public_attrs_ = ("Name",)
    Name = "Plan d'actions"


class Workbook:
    """The workbook of the cell that calls, in another process than Python."""

    _public_methods_ = ()
    _public_attrs_ = ("Worksheets",)

    def __init__(self):
        from win32com.server.util import Collection, wrap

        self.Worksheets = wrap(Collection([wrap(Sheet())]))


def workbook():
    """The workbook that calls, as Excel hands it over."""
    from win32com.server.util import wrap

    return wrap(Workbook())


def cell():
    """Stands for the cell that calls: xlwings asks for the name of its type, and for nothing else."""
    import win32com.client

    return win32com.client.Dispatch("Scripting.Dictionary")


CALLERS = {"cell": (workbook, cell), "book": (workbook,), "": ()}


def as_variant(cell):
    """A cell or a range as Excel's VBA passes it."""
    import pythoncom
    from win32com.client import VARIANT

    if cell is None:
        return pythoncom.Empty
    if isinstance(cell, list):
        return tuple(tuple(map(as_variant, row)) for row in cell)
    if not isinstance(cell, dict):
        return cell
    if "flat" in cell:
        return tuple(map(as_variant, cell["flat"]))
    if "missing" in cell:
        return VARIANT(pythoncom.VT_ERROR, DISP_E_PARAMNOTFOUND)
    return VARIANT(pythoncom.VT_CY, Decimal(cell["currency"]))


def called(server, name, arguments, shape):
    """What a function answers, or how it failed."""
    callers = [make() for make in CALLERS[shape]]
    try:
        result = server.CallUDF(MODULE, name, tuple(map(as_variant, arguments)), *callers)
    except Exception as error:  # noqa: BLE001  # reported to the other side
        return {"failed": str(error)}
    if not isinstance(result, tuple):
        return result
    return [list(row) if isinstance(row, tuple) else row for row in result]


def main():
    """Call every case; the results go into a file."""
    import win32com.client

    cases, results = map(Path, sys.argv[1:])
    (found,) = Path(sys.executable).parent.glob("xlwings64-*.dll")
    dll = ctypes.WinDLL(str(found))
    dll.XLPyDLLActivateAuto.argtypes = (ctypes.POINTER(Variant), ctypes.c_char_p, ctypes.c_long)
    server = win32com.client.dynamic.Dispatch(activate(dll, START))
    begin = time.perf_counter()
    answers = [called(server, *case) for case in json.loads(cases.read_text(encoding="utf-8"))]
    seconds = time.perf_counter() - begin
    results.write_text(json.dumps({"answers": answers, "seconds": seconds}), encoding="utf-8")
    activate(dll, STOP)


if __name__ == "__main__":
    main()
