"""What `from xl_grc import ROI` gives: names, help, examples, types, without weight for who does not ask."""

import doctest
import inspect
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

import xl_grc
from tests.proofs import WHOLE
from xl_grc.functions.arrays.stub import STUB, stub
from xl_grc.functions.catalogue import CATALOGUE


def python(code):
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True
    ).stdout


def test_importing_the_package_is_light():
    assert python(
        "import sys, xl_grc; print([m for m in sys.modules if m.startswith(('xl_grc.', 'numpy', 'pandas'))])"
    ) == ("[]\n")
    loaded = "print(sorted({'numpy', 'pandas', 'xlwings', 'openpyxl'} & set(sys.modules)))"
    assert python(f"import sys; from xl_grc import ROI; ROI(1, 2); {loaded}") == "[]\n"
    assert python(f"import sys; from xl_grc import ROI; ROI([1, 2], 2); {loaded}") == "['numpy']\n"


def test_a_star_imports_every_function_and_nothing_else():
    before = "before = set(globals())"
    names = "print(sorted(set(globals()) - before - {'before'}), ROI(10_000, 15_000))"
    assert python(f"{before}\nfrom xl_grc import *\n{names}") == f"{sorted(CATALOGUE)} {10_000 / 15_000}\n"


@pytest.mark.parametrize("name", CATALOGUE)
def test_every_function_is_there(name):
    made = getattr(xl_grc, name)
    assert (made.__name__, made.__module__) == (name, "xl_grc")
    assert made is getattr(xl_grc, name)
    assert pickle.loads(pickle.dumps(made)) is made
    parameters = list(inspect.signature(made).parameters.values())
    assert [p.name for p in parameters if p.kind is not p.KEYWORD_ONLY] == [p.name for p in CATALOGUE[name].parameters]


def test_signatures():
    assert str(inspect.signature(xl_grc.ROI)) == "(margin, cost, *, errors='nan')"
    assert str(inspect.signature(xl_grc.VERDICT)) == "(roi, language='fr', *, errors='nan')"
    assert str(inspect.signature(xl_grc.LIFETIME_VALUE)) == "(basket, frequency, years, margin_rate=1, *, errors='nan')"
    ranking = "(names, costs, contacts, margins=None, *, language='fr', errors='nan')"
    assert str(inspect.signature(xl_grc.COMPARE_ACTIONS)) == ranking


def test_unknown_names():
    with pytest.raises(AttributeError, match="no attribute 'BREAK_EVEN'"):
        _ = xl_grc.BREAK_EVEN
    with pytest.raises(ImportError):
        from xl_grc import BREAK_EVEN  # noqa: F401
    assert set(CATALOGUE) <= set(dir(xl_grc))


@pytest.mark.parametrize("name", CATALOGUE)
def test_the_examples_of_the_help_run(name):
    made = getattr(xl_grc, name)
    (found,) = doctest.DocTestFinder(recurse=False).find(made, name, globs={name: made})
    assert len(found.examples) == len(CATALOGUE[name].examples) > 0
    assert doctest.DocTestRunner().run(found).failed == 0
    assert max(map(len, made.__doc__.splitlines())) <= 200


def test_the_stub_is_fresh():
    assert STUB.read_text(encoding="utf-8") == stub()


USES = {
    "ROI(1, 2)": "float",
    "ROI('1', None, errors='token')": "float | str",
    "ROI(numpy.float32(2), numpy.int64(3))": "float",
    "ROI(series, series)": "Series",
    "ROI(3, series)": "Series",
    "ROI([1, 2], series)": "Series",
    "ROI([1, 2], 3)": "list[Any]",
    "ROI(3, (1, 2))": "list[Any]",
    "ROI(array, 3)": "ndarray",
    "VERDICT(1)": "str",
    "VERDICT(series, 'en')": "Series",
    "LIFETIME_VALUE(1, 2, 3, series)": "Series",
    "NPS(series)": "float",
    "RFM_SCORE(series, series, series)": "Series",
    "COMPARE_ACTIONS(series, series, series)": "DataFrame",
    "COMPARE_ACTIONS(['a'], [1], [2])": "list[list[Any]]",
}


@pytest.mark.skipif(not WHOLE, reason="a type checker reads pandas for a minute: make proofs")
def test_types_follow_what_is_given(tmp_path):
    from mypy import api

    names = ", ".join(sorted({use.partition("(")[0] for use in USES}))
    head = (
        f"import numpy, pandas\nfrom xl_grc import {names}\nseries = pandas.Series([1.0])\narray = numpy.array([1.0])\n"
    )
    source = Path(tmp_path, "uses.py")
    source.write_text(head + "".join(f"reveal_type({use})\n" for use in USES), encoding="utf-8")
    told, errors, _ = api.run(["--strict", "--cache-dir", str(tmp_path), str(source)])
    revealed = [line.partition("Revealed type is ")[2].strip('"') for line in told.splitlines() if "Revealed" in line]
    assert len(revealed) == len(USES), told + errors
    for (use, expected), found in zip(USES.items(), revealed, strict=True):
        assert expected in found, f"{use} is {found}"


@pytest.mark.parametrize("name", CATALOGUE)
def test_help_names_what_goes_in_and_what_comes_out(name):
    told = " ".join(getattr(xl_grc, name).__doc__.split())
    assert "NumPy arrays" in told
    assert " gives " in told
    for parameter in CATALOGUE[name].parameters:
        assert f"{parameter.name}: " in told
