"""Files are written whole, replaced only when asked, and keep what they were."""

import errno
import itertools
import os
import stat
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from xl_grc.cli import main
from xl_grc.errors import InputError
from xl_grc.files.locking import held_file
from xl_grc.files.opening import file_content
from xl_grc.files.writing import keep_copy, whole_file, write_atomically, write_new

posix = pytest.mark.skipif(os.name != "posix", reason="modes, links and pipes of POSIX")


def files_in(folder):
    return sorted(path.name for path in folder.iterdir())


@posix
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755])
def test_a_replaced_file_keeps_its_mode(mode, tmp_path):
    path = tmp_path / "plan.xlsx"
    path.write_bytes(b"old")
    path.chmod(mode)
    write_atomically(path, b"new")
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (b"new", mode)
    assert files_in(tmp_path) == ["plan.xlsx"]


@posix
def test_no_other_sees_what_a_private_file_will_hold(tmp_path, monkeypatch):
    """The temporary file of a private one is private from its first byte on."""
    path = tmp_path / "plan.xlsx"
    path.write_bytes(b"old")
    path.chmod(0o600)
    modes, write = [], os.write
    monkeypatch.setattr(os, "write", lambda handle, data: modes.append(os.fstat(handle).st_mode) or write(handle, data))
    write_atomically(path, b"new")
    assert [stat.S_IMODE(mode) for mode in modes] == [0o600]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only an administrator gives files away")
def test_a_replaced_file_keeps_its_owner(tmp_path):
    path = tmp_path / "plan.xlsx"
    path.write_bytes(b"old")
    os.chown(path, 12_345, 23_456)
    write_atomically(path, b"new")
    assert (path.stat().st_uid, path.stat().st_gid) == (12_345, 23_456)


@posix
@pytest.mark.parametrize("write", [write_atomically, write_new])
def test_the_target_of_a_link_is_written(write, tmp_path):
    (tmp_path / "real").mkdir()
    link = tmp_path / "plan.xlsx"
    link.symlink_to(tmp_path / "real" / "plan.xlsx")
    write(link, b"new")
    assert link.is_symlink()
    assert (tmp_path / "real" / "plan.xlsx").read_bytes() == b"new"
    with pytest.raises(FileExistsError):
        write_new(link, b"newer")
    write_atomically(link, b"newest")
    assert (link.is_symlink(), link.read_bytes(), files_in(tmp_path / "real")) == (True, b"newest", ["plan.xlsx"])


@posix
@pytest.mark.parametrize("kind", ["read-only", "pipe", "device", "folder"])
def test_what_may_not_be_replaced_stays(kind, tmp_path):
    path = Path("/dev/null") if kind == "device" else tmp_path / "plan.xlsx"
    if kind == "read-only":
        path.write_bytes(b"old")
        path.chmod(0o444)
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    before = path.stat()
    for write in (lambda: write_atomically(path, b"new"), lambda: keep_copy(path)):
        with pytest.raises(OSError, match=r"plan|null") as refused:
            write()
        assert refused.value.errno in (errno.EACCES, errno.ENXIO, errno.EISDIR)
    assert (path.stat().st_mode, path.stat().st_ino) == (before.st_mode, before.st_ino)
    assert files_in(tmp_path) == ([] if kind == "device" else ["plan.xlsx"])


def test_a_new_file_replaces_none_on_a_system_without_links(tmp_path, monkeypatch):
    def refused(*_):
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", refused)
    write_new(tmp_path / "plan.xlsx", b"old")
    with pytest.raises(FileExistsError):
        write_new(tmp_path / "plan.xlsx", b"new")
    assert (tmp_path / "plan.xlsx").read_bytes() == b"old"
    assert files_in(tmp_path) == ["plan.xlsx"]


def test_what_is_written_piece_by_piece_is_there_once_it_is_whole(tmp_path):
    path = tmp_path / "plan.xlsx"
    path.write_bytes(b"old")

    def write(*pieces):
        with whole_file(path) as stream:
            for piece in pieces:
                stream.write(piece)
                stream.flush()
                assert path.read_bytes() == b"old"

    with pytest.raises(TypeError):
        write(b"new", None)
    assert (path.read_bytes(), files_in(tmp_path)) == (b"old", ["plan.xlsx"])
    write(b"new", b"er")
    assert (path.read_bytes(), files_in(tmp_path)) == (b"newer", ["plan.xlsx"])


def test_older_copies_move_on(tmp_path):
    path = tmp_path / "plan.xlsx"
    for content in (b"1", b"2", b"3"):
        path.write_bytes(content)
        assert keep_copy(path) == tmp_path / "plan.xlsx.bak"
    names = ["plan.xlsx", "plan.xlsx.bak", "plan.xlsx.bak2", "plan.xlsx.bak3"]
    assert {name: (tmp_path / name).read_bytes() for name in files_in(tmp_path)} == dict(
        zip(names, (b"3", b"3", b"1", b"2"), strict=True)
    )


@posix
def test_a_pipe_to_read_keeps_nobody_waiting(tmp_path):
    os.mkfifo(tmp_path / "plan.xlsx")
    with pytest.raises(InputError, match="not_a_file"):
        file_content(tmp_path / "plan.xlsx")


def test_new_replaces_nothing_without_force(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    path = tmp_path / "plan.xlsx"
    path.write_bytes(b"another's")
    assert main(["new", "-o", str(path), "--company", "Durand"]) == 1
    assert path.read_bytes() == b"another's"
    assert capsys.readouterr().err.count("--force") == 1
    assert main(["new", "-o", str(path), "--company", "Durand", "--force"]) == 0
    plan = path.read_bytes()
    assert plan.startswith(b"PK")
    assert main(["new", str(path), "-o", str(tmp_path / "other.xlsx"), "--start", "2031-01"]) == 0
    assert main(["new", str(path), "-o", str(tmp_path / "other.xlsx"), "--start", "2032-01"]) == 1
    assert files_in(tmp_path) == ["other.xlsx", "plan.xlsx"]


def test_the_demonstration_leaves_a_workbook_that_somebody_changed(tmp_path):
    assert main(["demo", str(tmp_path), "--as-of", "2026-05-04"]) == 0
    assert main(["demo", str(tmp_path), "--as-of", "2026-06-04"]) == 0
    path = tmp_path / "planification.xlsx"
    book = load_workbook(path)
    sheet = next(one for one in book if "Actions" in one.tables)
    sheet[sheet.tables["Actions"].ref][1][2].value = "Ma propre action"
    book.save(path)
    changed = path.read_bytes()
    assert main(["demo", str(tmp_path), "--as-of", "2026-05-04"]) == 1
    assert path.read_bytes() == changed


def interrupted_at(step, write):
    """Whether a write came so far that it was interrupted, as Ctrl-C does it between any two instructions."""
    steps = itertools.count()

    def trace(frame, event, _):
        frame.f_trace_opcodes = True
        if event == "opcode" and next(steps) == step:
            raise KeyboardInterrupt
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        write()
    except KeyboardInterrupt:
        return True
    finally:
        sys.settrace(before)
    return False


def write_held(path, content):
    with held_file(path) as stream:
        stream.write(content.decode())


def write_stream(path, content):
    with whole_file(path) as stream:
        stream.write(content)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # who is interrupted closes no stream
@pytest.mark.parametrize("there", [False, True])
@pytest.mark.parametrize("write", [write_new, write_atomically, write_stream, write_held])
def test_nothing_is_left_by_an_interruption_between_any_two_steps(write, there, tmp_path):
    """Half a file is seen under no name; and no file at all, when it was to be a new one."""
    there = there and write is not write_new  # which replaces none
    path = tmp_path / "plan.xlsx"
    for step in itertools.count():
        path.write_bytes(b"old") if there else path.unlink(missing_ok=True)
        interrupted = interrupted_at(step, lambda: write(path, b"new"))
        assert files_in(tmp_path) in ([], ["plan.xlsx"])
        if write is not write_held:  # which is seen as it grows
            assert not path.exists() or path.read_bytes() in ((b"old", b"new") if there else (b"new",))
        if not interrupted:
            break
    assert step > 50
    assert path.read_bytes() == b"new"
