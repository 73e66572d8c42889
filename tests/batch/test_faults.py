"""What goes wrong under a run: processes killed, workers that die, disks that fill, folders that cannot be written."""

import errno
import os
import random
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.batch.tables import report_of, rows_of, workbooks, write_rows, write_table
from tests.hosts import require
from tests.proofs import variants
from xl_grc.batch import plan_jobs
from xl_grc.batch.plan_jobs import Job, UnwrittenPlan, generate, salt
from xl_grc.cli import main
from xl_grc.files import writing

ROOT = Path(__file__).parent.parent.parent
linux = pytest.mark.skipif(sys.platform != "linux", reason="workers are forked with the fault in them")


@pytest.fixture(autouse=True)
def french(monkeypatch):
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")


def batch(source, directory, *options):
    return main(["batch", str(source), "-o", str(directory), "--as-of", "2026-05-04", *map(str, options)])


def start(source, directory, *options):
    arguments = ["batch", str(source), "-o", str(directory), "--as-of", "2026-05-04", *map(str, options)]
    return subprocess.Popen(
        [sys.executable, "-m", "xl_grc", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "LC_ALL": "fr_FR.UTF-8"},
        start_new_session=True,
    )


def wait_for(directory, count):
    deadline = time.monotonic() + 30
    while len(list(directory.glob("*.xlsx"))) < count:
        assert time.monotonic() < deadline
        time.sleep(0.01)


def all_whole(directory):
    for content in directory.glob("*.xlsx"):
        with zipfile.ZipFile(content) as workbook:
            assert workbook.testzip() is None
    return True


@pytest.mark.parametrize("workers", variants(2, 1))
def test_kill_9_leaves_no_half_file_and_resume_completes(workers, tmp_path):
    source = write_table(tmp_path / "table.csv", 500, 8)
    killed, whole = tmp_path / "killed", tmp_path / "whole"
    running = start(source, killed, "--workers", workers)
    wait_for(killed, 60)
    running.kill()
    running.communicate()
    time.sleep(1.2)  # the workers see that their parent is gone
    assert all_whole(killed)
    done = workbooks(killed)
    assert 60 <= len(done) < 500
    stamps = {name: (killed / name).stat().st_mtime_ns for name in done}
    assert batch(source, killed, "--workers", 2, "--resume") == 0
    assert batch(source, whole, "--workers", 2) == 0
    assert workbooks(killed) == workbooks(whole)
    kept = sum((killed / name).stat().st_mtime_ns == stamp for name, stamp in stamps.items())
    assert kept >= len(done) - 16 * 2
    assert len(report_of(killed)) == 500
    assert not list(killed.glob(".xl_grc-report*"))


def test_unfinished_files_of_a_killed_run_are_removed_later(tmp_path):
    left = tmp_path / ".xl_grc-abc.part"
    left.write_bytes(b"half")
    os.utime(left, (1, 1))
    assert batch(write_table(tmp_path / "t.csv", 1), tmp_path) == 0
    assert not left.exists()


@pytest.mark.parametrize("workers", variants(2, 1))
def test_ctrl_c_says_what_is_left(workers, tmp_path):
    source = write_table(tmp_path / "table.csv", 600, 8)
    out = tmp_path / "out"
    running = start(source, out, "--workers", workers)
    wait_for(out, 40)
    os.killpg(running.pid, signal.SIGINT)
    output, problems = running.communicate(timeout=30)
    assert running.returncode == 130
    assert "Traceback" not in problems
    written = len(workbooks(out))
    assert f"{written} classeur(s) écrit(s)" in output
    assert f"Interrompu : {600 - written} plan(s)" in problems
    assert len(report_of(out)) == written
    assert all_whole(out)
    assert not list(out.glob("*.part")) + list(out.glob(".*.part"))
    assert batch(source, out, "--resume") == 0
    assert len(workbooks(out)) == 600


@linux
def test_a_worker_that_dies_loses_only_the_plan_that_kills_it(tmp_path, monkeypatch, capsys):
    real = plan_jobs.workbook

    def deadly(plan, run):
        if plan.company == "S33":
            os._exit(9)
        return real(plan, run)

    monkeypatch.setattr(plan_jobs, "workbook", deadly)
    rows = [row for plan in range(60) for row in rows_of(f"S{plan:02d}", 2, random.Random(plan))]
    assert batch(write_rows(tmp_path / "t.csv", rows), tmp_path, "--workers", 2) == 1
    assert len(workbooks(tmp_path)) == 59
    (failed,) = [line for line in report_of(tmp_path) if line["État"] == "échec"]
    assert failed["Entreprise"] == "S33"
    assert "arrêté à chaque essai" in failed["Motif"]
    assert "59 classeur(s) écrit(s), 1 plan(s) refusé(s)" in capsys.readouterr().out
    monkeypatch.setattr(plan_jobs, "workbook", real)
    assert batch(tmp_path / "t.csv", tmp_path, "--resume") == 0
    assert [line["Entreprise"] for line in report_of(tmp_path) if line["État"] == "écrit"] == ["S33"]


@linux
def test_a_worker_that_dies_once_loses_nothing(tmp_path, monkeypatch):
    real, marker = plan_jobs.workbook, tmp_path / "died"

    def deadly_once(plan, run):
        if plan.company == "S33" and not marker.exists():
            marker.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return real(plan, run)

    monkeypatch.setattr(plan_jobs, "workbook", deadly_once)
    rows = [row for plan in range(60) for row in rows_of(f"S{plan:02d}", 2, random.Random(plan))]
    assert batch(write_rows(tmp_path / "t.csv", rows), tmp_path / "out", "--workers", 2) == 0
    assert len(workbooks(tmp_path / "out")) == 60
    assert not list((tmp_path / "out").glob(".*"))


def fill_disk_after(monkeypatch, count):
    """The disk is full once so many files were written."""
    real, written = os.write, []

    def write(handle, data):
        written.append(handle)
        if len(written) > count:
            if len(written) == count + 1:
                return real(handle, bytes(data)[:100])
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(handle, data)

    monkeypatch.setattr(writing.os, "write", write)


def test_a_full_disk_stops_the_run_and_leaves_no_half_file(tmp_path, monkeypatch, capsys):
    source = write_table(tmp_path / "table.csv", 100)
    out = tmp_path / "out"
    with monkeypatch.context() as patched:
        fill_disk_after(patched, 10)
        assert batch(source, out, "--workers", 1) == 1
    captured = capsys.readouterr()
    assert len(workbooks(out)) == 10
    assert all_whole(out)
    assert "10 classeur(s) écrit(s)" in captured.out
    assert "Arrêté" in captured.err
    assert len(captured.err.splitlines()) < 40
    assert not list(out.glob(".*"))
    assert batch(source, out, "--resume") == 0
    assert len(workbooks(out)) == 100


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="mounting a small disk needs root")
@pytest.mark.parametrize("workers", variants(2, 1))
def test_a_small_disk(workers, tmp_path, capsys):
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", disk], check=False).returncode:
        pytest.skip("no tmpfs can be mounted here")
    try:
        assert batch(write_table(tmp_path / "table.csv", 100), disk, "--workers", workers) == 1
        captured = capsys.readouterr()
        assert 0 < len(workbooks(disk)) < 100
        assert all_whole(disk)
        assert f"{len(workbooks(disk))} classeur(s) écrit(s)" in captured.out
        assert "plus de place sur le disque" in captured.err
        assert not [path for path in disk.glob(".*.part") if "report" not in path.name]
    finally:
        subprocess.run(["umount", disk], check=True)


def test_a_folder_that_cannot_be_written(tmp_path, monkeypatch, capsys):
    source = write_table(tmp_path / "table.csv", 3)
    real = Path.open

    def refused(path, mode="r", *rest, **options):
        if "w" in mode and path.parent.name == "out":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return real(path, mode, *rest, **options)

    monkeypatch.setattr(Path, "open", refused)
    assert batch(source, tmp_path / "out") == 1
    assert "accès refusé" in capsys.readouterr().err
    assert list((tmp_path / "out").iterdir()) == []


def test_a_file_in_the_place_of_the_folder(tmp_path, capsys):
    (tmp_path / "out").write_text("x")
    assert batch(write_table(tmp_path / "t.csv", 1), tmp_path / "out") == 1
    assert "écriture impossible" in capsys.readouterr().err


def hold_open(monkeypatch, name):
    """No file takes the place of one, as on Windows while it is open."""
    for call in ("replace", "link"):
        real = getattr(os, call)

        def renamed(old, new, real=real):
            if str(new).endswith(name):
                raise PermissionError(errno.EACCES, "The file is open")
            real(old, new)

        monkeypatch.setattr(os, call, renamed)


def test_a_workbook_open_elsewhere_is_one_failure(tmp_path, monkeypatch, capsys):
    """Where an open file cannot be replaced, as on Windows."""
    source = write_table(tmp_path / "table.csv", 3)
    assert batch(source, tmp_path / "out") == 0
    before = workbooks(tmp_path / "out")
    hold_open(monkeypatch, "00001.xlsx")
    assert batch(source, tmp_path / "out") == 1
    assert "Société 00001.xlsx" in capsys.readouterr().err
    assert workbooks(tmp_path / "out") == before
    assert [line["État"] for line in report_of(tmp_path / "out")] == ["écrit", "échec", "écrit"]
    assert not list((tmp_path / "out").glob(".*"))


def test_a_report_open_elsewhere_waits_for_the_next_run(tmp_path, monkeypatch, capsys):
    source, out = write_table(tmp_path / "table.csv", 3), tmp_path / "out"
    assert batch(source, out) == 0
    write_table(source, 3, 4)
    with monkeypatch.context() as patched:
        hold_open(patched, "rapport.csv")
        assert batch(source, out, "--resume") == 1
    assert "rapport.csv : écriture impossible (accès refusé)" in capsys.readouterr().err
    assert batch(source, out, "--resume") == 0
    assert [line["État"] for line in report_of(out)] == ["inchangé"] * 3
    assert not list(out.glob(".*"))


def test_a_defect_of_ours_is_one_failure(tmp_path, monkeypatch):
    real = plan_jobs.workbook

    def defective(plan, run):
        if plan.company.endswith("1"):
            raise ZeroDivisionError("division by zero")
        return real(plan, run)

    monkeypatch.setattr(plan_jobs, "workbook", defective)
    assert batch(write_table(tmp_path / "t.csv", 3), tmp_path) == 1
    assert [line["État"] for line in report_of(tmp_path)] == ["écrit", "échec", "écrit"]


def test_a_report_that_somebody_changed_writes_nowhere_else(tmp_path):
    source = write_table(tmp_path / "t.csv", 2)
    assert batch(source, tmp_path / "out") == 0
    report = tmp_path / "out" / "rapport.csv"
    report.write_text(report.read_text(encoding="utf-8-sig").replace("Société 00001.xlsx", "../../evil.xlsx"), "utf-8")
    assert batch(source, tmp_path / "out", "--resume") == 0
    assert len(workbooks(tmp_path / "out")) == 2
    assert not list(tmp_path.glob("*.xlsx"))


def test_any_executor(tmp_path):
    from tests.plans import some_plan
    from xl_grc.workbook.plan_writer import Settings, settings

    run: Settings = settings("fr", None, some_plan(1, 1).start)
    some = [Job(run, salt(), tmp_path, drafts=(UnwrittenPlan(some_plan(3, seed), "", ()),)) for seed in range(12)]
    with ThreadPoolExecutor(2) as executor:
        results = [result for _, result in generate(some, executor)]
    assert [result.outcomes[0].company for result in results] == [f"Essai {seed}" for seed in range(12)]
    assert len(list(tmp_path.glob("*.part"))) == 12
    here = [result.outcomes[0] for _, result in generate(job._replace(directory=None) for job in some)]
    for outcome, result in zip(here, results, strict=True):
        assert Path(result.outcomes[0].file).read_bytes() == outcome.content


@pytest.mark.filterwarnings("default")
def test_a_dask_cluster_of_two_workers(tmp_path):
    require("" if find_spec("distributed") else "distributed is not installed")
    from distributed import LocalCluster

    source = write_table(tmp_path / "table.csv", 40)
    assert batch(source, tmp_path / "here") == 0
    with LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, local_directory=tmp_path / "dask"
    ) as cluster:
        assert batch(source, tmp_path / "dask_out", "--dask", cluster.scheduler_address) == 0
    assert workbooks(tmp_path / "here") == workbooks(tmp_path / "dask_out")
    shutil.rmtree(tmp_path / "dask", ignore_errors=True)


def test_a_cluster_that_does_not_answer(tmp_path, monkeypatch, capsys):
    pytest.importorskip("distributed")
    monkeypatch.setattr("xl_grc.parallel.executors.CLUSTER_TIMEOUT", 0.5)
    source = write_table(tmp_path / "table.csv", 2)
    assert batch(source, tmp_path / "out", "--dask", "tcp://127.0.0.1:9") == 1
    assert "tcp://127.0.0.1:9" in capsys.readouterr().err
    assert workbooks(tmp_path / "out") == {}


def test_dask_is_an_extra(tmp_path, monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "distributed", None)
    source = write_table(tmp_path / "table.csv", 2)
    assert batch(source, tmp_path / "out", "--dask", "tcp://127.0.0.1:9") == 1
    assert '-m pip install "dask[distributed]"' in capsys.readouterr().err


def test_neither_the_table_nor_the_template_is_written_over(tmp_path):
    table = tmp_path / "Plans.xlsx"
    book = Workbook()
    for row in (["action", "dépenses"], ["Salon", 100]):
        book.active.append(row)
    book.save(table)
    template = shutil.copy(ROOT / "templates" / "plan_fr.xlsx", tmp_path / "Plans (2).xlsx")
    before = {path.name: path.read_bytes() for path in (table, template)}
    assert batch(table, tmp_path, "--template", template) == 0
    assert [line["Fichier"] for line in report_of(tmp_path)] == ["Plans (3).xlsx"]
    assert {path.name: path.read_bytes() for path in (table, template)} == before


def test_corrected_rows_whose_plan_could_not_be_written_are_kept(tmp_path, monkeypatch, capsys):
    """Durand is corrected, but its old workbook is open; Martin is still wrong."""
    out = tmp_path / "out"
    assert (
        batch(write_rows(tmp_path / "t.csv", [["Durand", "", "Salon", "dix"], ["Martin", "", "Site", "abc"]]), out) == 1
    )
    corrections = out / "a_corriger.csv"
    corrected = corrections.read_text("utf-8-sig").replace(";dix", ";10")
    corrections.write_text(corrected, "utf-8-sig")
    with monkeypatch.context() as patched:
        hold_open(patched, "Durand.xlsx")
        assert batch(corrections, out, "--resume") == 1
    assert corrections.read_text("utf-8-sig") == corrected
    assert f"Lignes à corriger : {corrections}" in capsys.readouterr().err
    assert batch(corrections, out, "--resume") == 1
    assert list(workbooks(out)) == ["Durand.xlsx"]
    assert "Durand" not in corrections.read_text("utf-8-sig")
