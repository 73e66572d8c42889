"""Ctrl-C pressed while workers are made is not lost, and reaches none of them."""

import os
import signal

import pytest

from xl_grc.parallel.executors import processes
from xl_grc.parallel.jobs import Work, in_order

pytestmark = pytest.mark.skipif(not hasattr(os, "register_at_fork"), reason="forks of POSIX")
PRESSING = []
if hasattr(os, "register_at_fork"):
    # Hooks stay for the life of the process, so this one asks whether it is wanted.
    os.register_at_fork(before=lambda: PRESSING and os.kill(os.getpid(), signal.SIGINT))


def double(job):
    return 2 * job


def test_ctrl_c_at_a_fork_is_raised_once_the_workers_are_made(capfd):
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    PRESSING.append(True)
    try:
        with pytest.raises(KeyboardInterrupt), processes(2) as pool:
            list(in_order(Work(double, lambda job: [job], lambda job: job), range(20), pool))
    finally:
        PRESSING.clear()
        signal.signal(signal.SIGINT, before)
    assert capfd.readouterr().err == ""
