"""What keeps the code readable: short modules and functions, one meaning a name, a first line that tells what it is."""

import ast
import importlib
from collections import defaultdict

import pytest

from tests.sources import PACKAGE, statements, tree

WRITTEN_BY_A_PROGRAM = set((PACKAGE / "tables" / "generated").glob("plan*.py"))
MODULES = sorted(set(PACKAGE.rglob("*.py")) - WRITTEN_BY_A_PROGRAM)
LINES_OF_A_MODULE = 300
LINES_OF_A_FUNCTION = 30
"""From `def` to the last line, its docstring among them."""


def test_no_module_is_long():
    lengths = {path.name: len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert {name: lines for name, lines in lengths.items() if lines > LINES_OF_A_MODULE} == {}


@pytest.fixture(scope="module")
def trees():
    return {str(path.relative_to(PACKAGE)): tree(path) for path in MODULES}


def test_no_function_is_long(trees):
    functions = [
        (path, node)
        for path, tree in trees.items()
        for node in statements(tree)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    ]
    lengths = {f"{path}: {node.name}": node.end_lineno - node.lineno + 1 for path, node in functions}
    assert {name: lines for name, lines in lengths.items() if lines > LINES_OF_A_FUNCTION} == {}


def test_no_two_classes_have_one_name(trees):
    """A name means one thing in the whole package; what begins with an underscore is known in its module alone."""
    homes = defaultdict(list)
    for path, module in trees.items():
        for node in module.body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                homes[node.name].append(path)
    assert {name: found for name, found in homes.items() if len(found) > 1} == {}


def test_every_module_says_what_it_is(trees):
    assert [path for path, tree in trees.items() if not ast.get_docstring(tree)] == []


def test_no_import_compiles_a_pattern(trees):
    """A command would wait for those that it does not need: `compiled_later` makes them, or a function that is kept."""
    found = []
    saying = {path for path in trees if "re.compile" in (PACKAGE / path).read_text(encoding="utf-8")}
    for path, module in ((path, trees[path]) for path in sorted(saying)):
        inside = [node for node in ast.walk(module) if isinstance(node, (ast.FunctionDef, ast.Lambda))]
        lines = {line for node in inside for line in range(node.lineno, node.end_lineno + 1)}
        calls = (node for node in ast.walk(module) if isinstance(node, ast.Call))
        found += [path for node in calls if ast.unparse(node.func) == "re.compile" and node.lineno not in lines]
    assert found == []


def test_records_are_declared_in_one_way(trees):
    """By `xl_grc.records`: those of the library make every command start later."""
    library = {
        path
        for path, tree in trees.items()
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and node.module == "typing"
        if any(name.name == "NamedTuple" for name in node.names)
    }
    assert library == set()


@pytest.mark.parametrize("name", ["windows", "security"])
def test_programs_beside_the_tests_find_what_they_import(name):
    """They run seldom; a name that went shows here."""
    assert importlib.import_module(f"tests.{name}.__main__")
