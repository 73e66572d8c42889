"""Jobs: a few plans to read and write in one go, wherever an executor runs them, and what became of each plan."""

from __future__ import annotations

import errno
import hashlib
import marshal
from collections.abc import Generator, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from xl_grc.batch.written import Written
from xl_grc.errors import InputError, Problem
from xl_grc.files.writing import cannot_write, write_temporary
from xl_grc.inputs.scan import PlanRows, Row
from xl_grc.parallel.jobs import AHEAD, Work, in_order
from xl_grc.parallel.time_limit import DEFAULT_SECONDS, TimeExceeded, time_limit, too_slow
from xl_grc.plan.grid import Doubt, Grid, Unsettled
from xl_grc.plan.model import Plan
from xl_grc.plan.parsed_sheet import Whole
from xl_grc.plan.tabular import InputOptions, PlansOfFile, Refused, read_plans
from xl_grc.records import NamedTuple
from xl_grc.values import cell_text
from xl_grc.workbook.plan_writer import Settings, workbook

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from xl_grc.parallel.executors import Processes

State = Literal["written", "unchanged", "earlier", "refused", "failed"]
"""What became of a plan; "earlier": it is not in this input, an earlier run wrote it and its file is still there."""

_MARSHALLED = 2
"""A version of the format that says of texts and numbers nothing but what they are; faster than `repr`."""
_DIED = Problem.of("worker_died")
FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EMFILE})
"""Errors of writing that the next plan would meet too."""
_HOPELESS = FULL | {errno.EACCES, errno.EPERM, errno.ENOENT}
"""The same for writing under a temporary name, which no other file has."""


class Faulty(NamedTuple):
    """A row of a refused plan: its number, its cells and what is wrong with it."""

    number: int
    cells: Row
    problems: tuple[Problem, ...]


class PlanOutcome(NamedTuple):
    """What became of one plan."""

    state: State
    company: str
    reference: str = ""
    start: date | None = None
    """The first day of the plan, once it is read."""
    actions: int = 0
    file: str = ""
    """The temporary file, then the name that the parent gave it."""
    content: bytes = b""
    """The workbook itself, when the worker does not see the folder of the results."""
    fingerprint: str = ""
    written: Written = Written()
    others: tuple[str, ...] = ()
    """What the plan's rows say in the columns that mean nothing to us."""
    problems: tuple[Problem, ...] = ()
    rows: tuple[Faulty, ...] = ()
    hopeless: bool = False
    """The next plan would fail likewise: the disk is full, the folder is gone."""

    @property
    def year(self) -> int:
        """The year in which the plan begins."""
        return self.start.year if self.start is not None else 0


class UnwrittenPlan(NamedTuple):
    """A correct plan that is not written yet."""

    plan: Plan
    fingerprint: str
    others: tuple[str, ...]


class UnreadPlans(NamedTuple):
    """Rows of a few plans that are not read yet, and how to read them."""

    file: str
    sheet: str
    header: Row
    number: int
    plans: tuple[PlanRows, ...]
    unknown: tuple[int, ...]
    options: InputOptions
    doubts: tuple[Doubt, ...] = ()

    def grid(self) -> Grid:
        """The rows below their header."""
        rows, numbers = [self.header], [self.number]
        for plan in self.plans:
            rows += plan.rows
            numbers += plan.numbers
        return Grid(self.file, self.sheet, rows, numbers, plain=True, doubts=self.doubts)


class Job(NamedTuple):
    """A few plans to write, already read (`drafts`) or not (`part`).

    Workbooks are written into `directory` under temporary names that hold `mark`; without a directory they come back
    as bytes.
    """

    run: Settings
    salt: bytes
    directory: Path | None = None
    mark: str = ""
    drafts: tuple[UnwrittenPlan, ...] = ()
    part: UnreadPlans | None = None
    seconds: float = DEFAULT_SECONDS
    """How long the reading of the part, and the writing of each plan, may take."""

    def apart(self) -> Iterator[Job]:
        """A job for each plan."""
        for draft in self.drafts:
            yield self._replace(drafts=(draft,), part=None)
        if self.part is not None:
            for plan in self.part.plans:
                yield self._replace(drafts=(), part=self.part._replace(plans=(plan,)))


class Result(NamedTuple):
    """The outcomes of a job, in the order of the table; `unsettled` asks for what the whole table says; `notes` are
    what is worth knowing of rows, and refuses nothing."""

    outcomes: tuple[PlanOutcome, ...]
    unsettled: bool = False
    notes: tuple[Problem, ...] = ()


def perform(job: Job) -> Result:
    """Read what is to be read, write what can be written. Raises nothing: a failure is the outcome of its plan."""
    outcomes: list[tuple[int, PlanOutcome]] = []
    notes: tuple[Problem, ...] = ()
    drafts: Sequence[tuple[int, UnwrittenPlan]] = list(enumerate(job.drafts))
    if job.part is not None:
        try:
            with time_limit(job.seconds):
                grid = job.part.grid()
                reading = read_plans(grid, None, None, job.part.options)
        except Unsettled:
            return Result((), unsettled=True)
        except TimeExceeded:
            return lost(job, too_slow(job.seconds))
        drafts, notes = list(_drafts(job, job.part, reading)), reading.notes
        outcomes = [(plan.rows[0], refused(plan, grid, job.part.unknown)) for plan in reading.refused]
    for place, draft in drafts:
        outcomes.append((place, _write(job, draft)))
    outcomes.sort(key=lambda outcome: outcome[0])
    return Result(tuple([outcome for _, outcome in outcomes]), notes=notes)


def _drafts(job: Job, part: UnreadPlans, reading: PlansOfFile) -> Iterator[tuple[int, UnwrittenPlan]]:
    """The correct plans of a part, each with the place of its first row."""
    first, rows_of = 1, {}
    for plan_rows in part.plans:
        rows_of[first] = plan_rows
        first += len(plan_rows.rows)
    for plan, rows in zip(reading.plans, reading.plan_rows, strict=True):
        own = rows_of[rows[0]]
        others = tuple([said(own.rows, place) for place in part.unknown])
        mark = fingerprint(own, job.salt) + evidence_mark(part.options.whole)
        yield rows[0], UnwrittenPlan(plan, mark, others)


def _write(job: Job, draft: UnwrittenPlan) -> PlanOutcome:
    plan = draft.plan
    outcome = PlanOutcome("written", plan.company, plan.reference, plan.start, len(plan.actions))
    outcome = outcome._replace(fingerprint=draft.fingerprint, others=draft.others)
    try:
        with time_limit(job.seconds):
            content = workbook(plan, job.run)
        outcome = outcome._replace(written=Written.of(content, plan))
        if job.directory is None:
            return outcome._replace(content=content)
        return outcome._replace(file=write_temporary(job.directory, content, job.mark))
    except OSError as error:
        problem = cannot_write(job.directory or Path(), error)
        return outcome._replace(state="failed", problems=(problem,), hopeless=error.errno in _HOPELESS)
    except InputError as error:
        return outcome._replace(state="failed", problems=error.problems)
    except TimeExceeded:
        return outcome._replace(state="failed", problems=(too_slow(job.seconds),))
    except Exception as error:  # noqa: BLE001  # a defect of ours must not stop the other plans
        problem = Problem.of("unexpected", what=f"{type(error).__name__}: {error}")
        return outcome._replace(state="failed", problems=(problem,))


def refused(plan: Refused, grid: Grid, unknown: Sequence[int]) -> PlanOutcome:
    """The outcome of a plan that cannot be read."""
    rows = tuple([Faulty(grid.number(row), grid.rows[row], plan.reasons.get(row, ())) for row in plan.rows])
    problems = tuple([problem for row in rows for problem in row.problems])
    others = tuple([said([row.cells for row in rows], place) for place in unknown])
    outcome = PlanOutcome("refused", plan.company, plan.reference, actions=len(rows))
    return outcome._replace(others=others, problems=problems, rows=rows)


def lost(job: Job, problem: Problem = _DIED) -> Result:
    """The outcomes of a job whose worker died each time, or that has another problem as a whole."""
    companies = [draft.plan.company for draft in job.drafts]
    if job.part is not None and job.part.options.whole is not None:
        place = job.part.options.whole.columns.places.get("company")
        default = job.part.options.default_company
        companies += [(said(plan.rows, place) if place is not None else "") or default for plan in job.part.plans]
    return Result(tuple([PlanOutcome("failed", company, problems=(problem,)) for company in companies]))


_WRITING = Work(perform, Job.apart, lost)


def generate(
    jobs: Iterable[Job], executor: Executor | Processes | None = None, ahead: int = AHEAD
) -> Generator[tuple[Job, Result], None, None]:
    """Write the plans of the jobs, here or through any executor of `concurrent.futures`; see `in_order`."""
    return in_order(_WRITING, jobs, executor, ahead)


def said(rows: Sequence[Row], place: int) -> str:
    """What rows say in a column: the first cell that says anything."""
    texts = (cell_text(row[place]).strip() for row in rows if place < len(row))
    return next(filter(None, texts), "")


def salt(*common: object) -> bytes:
    """What the fingerprints of a run have in common."""
    return hashlib.blake2b(repr(common).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def evidence_mark(whole: Whole | None) -> str:
    """The end of a fingerprint when the whole table was looked at to read the plan."""
    if whole is None or whole.evidence is None:
        return ""
    said_ = sorted((field, sorted(readings)) for field, readings in whole.evidence.items())
    return "-" + hashlib.blake2b(repr(said_).encode(), digest_size=4).hexdigest()


def plan_mark(key: str) -> str:
    """The first half of a fingerprint: it tells plans apart, by their keys."""
    return hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def fingerprint(plan: PlanRows, salt: bytes) -> str:
    """Tells whether a plan's rows, or anything else that its workbook depends on, have changed since another run."""
    try:
        content = marshal.dumps(plan.rows, _MARSHALLED)
    except ValueError:  # a sheet holds dates and errors too
        content = repr(plan.rows).encode("utf-8", "surrogatepass")
    return f"{plan_mark(plan.key)}-{hashlib.blake2b(content, digest_size=12, key=salt).hexdigest()}"
