"""The command line `xl-grc`: one module for each command, with its options and what it does.

What is imported here is little, so that Ctrl-C ends a command without a traceback from its first moment on.
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import sys
from collections.abc import Iterator, Sequence

from xl_grc.interrupts import never_forgotten
from xl_grc.parallel.calm import calm

PROGRAM = "xl-grc"
COMMANDS = (
    "demo",
    "new",
    "batch",
    "check",
    "regenerate",
    "collect",
    "next",
    "customers",
    "functions",
    "templates",
    "addin",
)
"""The commands, each in the module of its name; only the module of the command that is typed is imported."""

INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns the exit code: 0 done, 1 done but something was refused, 2 wrong usage, 130 stopped.

    Without arguments those that were typed; the process is then the command's own, and Ctrl-C ends it at once while
    its modules are loaded, when nothing is to be brought in order.
    """
    if arguments is None:
        gc.disable()  # until what the command needs is loaded: none of that is garbage
        if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
            signal.signal(signal.SIGINT, _leave)
    _open_streams()
    from xl_grc.cli.run import run

    if arguments is not None:
        return run(list(arguments))
    code = run(sys.argv[1:])
    gc.freeze()  # the process ends: no last search for garbage either
    return code


def loaded() -> None:
    """What a command needs is loaded, and lasts as long as the process: no search for garbage looks at it again."""
    if not gc.isenabled():
        calm()
        gc.enable()


@contextlib.contextmanager
def interruptible() -> Iterator[None]:
    """While a command is at work, Ctrl-C raises KeyboardInterrupt; afterwards it comes too late."""
    if signal.getsignal(signal.SIGINT) is not _leave:
        yield
        return
    try:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        with never_forgotten():
            yield
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)


def _leave(*_: object) -> None:
    os._exit(INTERRUPTED)


def _open_streams() -> None:
    """A stream that is closed, as in a program without a console, leads nowhere; others speak UTF-8."""
    for name in ("stdin", "stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "r" if name == "stdin" else "w", encoding="utf-8"))  # noqa: PTH123, SIM115
        elif name != "stdin" and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
