"""A test whose LibreOffice died is run again, once, and the end of the run says so.

Under load LibreOffice dies once in thousands of starts. The test is run again with fixtures of its own, in an office
started anew; if that one dies too, the test fails.
"""

from __future__ import annotations

import contextlib

import pytest
from _pytest.runner import runtestprotocol

from tests.hosts import libreoffice

PROPERTY = "LibreOffice died"


def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool:
    """Run a test, and again when it failed as its office died."""
    item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
    before = len(libreoffice.crashes)
    reports = runtestprotocol(item, log=False, nextitem=nextitem)
    told = libreoffice.crashes[before:]
    if told and any(report.failed for report in reports):
        with contextlib.suppress(libreoffice.LibreOfficeError, ExceptionGroup):  # documents that died with it
            item.session._setupstate.teardown_exact(None)
        reports = runtestprotocol(item, log=False, nextitem=nextitem)
        reports[-1].user_properties.append((PROPERTY, told[0]))
    for report in reports:
        item.ihook.pytest_runtest_logreport(report=report)
    item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
    return True


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tell which tests were run again, and what their office said as it died."""
    reports = [report for reports in terminalreporter.stats.values() for report in reports]
    again = {
        report.nodeid: told
        for report in reports
        for name, told in getattr(report, "user_properties", ())
        if name == PROPERTY
    }
    if again:
        terminalreporter.write_sep("=", "LibreOffice died, was started again, and the test was run again", yellow=True)
        for test, told in again.items():
            terminalreporter.write_line(f"{test}: {told}")
