"""Hosts: programs of others that read our workbooks, driven by the tests."""

from __future__ import annotations

import os

import pytest


def require(reason: str) -> None:
    """Skip the running test when `reason` is given; in CI fail instead, since every host must be there."""
    if not reason:
        return
    if os.environ.get("CI") == "true":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)
