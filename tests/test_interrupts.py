"""Ctrl-C waits for what must not be cut in two, and is not forgotten."""

import signal
import threading

import pytest

from xl_grc.interrupts import interrupted_later


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
