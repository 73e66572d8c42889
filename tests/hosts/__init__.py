"""Hosts: programs of others that read our workbooks, driven by the tests."""

from __future__ import annotations

import os

import pytest

unmarked = ""
"""The running test, when it does not carry the marker of those that need a host: see `needed.py`."""


def require(reason: str) -> None:
    """The door of every host: skip the running test when `reason` tells why the host cannot be had.

    In CI it fails instead, since every host must be there.
    """
    if unmarked:
        pytest.fail(f"{unmarked} needs another program, and tests/hosts/needed.py did not see it", pytrace=False)
    if not reason:
        return
    if os.environ.get("CI") == "true":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)
