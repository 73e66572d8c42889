"""Runs in the Windows Python: installs the add-in, examines what was made wrong on purpose, and removes it.

    python installing.py RESULTS

RESULTS receives, in JSON, the answer of each step; `__main__.py` knows the right ones.
"""

import contextlib
import io
import json
import subprocess
import sys
import winreg
from importlib.metadata import version
from pathlib import Path

PROGRAM = r"SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\excel.exe"
TRUST = r"Software\Microsoft\Office\16.0\Excel\Security\Trusted Locations"
MACHINES = {64: b"\x64\x86", 32: b"\x4c\x01"}


def command(*arguments):
    """The exit code of a command, and its lines."""
    from xl_grc.cli import main

    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        code = main(["addin", *arguments])
    return [code, *said.getvalue().splitlines()]


def doctor():
    """What is wrong, and how many bits Excel has; the exit code agrees."""
    from xl_grc.excel.addin.doctor import examine

    findings = list(examine())
    wrong = sorted(one.text for one in findings if not one.well)
    bits = [one.values.get("bits") for one in findings if one.check == "excel"]
    return [command("doctor")[0], wrong, bits]


def fake_excel(folder, bits):
    """A program file of Excel: the two letters, where the header is, the header with the kind of machine."""
    path = folder / f"EXCEL{bits}.EXE"
    path.write_bytes(b"MZ".ljust(60, b"\0") + (128).to_bytes(4, "little") + bytes(64) + b"PE\0\0" + MACHINES[bits])
    winreg.SetValue(winreg.HKEY_LOCAL_MACHINE, PROGRAM, winreg.REG_SZ, f'"{path}"' if bits == 32 else str(path))


def steps():
    """Name and answer of each step, in their order."""
    from xl_grc.excel.addin.places import here

    where, folder = here(version("xlwings")), Path(sys.executable).parent
    yield "nothing", doctor()
    fake_excel(folder, 64)
    yield "built", command("build", "--output", str(folder / "built"))[0]
    yield "installed", command("install")[0]
    yield "files", [where.addin.read_bytes() == (folder / "built" / "xl_grc.xlam").read_bytes(), str(where.addin)]
    yield "settings", where.settings.read_text("mbcs").splitlines()
    yield "well", doctor()
    fake_excel(folder, 32)
    library = folder / f"xlwings32-{version('xlwings')}.dll"
    hidden = library.rename(library.with_suffix(".kept"))
    yield "other_bits", doctor()
    hidden.rename(library)
    yield "both_libraries", doctor()
    fake_excel(folder, 64)
    with winreg.CreateKey(winreg.HKEY_CURRENT_USER, TRUST) as key:
        winreg.SetValueEx(key, "AllLocationsDisabled", 0, winreg.REG_DWORD, 1)
    yield "distrusted", doctor()
    remedy = ["reg", "delete", "HKCU\\" + TRUST, "/v", "AllLocationsDisabled", "/f"]
    subprocess.run(remedy, check=True, stdin=subprocess.DEVNULL, capture_output=True)
    yield "trusted", doctor()
    yield from blocked(where.addin)
    with where.addin.open("rb"):
        yield "in_use", [command("install")[0], command("remove")[0], where.addin.exists()]
    where.settings.write_text("elsewhere")
    where.addin.write_bytes(b"another version")
    yield "outdated", doctor()
    yield "again", [command("install")[0], doctor()]
    yield "removed", [command("remove"), where.addin.exists(), where.settings.exists(), command("remove")]
    yield "nothing_again", doctor()


def blocked(addin):
    """The mark of the internet, where the file system keeps such marks; installing again takes it away."""
    mark = Path(f"{addin}:Zone.Identifier")
    try:
        mark.write_text("[ZoneTransfer]\nZoneId=3\n")
    except OSError as error:
        yield "no_marks", str(error)
        return
    yield "blocked", doctor()
    yield "unblocked", [command("install")[0], doctor()]


def main():
    """Every step; the results go into a file."""
    answers = dict(steps())
    Path(sys.argv[1]).write_text(json.dumps(answers), encoding="utf-8")


if __name__ == "__main__":
    main()
