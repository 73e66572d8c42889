"""Many files: which plans they hold, which are versions or copies of each other."""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from xl_grc.collect.given import Files, archive_of, content_at, workbooks
from xl_grc.collect.returned import CollectedPlan, read_returned
from xl_grc.errors import InputError, Problem, unexpected
from xl_grc.files.opening import opened_elsewhere
from xl_grc.ooxml.archive import Archive
from xl_grc.ooxml.limits import PackageLimits
from xl_grc.parallel.executors import AHEAD_PER_WORKER, processes
from xl_grc.parallel.jobs import Work, in_order
from xl_grc.parallel.time_limit import DEFAULT_SECONDS, TimeExceeded, time_limit, too_slow
from xl_grc.patterns import compiled_later
from xl_grc.plan.words import identity
from xl_grc.records import NamedTuple

_SUMMARY = "summary_left_out"
_SHOWN_NAMES = 3
_OBJECTS = 50_000
_FILES_AT_ONCE = 16
_AT_ANY_TIME = ("", 0.0)
_MODIFIED = compiled_later(rb"<dcterms:modified[^<>]*+>([^<]*+)<")


class Collection(NamedTuple):
    """The plans kept, the files that could not be read, and what is told about the others."""

    plans: list[CollectedPlan]
    unread: list[Problem]
    notes: list[Problem]


class _Some(NamedTuple):
    """A few files to read in one go."""

    paths: tuple[Path, ...]
    as_of: date
    limits: PackageLimits
    seconds: float


class _Read(NamedTuple):
    """What they hold, and why some could not be read."""

    plans: list[CollectedPlan]
    problems: list[Problem]


def _read(some: _Some) -> _Read:
    """Read the files. Raises nothing."""
    read = _Read([], [])
    for path in some.paths:
        try:
            with time_limit(some.seconds):
                plan = read_returned(path, some.as_of, some.limits)
        except InputError as error:
            read.problems.extend(error.problems)
        except TimeExceeded:
            read.problems.append(too_slow(some.seconds)._replace(file=str(path)))
        except Exception as error:  # noqa: BLE001  # a defect of ours must not stop the other plans
            read.problems.append(unexpected(error)._replace(file=str(path)))
        else:
            open_now = (Problem("opened_elsewhere", str(path)),) if opened_elsewhere(path) else ()
            read.plans.append(plan._replace(problems=open_now + plan.problems))
    return read


def _apart(some: _Some) -> list[_Some]:
    return [some._replace(paths=(path,)) for path in some.paths]


def _lost(some: _Some) -> _Read:
    return _Read([], [Problem("reader_died", str(path)) for path in some.paths])


_READING = Work(_read, _apart, _lost)


def collect(
    paths: Iterable[Path],
    as_of: date,
    on_progress: Callable[[int, int], None] = lambda done, total: None,
    workers: int = 1,
    seconds: float = DEFAULT_SECONDS,
) -> Collection:
    """Read every workbook, in so many processes; one that cannot be read, or takes more than so many seconds, does not
    stop the others.

    Of several versions of one plan (same company or reference, same first month) the latest saved is kept.
    """
    return gather(workbooks(paths), as_of, on_progress, workers, seconds)


def gather(
    files: Files,
    as_of: date,
    on_progress: Callable[[int, int], None],
    workers: int,
    seconds: float = DEFAULT_SECONDS,
) -> Collection:
    """The same for files that were looked for already."""
    found, unread = files.found, [*files.unread]
    limits = PackageLimits.from_environment()
    plans: list[CollectedPlan] = []
    size = 1 if workers == 1 else _FILES_AT_ONCE
    parts = (_Some(tuple(found[first : first + size]), as_of, limits, seconds) for first in range(0, len(found), size))
    done = 0
    with _few_collections(), processes(workers) as pool:
        for some, read in in_order(_READING, parts, pool, AHEAD_PER_WORKER * workers):
            plans += read.plans
            unread += read.problems
            done += len(some.paths)
            on_progress(done, len(found))
    kept, notes = _latest(plans)
    notes += [problem for problem in unread if problem.key == _SUMMARY]
    unread = [problem for problem in unread if problem.key != _SUMMARY]
    notes += _copies(kept)
    notes += _of_one_name(kept)
    notes += _several_periods(kept)
    notes += [problem for plan in kept for problem in plan.problems]
    return Collection(kept, unread, notes)


@contextmanager
def _few_collections() -> Iterator[None]:
    """The garbage collector runs less often: what is read goes away without it, what is kept it looks at in vain."""
    before = gc.get_threshold()
    if before[0]:  # 0 is none at all
        gc.set_threshold(max(before[0], _OBJECTS), *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


Owner = tuple[str, str]
"""Whose a plan is: its reference, and its company."""


def owners_of(plans: Sequence[CollectedPlan]) -> list[Owner]:
    """Whose each plan is; a plan without a name is its own.

    Whoever empties the reference or the company of a plan still sends that plan: it is known by its identity, and by
    what of the two is left.
    """
    named = [(identity(plan.reference), identity(plan.company)) for plan in plans]
    whole: dict[tuple[str, str], set[Owner]] = defaultdict(set)
    for plan, owner in zip(plans, named, strict=True):
        for name in owner if all(owner) else ():
            whole[plan.plan, name].add(owner)
    found = []
    for plan, owner in zip(plans, named, strict=True):
        same = set() if all(owner) else whole.get((plan.plan, "".join(owner)), set())
        found.append(next(iter(same)) if len(same) == 1 else owner if any(owner) else ("", str(plan.path)))
    return found


def by_owner(plans: Sequence[CollectedPlan]) -> list[list[CollectedPlan]]:
    """The plans of each company."""
    found: dict[Owner, list[CollectedPlan]] = defaultdict(list)
    for plan, owner in zip(plans, owners_of(plans), strict=True):
        found[owner].append(plan)
    return list(found.values())


def _latest(plans: list[CollectedPlan]) -> tuple[list[CollectedPlan], list[Problem]]:
    versions: dict[tuple[Owner, date], list[CollectedPlan]] = defaultdict(list)
    for plan, owner in zip(plans, owners_of(plans), strict=True):
        versions[owner, plan.start].append(plan)
    kept: list[CollectedPlan] = []
    notes: list[Problem] = []
    for same in versions.values():
        times = [_saved(plan) for plan in same] if len(same) > 1 else [_AT_ANY_TIME]
        last = max(times)
        latest = same[times.index(last)]
        kept.append(latest)
        notes += [
            Problem(_why_left(plan, latest, time == last), str(plan.path), values=(("path", latest.path),))
            for plan, time in zip(same, times, strict=True)
            if plan is not latest
        ]
    return kept, notes


def _why_left(plan: CollectedPlan, latest: CollectedPlan, at_once: bool) -> str:
    """What is told of a version that does not count. Of two saved at once, nobody knows which is to be deleted."""
    if not at_once:
        return "newer_version"
    return "same_version" if _held(plan) == _held(latest) else "versions_at_once"


def _held(plan: CollectedPlan) -> tuple[object, ...]:
    """All that is collected of a plan, but the name of its file."""
    return plan.headers, plan.goals, [row[1:] for row in plan.rows]


def _saved(plan: CollectedPlan) -> tuple[str, float]:
    """When a version was saved: as the workbook says, then as the file system says, which alone may tell."""
    found = None
    try:
        archive = Archive(content_at(plan.path), str(plan.path))
        if "docProps/core.xml" in archive:
            found = _MODIFIED.search(archive.xml("docProps/core.xml"))
        modified = (archive_of(plan.path) or plan.path).stat().st_mtime
    except (InputError, OSError):
        return _AT_ANY_TIME
    return found[1].decode() if found else f"{datetime.fromtimestamp(modified, UTC):%Y-%m-%dT%H:%M:%SZ}", modified


def _several_periods(plans: list[CollectedPlan]) -> list[Problem]:
    """Companies with plans of several periods, which totals add up: last year's beside this year's, or a first month
    that somebody changed."""
    names = [same[0].company or same[0].reference for same in by_owner(plans) if len(same) > 1]
    if not names:
        return []
    shown = ", ".join(names[:_SHOWN_NAMES]) + (", …" if len(names) > _SHOWN_NAMES else "")
    return [Problem.of("several_periods", count=len(names), names=shown)]


def _copies(plans: list[CollectedPlan]) -> Iterator[Problem]:
    """Plans that bear the identity of another company's: someone copied a filled workbook."""
    first: dict[str, tuple[CollectedPlan, Owner]] = {}
    for plan, owner in zip(plans, owners_of(plans), strict=True):
        known, owner_of_known = first.setdefault(plan.plan, (plan, owner))
        if owner_of_known != owner:
            yield Problem("copied_plan", str(plan.path), value=known.company or known.reference)


def _of_one_name(plans: list[CollectedPlan]) -> Iterator[Problem]:
    """Plans without a reference beside one of the same company and period that has one: a plan made anew, most likely,
    of which both count."""
    named = {(identity(plan.company), plan.start): plan for plan in plans if plan.reference and plan.company}
    for plan in plans:
        other = named.get((identity(plan.company), plan.start))
        if other is not None and not plan.reference and plan.plan != other.plan:
            told = Problem.of("perhaps_twice", path=other.path, reference=other.reference)
            yield told._replace(file=str(plan.path), value=plan.company)
