"""A small part of the fault hunt; `make test-security` does all of it."""

import pytest

from tests.proofs import rounds
from tests.security import advisories, at_once, kills, mutants, packages, signals
from tests.security.hunt import Hunt, is_whole, judged
from tests.security.hunt import answer as answer_of


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")


def hunted(found):
    assert found.tried
    assert found.sound, "\n".join(found.lines())


def test_hostile_packages(tmp_path):
    hunted(packages.hunt(rounds(500), tmp_path))


def test_mutants(tmp_path):
    hunted(mutants.some(0, rounds(3_000), tmp_path, mutants.sources(tmp_path)))


def test_kills(tmp_path):
    hunted(kills.hunt(rounds(500), tmp_path))


def test_signals(tmp_path):
    hunted(signals.hunt(rounds(300), tmp_path, limit=5))


def test_two_batches_at_once(tmp_path):
    hunted(at_once.hunt(rounds(200), tmp_path))


def test_a_fault_is_seen(tmp_path):
    """The hunt counts what it is to count: a breakdown, a wrong code, a slow answer, half a file."""
    found = Hunt("of its own")
    judged(found, answer_of("functions", "--no-such-option"), "wrong usage")
    judged(found, answer_of("no-such-command"), "nothing", codes=(2,))
    assert (found.tried, len(found.faults["broken"]), found.sound) == (2, 1, False)
    found.took(3.0, "slow")
    assert len(found.faults["slow"]) == 1
    (tmp_path / "half.xlsx").write_bytes(b"PK\3\4half")
    assert not is_whole(tmp_path / "half.xlsx")


def test_every_pinned_version_is_asked_about(monkeypatch):
    assert len(advisories.pinned()) > 40
    monkeypatch.setattr(advisories, "DATABASE", "http://127.0.0.1:9/")
    assert advisories.advisories() is None
