"""What a workbook held when it was written, as the report tells it, and what it holds now."""

from __future__ import annotations

import hashlib
import marshal
from collections import Counter
from pathlib import Path

from xl_grc.errors import InputError, Problem
from xl_grc.files.opening import file_content
from xl_grc.plan.model import Plan
from xl_grc.plan.words import identity
from xl_grc.records import NamedTuple

_MARSHALLED = 2
"""A version of the format that says of texts and numbers nothing but what they are."""
_DIRECTORY = 16_384
_SHOWN = 3


class Written(NamedTuple):
    """Digests of a workbook: of its parts, which any program that saves it changes, and of its inputs.

    >>> Written.of_text("1f/2e"), Written.of_text("")
    (Written(content='1f', inputs='2e'), Written(content='', inputs=''))
    """

    content: str = ""
    inputs: str = ""

    @classmethod
    def of(cls, content: bytes, plan: Plan) -> Written:
        """What a workbook of a plan holds."""
        return cls(_content_digest(content), inputs_digest(plan))

    @classmethod
    def of_text(cls, text: str) -> Written:
        """As the report says it."""
        return cls(*text.partition("/")[::2])

    def __str__(self) -> str:
        return "/".join(self)


def inputs_digest(plan: Plan) -> str:
    """A digest of everything that a plan gives, the same for a plan that was written and read again."""
    company, start, actions, goals, costs, events, *settings = plan
    days = [str(goal.due) for goal in goals] + [str(event.date) for event in events]
    undated = [goal._replace(due=None) for goal in goals] + [event._replace(date=None) for event in events]
    tables = [list(map(tuple, records)) for records in (actions, costs, undated)]
    return _digest(marshal.dumps([company, str(start), days, settings, tables], _MARSHALLED))


def _content_digest(content: bytes) -> str:
    """A digest of the end of a package, its directory, which holds the check sums of all its parts."""
    return _digest(content[-_DIRECTORY:])


def _digest(content: bytes) -> str:
    return hashlib.blake2b(content, digest_size=8).hexdigest()


def refusal(path: Path, new: Written, recorded: Written) -> Problem | None:
    """Why a workbook may not take the place of a file, when the file holds anything but what is recorded of it or what
    the new workbook holds too; None when nothing is lost."""
    try:
        content = file_content(path)
        if _content_digest(content) in (new.content, recorded.content):
            return None
        if _inputs_alone(content, path) in (new.inputs, recorded.inputs):
            return None
    except InputError:
        recorded = Written()
    return Problem("workbook_changed" if recorded.inputs else "already_there", str(path))


def _inputs_alone(content: bytes, path: Path) -> str:
    """The inputs of a workbook that holds nothing else of anybody's; "" when it does. Raises InputError."""
    from xl_grc.workbook.repair.left_behind import left_behind  # a run that replaces nothing reads nothing
    from xl_grc.workbook.returned.plan import read_plan

    returned = read_plan(content, path.name)
    own = left_behind(returned, list(returned.cells.extra.get("Actions", ())))
    return "" if own or returned.problems else inputs_digest(returned.plan)


def dropped(path: Path, content: bytes) -> Problem | None:
    """The actions of a plan's workbook that its new one has not, when there are any."""
    try:
        old, new = _actions(file_content(path)), _actions(content)
    except InputError:  # it is no plan any more, which is told when it is to be replaced
        return None
    names = Counter(map(identity, new))
    gone = []
    for action in old:
        names[identity(action)] -= 1
        if names[identity(action)] < 0:
            gone.append(action)
    shown = ", ".join(gone[:_SHOWN]) + (", …" if len(gone) > _SHOWN else "")
    return Problem.of("actions_dropped", count=len(gone), names=shown)._replace(file=str(path)) if gone else None


def _actions(content: bytes) -> list[str]:
    """The names of the actions in a workbook. Raises InputError."""
    from xl_grc.workbook.returned.plan import read_plan

    return [action.action for action in read_plan(content, "").plan.actions]
