"""Ctrl-C waits for what must not be cut in two, and is not forgotten."""

import signal
import threading
import time

import pytest

from xl_grc.interrupts import interrupted_later, never_forgotten


def test_ctrl_c_comes_after_what_it_waits_for():
    done = []
    with pytest.raises(KeyboardInterrupt), interrupted_later():
        signal.raise_signal(signal.SIGINT)
        done.append("the rest")
    assert done == ["the rest"]
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)


def test_an_error_is_not_hidden_by_it():
    with pytest.raises(ImportError), interrupted_later():
        raise ImportError


def test_another_thread_hears_no_ctrl_c():
    heard = []

    def work():
        with interrupted_later():
            heard.append(signal.getsignal(signal.SIGINT))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert heard == [signal.default_int_handler]


class Falling:
    """Python prints what is raised as this goes, and goes on."""

    def __del__(self):
        signal.raise_signal(signal.SIGINT)


def test_ctrl_c_in_a_step_of_python_comes_again_after_it(capfd):
    gone_on = []
    with pytest.raises(KeyboardInterrupt), never_forgotten():
        falling = Falling()
        del falling
        gone_on.append(True)
        time.sleep(5)
    assert gone_on
    assert capfd.readouterr().err == ""


def test_other_errors_there_are_told_as_before(monkeypatch):
    told = []
    monkeypatch.setattr("sys.unraisablehook", told.append)

    class Broken:
        def __del__(self):
            raise ValueError

    with never_forgotten():
        broken = Broken()
        del broken
    assert [one.exc_type for one in told] == [ValueError]
