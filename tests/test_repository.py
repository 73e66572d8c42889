"""What the repository promises: generated files are fresh, both languages say the same, the wheel works."""

import json
import re
import subprocess
import sys
import tomllib
import zipfile
import zlib
from base64 import b64decode
from pathlib import Path
from string import Formatter

import pytest

from xl_grc.builder.build import build, places_module
from xl_grc.builder.plan.examples import build_example
from xl_grc.builder.plan.template import PLAN_TEMPLATE
from xl_grc.builder.relations.template import RELATIONS_TEMPLATE
from xl_grc.ooxml.package import read_parts
from xl_grc.ooxml.xml import attribute
from xl_grc.tables.generate import generated_modules
from xl_grc.tables.plan import PLAN
from xl_grc.tables.relations_kind import RELATIONS
from xl_grc.tables.shape import month_headers
from xl_grc.text import LANGUAGES, texts
from xl_grc.workbook.template.slots import from_json
from xl_grc.workbook.template.templates import parsed_content, parsed_file

ROOT = Path(__file__).parent.parent
GENERATED = ROOT / "xl_grc" / "tables" / "generated"


def assert_same_parts(committed, rebuilt):
    committed, rebuilt = read_parts(committed), read_parts(rebuilt)
    assert committed.keys() == rebuilt.keys()
    assert [name for name in committed if committed[name] != rebuilt[name]] == []


TEMPLATES = pytest.mark.parametrize("template", [PLAN_TEMPLATE, RELATIONS_TEMPLATE], ids=lambda one: one.kind.name)


@TEMPLATES
@pytest.mark.parametrize("language", LANGUAGES)
def test_templates_are_fresh(language, template):
    committed = ROOT / "templates" / f"{template.kind.name}_{language}.xlsx"
    assert_same_parts(committed.read_bytes(), build(template, language))


def test_the_generated_example_is_fresh():
    folder = ROOT / "xl_grc" / "examples"
    assert_same_parts((folder / "rentabilite.xlsx").read_bytes(), build_example(folder))


def test_the_generated_modules_are_fresh():
    modules = dict([*generated_modules(PLAN), places_module(PLAN), places_module(RELATIONS)])
    assert {path.name for path in GENERATED.glob("*.py")} == {"__init__.py", *modules}
    for name, source in modules.items():
        assert (GENERATED / name).read_text(encoding="utf-8") == source, f"{name}: run make generated"


def unpacked(content):
    """A parsed template with its parts unpacked: compressors differ."""
    digest, _, data = content.partition(b"\n")
    data = from_json(data, month_headers(texts("fr"), 1))
    parts = {part.name: zlib.decompress(b64decode(part.data), -15) for part in data.fixed}
    assert all((part.crc, part.size) == (zlib.crc32(parts[part.name]), len(parts[part.name])) for part in data.fixed)
    return digest, data._replace(fixed=parts)


@TEMPLATES
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_parsed_templates_are_fresh(language, template):
    path = ROOT / "templates" / f"{template.kind.name}_{language}.xlsx"
    kept = parsed_file(path).read_bytes()
    assert unpacked(kept) == unpacked(parsed_content(template.kind, path.read_bytes(), path.name)), "run make generated"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_names_of_months_need_no_escape(language):
    for name in texts(language)["months"]:
        assert json.dumps(name, ensure_ascii=False) == f'"{name}"'
        assert attribute(name) == name


def flat(tree, prefix=""):
    for key, value in tree.items():
        yield from flat(value, f"{prefix}{key}.") if isinstance(value, dict) else [(prefix + key, value)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_are_read_as_toml_says(language):
    sources = (ROOT / "xl_grc" / "text" / language).glob("*.toml")
    words = [word for source in sources for word in flat(tomllib.loads(source.read_text(encoding="utf-8")))]
    assert dict(texts(language)) == dict(words)
    assert len(words) == len(texts(language)), "a word that two files hold"


def fields(sentence):
    return sorted(field for _, field, _, _ in Formatter().parse(sentence) if field is not None)


def test_both_languages_hold_the_same_words():
    french, english = texts("fr"), texts("en")
    assert french.keys() == english.keys()
    for key, word in french.items():
        assert type(word) is type(english[key]), key
        if isinstance(word, str) and not key.startswith("formats."):
            assert fields(word) == fields(english[key]), key
            assert bool(word) == bool(english[key]), key


def test_no_word_for_the_user_outside_the_text_files():
    accented = re.compile(r"[éèêàùçôîû]", re.IGNORECASE)
    found = []
    for module in set((ROOT / "xl_grc").rglob("*.py")) - set(GENERATED.iterdir()):  # written out of the text files
        code = re.sub(r'""".*?"""|#.*', "", module.read_text(encoding="utf-8"), flags=re.DOTALL)
        found += [f"{module.name}: {line.strip()}" for line in code.splitlines() if accented.search(line)]
    assert found == []


@pytest.fixture(scope="session")
def installed(tmp_path_factory):
    """The wheel, installed away from the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    run = {"check": True, "capture_output": True, "timeout": 300}
    subprocess.run([sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT], **run)
    (wheel,) = folder.glob("*.whl")
    target = folder / "site"
    subprocess.run([sys.executable, "-m", "pip", "install", "--no-deps", "--target", target, wheel], **run)
    return target, wheel


def test_the_wheel_runs_the_demonstration(installed, tmp_path):
    target, _ = installed
    script = "import sys; sys.path.insert(0, sys.argv[1]); from xl_grc.cli import main; main(['demo', sys.argv[2]])"
    done = subprocess.run(
        [sys.executable, "-I", "-c", script, target, tmp_path / "demo"],
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=True,
        cwd=tmp_path,
        env={"LC_ALL": "fr_FR.UTF-8"},
    )
    assert "45\u202f000" in done.stdout
    assert len(list((tmp_path / "demo").glob("*.xlsx"))) == 3


def test_the_wheel_carries_what_it_needs_and_no_more(installed):
    names = zipfile.ZipFile(installed[1]).namelist()
    assert {"xl_grc/templates/plan_fr.xlsx", "xl_grc/templates/plan_en.xlsx", "xl_grc/text/fr/workbook.toml"} <= set(
        names
    )
    assert not [name for name in names if name.startswith("tests/")]
