"""A file or a plan that takes too long is named, and holds up no other."""

import contextlib
import shutil
import signal
import sys
import threading
import time
from datetime import date
from pathlib import Path

import pytest

from tests.batch.tables import report_of, workbooks, write_table
from xl_grc.batch import plan_jobs
from xl_grc.cli import check as check_command
from xl_grc.cli import main
from xl_grc.collect import gathering
from xl_grc.demo import example
from xl_grc.parallel import time_limit
from xl_grc.parallel.time_limit import TimeExceeded
from xl_grc.workbook.plan_writer import settings, write_plan

posix = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="needs the timer of POSIX")
linux = pytest.mark.skipif(sys.platform != "linux", reason="workers are forked with what the test put in place")
DAY = date(2026, 5, 4)


@pytest.fixture(autouse=True)
def french(monkeypatch):
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")


@pytest.fixture
def plans(tmp_path):
    """Five plans, of which the third will be slow."""
    write_plan(example("plan.csv", DAY), tmp_path / "0.xlsx", settings("fr", None, DAY))
    for number in range(1, 5):
        shutil.copy(tmp_path / "0.xlsx", tmp_path / f"{number}.xlsx")
    return tmp_path


def forever(*_, **__):
    while True:
        time.sleep(0.01)


def deaf(*_, **__):
    """As a library that is stuck: no signal is looked at."""
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM])
    time.sleep(60)


@posix
def test_what_takes_too_long_is_stopped():
    begun = time.monotonic()
    with pytest.raises(TimeExceeded), time_limit.time_limit(0.05):
        forever()
    assert time.monotonic() - begun < 2
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)


@posix
def test_the_time_is_not_up_while_the_limit_is_being_left():
    frames = []

    @contextlib.contextmanager
    def leaving():
        yield
        frames.append(sys._getframe(1))

    with leaving():
        pass
    time_limit._exceeded(signal.SIGALRM, frames[0])  # of contextlib: the timer would be left on
    with pytest.raises(TimeExceeded):
        time_limit._exceeded(signal.SIGALRM, sys._getframe())


@posix
def test_nothing_takes_it_for_a_fault_of_the_file():
    def careless():
        try:
            forever()
        except Exception:  # noqa: BLE001  # what the limit must go through
            return "a fault"

    with pytest.raises(TimeExceeded), time_limit.time_limit(0.05):
        careless()


def test_another_thread_has_no_limit_and_disturbs_none():
    done = []

    def work():
        with time_limit.time_limit(0.01):
            time.sleep(0.05)
            done.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == [True]


def slow_third(real, how):
    return lambda path, *rest: how() if Path(path).name == "2.xlsx" else real(path, *rest)


@linux
@pytest.mark.parametrize("workers", [1, 2])
def test_collect_goes_on(workers, plans, monkeypatch, capsys):
    monkeypatch.setattr(gathering, "read_returned", slow_third(gathering.read_returned, forever))
    begun = time.monotonic()
    options = ["--workers", str(workers), "--timeout", "1"]
    assert main(["collect", str(plans), "-o", str(plans / "all.csv"), *options]) == 1
    assert time.monotonic() - begun < 10
    assert f"{plans / '2.xlsx'} : arrêté après 1 s" in capsys.readouterr().err


@linux
def test_a_worker_that_is_stuck_in_a_library_ends(plans, monkeypatch, capsys):
    monkeypatch.setattr(time_limit, "_GRACE", 0.3)
    monkeypatch.setattr(gathering, "read_returned", slow_third(gathering.read_returned, deaf))
    options = ["--workers", "2", "--timeout", "0.5"]
    assert main(["collect", str(plans), "-o", str(plans / "all.csv"), *options]) == 1
    output, told = capsys.readouterr()
    assert "2.xlsx : le processus qui lisait ce fichier s'est arrêté" in told
    assert "1 fichier(s) non lu(s)" in output


@linux
@pytest.mark.parametrize("workers", [1, 2])
def test_check_goes_on(workers, plans, monkeypatch, capsys):
    monkeypatch.setattr(check_command, "useful_processes", lambda *_: workers)
    monkeypatch.setattr(check_command, "file_content", slow_third(check_command.file_content, forever))
    assert main(["check", *map(str, sorted(plans.glob("*.xlsx"))), "--timeout", "0.5"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if "arrêté après 0.5 s" in line] == [
        f"erreur : {plans / '2.xlsx'} : arrêté après 0.5 s ; essayez ce fichier seul, avec un plus grand --timeout"
    ]
    assert sum("avertissement(s)" in line or "aucun problème" in line for line in lines) == 5


@linux
@pytest.mark.parametrize("workers", ["1", "2"])
def test_batch_goes_on(workers, tmp_path, monkeypatch):
    real = plan_jobs.workbook
    monkeypatch.setattr(
        plan_jobs, "workbook", lambda plan, run: forever() if plan.company.endswith("3") else real(plan, run)
    )
    source = write_table(tmp_path / "t.csv", 6)
    assert main(["batch", str(source), "-o", str(tmp_path), "--workers", workers, "--timeout", "0.5"]) == 1
    assert len(workbooks(tmp_path)) == 5
    (failed,) = [line for line in report_of(tmp_path) if line["État"] == "échec"]
    assert (failed["Entreprise"], failed["Motif"][:17]) == ("Société 00003", "arrêté après 0.5 ")


@pytest.mark.parametrize("seconds", ["0", "-1", "x", "nan", "inf", "1e9"])
def test_a_limit_that_is_none_is_wrong_usage(seconds, plans):
    with pytest.raises(SystemExit) as ended:
        main(["check", str(plans / "0.xlsx"), "--timeout", seconds])
    assert ended.value.code == 2
