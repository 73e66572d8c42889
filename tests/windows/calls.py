"""Runs in the Windows Python: calls functions over COM through xlwings' own DLL, as its add-in does.

    python calls.py CASES RESULTS

CASES is a JSON list of [function, arguments]; RESULTS receives what each call answers. A cell is null (blank), a
number, a text (errors are the text of their token), true or false, or {"currency": "2.50"}; a range is a list of rows.
"""

import ctypes
import json
import sys
import time
from decimal import Decimal
from pathlib import Path

MODULE = "xl_grc.excel.udfs"
START, STOP = 1, -1


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


def as_variant(cell):
    """A cell or a range as Excel's VBA passes it."""
    import pythoncom
    from win32com.client import VARIANT

    if cell is None:
        return pythoncom.Empty
    if isinstance(cell, list):
        return tuple(tuple(map(as_variant, row)) for row in cell)
    return VARIANT(pythoncom.VT_CY, Decimal(cell["currency"])) if isinstance(cell, dict) else cell


def called(server, name, arguments):
    """What a function answers, or how it failed."""
    try:
        result = server.CallUDF(MODULE, name, tuple(map(as_variant, arguments)))
    except Exception as error:  # noqa: BLE001  # reported to the other side
        return {"failed": str(error)}
    return [list(row) for row in result] if isinstance(result, tuple) else result


def main():
    """Call every case; the results go into a file."""
    import win32com.client

    cases, results = map(Path, sys.argv[1:])
    (found,) = Path(sys.executable).parent.glob("xlwings64-*.dll")
    dll = ctypes.WinDLL(str(found))
    dll.XLPyDLLActivateAuto.argtypes = (ctypes.POINTER(Variant), ctypes.c_char_p, ctypes.c_long)
    server = win32com.client.dynamic.Dispatch(activate(dll, START))
    begin = time.perf_counter()
    answers = [called(server, name, arguments) for name, arguments in json.loads(cases.read_text(encoding="utf-8"))]
    seconds = time.perf_counter() - begin
    results.write_text(json.dumps({"answers": answers, "seconds": seconds}), encoding="utf-8")
    activate(dll, STOP)


if __name__ == "__main__":
    main()
