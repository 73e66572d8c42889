"""One run over a table: its plans become jobs, their outcomes files, lines of the report and rows to correct."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TypeAlias

from xl_grc import __version__
from xl_grc.batch import periods
from xl_grc.batch.companies import Companies
from xl_grc.batch.naming import DEFAULT_PATTERN, Names
from xl_grc.batch.placing import Placing
from xl_grc.batch.plan_jobs import (
    Job,
    PlanOutcome,
    Result,
    UnreadPlans,
    UnwrittenPlan,
    evidence_mark,
    fingerprint,
    perform,
    refused,
    said,
    salt,
)
from xl_grc.batch.report import Report
from xl_grc.batch.resuming import EarlierRuns, remove_unfinished
from xl_grc.batch.tally import Tally, counted_once
from xl_grc.batch.to_correct import ToCorrect
from xl_grc.errors import InputError, Problem
from xl_grc.files.locking import one_at_a_time
from xl_grc.files.opening import same_file
from xl_grc.files.writing import TEMPORARY, cannot_write
from xl_grc.inputs.corrections import Corrections, corrections_book
from xl_grc.inputs.input_file import Input
from xl_grc.inputs.scan import GridSource, PlanRows, evidence, plans_of, scan
from xl_grc.parallel.executors import asked_to_stop
from xl_grc.parallel.time_limit import DEFAULT_SECONDS
from xl_grc.plan.grouping import plan_key
from xl_grc.plan.parsed_sheet import Whole
from xl_grc.plan.tabular import InputOptions, read_plans
from xl_grc.records import NamedTuple
from xl_grc.tables.plan import PLAN
from xl_grc.text import LANGUAGES, Texts, texts
from xl_grc.workbook.plan_writer import Settings

Execute: TypeAlias = Callable[[Iterable[Job]], Generator[tuple[Job, Result], None, None]]

_CHUNK_PLANS = 16
_CHUNK_ROWS = 500


class Request(NamedTuple):
    """What to write, where, and how; `remote` workers see neither the folder nor the template.

    `given` are the files that the user gave, the table and a template: no workbook takes their place.
    """

    table: Input
    directory: Path
    run: Settings
    options: InputOptions
    pattern: str = DEFAULT_PATTERN
    resume: bool = False
    force: bool = False
    remote: bool = False
    given: tuple[Path, ...] = ()
    seconds: float = DEFAULT_SECONDS


class Batch:
    """A run. Making one reads the table's columns and settles what can go wrong before anything is written.

    Raises InputError.
    """

    def __init__(self, request: Request, words: Texts) -> None:
        self._request = request
        self._words = words
        self._directory = request.directory
        self._scan = request.table.scan or scan(request.table.actions, request.table.sheet)
        self._whole: Whole = self._scan.whole()
        self.tally = Tally(plans=self._scan.plans)
        reasons = {texts(language)["places.reason"] for language in LANGUAGES}
        self._unknown = {place: name for place, name in self._scan.unknown().items() if name not in reasons}
        run = request.run
        if request.remote:
            run = run._replace(content=run.template.read_bytes())
        directory = None if request.remote else self._directory
        self._job = Job(run, self._salt(), directory, os.urandom(4).hex(), seconds=request.seconds)
        self._earlier = EarlierRuns(self._directory, self._names(), request.resume)
        self._placing = Placing(self._directory, self._earlier, self._job.mark, request.force)
        remove_unfinished(self._directory, "")
        self._periods: list[Problem] = []
        self._corrections = Corrections(self._scan.header, words)
        self._corrections_book: bytes | None = None
        self._to_correct = ToCorrect.at(self._directory, request.given, words)
        self._companies = Companies()
        try:
            others = dict.fromkeys((*self.unknown_columns, *self._earlier.titles()))
            self._report = Report(self._directory, list(others), words, self._job.mark)
        except OSError as error:
            raise InputError([cannot_write(self._directory, error)]) from None

    @property
    def unknown_columns(self) -> list[str]:
        """The headers that mean nothing to us, in the order of the table."""
        return list(self._unknown.values())

    def _names(self) -> Names:
        """The names of the workbooks: never those of the files that were given, or of the corrections."""
        names = Names(self._request.pattern)
        names.reserve(self._words["places.corrections_book"])
        for path in self._request.given:
            if same_file(path.parent, self._directory):
                names.reserve(path.name)
        return names

    def _salt(self) -> bytes:
        run, options, pattern = self._request.run, self._request.options, self._request.pattern
        made_by = (__version__, PLAN.version, run.template.read_bytes(), run.language, run.as_of, pattern)
        return salt(made_by, options, self._scan.header, self._whole)

    def go(self, execute: Execute, tell: Callable[[PlanOutcome], None], workers: int = 1) -> Tally:
        """Write everything; each outcome is told once its file has its name."""
        try:
            with asked_to_stop() as stop, closing(execute(self._jobs(workers))) as results:
                for job, result in results:
                    self._take(job, result, tell)
                    self.tally.interrupted = bool(stop)
                    if self.tally.stopped or stop:
                        break
        except KeyboardInterrupt:
            self.tally.interrupted = True
        except OSError as error:  # the report cannot grow any more
            self._stop([cannot_write(self._report.path, error)])
        self._finish()
        return self.tally

    # -- jobs ----------------------------------------------------------------------------------------------------------

    def _jobs(self, workers: int) -> Iterator[Job]:
        table = self._request.table
        several = isinstance(table.actions, GridSource) and table.actions.grid.sheets
        if table.costs is not None or table.tracking is not None or several or self._scan.columns.twice:
            yield from self._whole_jobs()
            return
        most = max(1, min(_CHUNK_PLANS, self.tally.plans // (4 * workers)))
        plans: list[PlanRows] = []
        rows = 0
        for plan in map(self._keyed, plans_of(table.actions, self._scan)):
            if self._is_unchanged(plan):
                continue
            plans.append(plan)
            rows += len(plan.rows)
            if len(plans) >= most or rows >= _CHUNK_ROWS:
                yield self._part_job(plans)
                plans, rows = [], 0
        if plans:
            yield self._part_job(plans)

    def _keyed(self, plan: PlanRows) -> PlanRows:
        """The rows of a plan; the name of the table tells the plan of a table that names none."""
        nameless = not plan.key and self._whole.alone
        return plan._replace(key=plan_key("", self._request.options.default_company)) if nameless else plan

    def _part_job(self, plans: list[PlanRows]) -> Job:
        source, found = self._request.table.actions, self._scan
        options = self._options(plans, self._whole)
        unknown = tuple(self._unknown)
        part = UnreadPlans(source.file, source.sheet, found.header, found.number, tuple(plans), unknown, options)
        if source.doubts:
            part = part._replace(doubts=tuple(source.doubts))
        return self._job._replace(part=part)

    def _options(self, plans: Iterable[PlanRows], whole: Whole) -> InputOptions:
        """How some plans are read: with what the whole table says of them."""
        doubtful = self._scan.doubtful
        beside = {plan.key: doubtful[plan.key] for plan in plans if plan.key in doubtful}
        return self._request.options._replace(whole=whole._replace(doubtful=beside))

    def _whole_jobs(self) -> Iterator[Job]:
        """The jobs of a table that is read whole, because other sheets refer to its rows."""
        table = self._request.table
        grid, costs, tracking = table.actions.grid, table.costs, table.tracking
        reading = read_plans(grid, costs, tracking, self._request.options)
        self.tally.problems += reading.problems
        self.tally.notes += reading.notes
        self._corrections_book = corrections_book(grid, costs, tracking, reading, self._words)
        for plan in reading.refused:
            self._account(refused(plan, grid, tuple(self._unknown)))
        for plan_, rows in zip(reading.plans, reading.plan_rows, strict=True):
            cells = [grid.rows[row] for row in rows]
            own = PlanRows(plan_key(plan_.reference, plan_.company), [], [[repr(plan_)], *cells])
            if not self._is_unchanged(own):
                others = tuple([said(cells, place) for place in self._unknown])
                yield self._job._replace(drafts=(UnwrittenPlan(plan_, fingerprint(own, self._job.salt), others),))

    def _is_unchanged(self, plan: PlanRows) -> bool:
        """Whether an earlier run wrote this very plan and its file is still there; its line is then repeated."""
        if not self._request.resume:
            return False
        mark = fingerprint(plan, self._job.salt)
        earlier = self._earlier.unchanged(mark, lambda: evidence_mark(self._settled()))
        if earlier is None:
            return False
        self.tally.unchanged += 1
        self._companies.add(earlier.company)
        self._report.repeat(earlier, "unchanged")
        return True

    def _settled(self) -> Whole:
        """What the whole table says, its columns looked at."""
        if self._whole.evidence is None:
            self._whole = self._whole._replace(evidence=evidence(self._request.table.actions, self._scan))
        return self._whole

    # -- results -------------------------------------------------------------------------------------------------------

    def _take(self, job: Job, result: Result, tell: Callable[[PlanOutcome], None]) -> None:
        if result.unsettled and job.part is not None:
            options = self._options(job.part.plans, self._settled())
            result = perform(job._replace(part=job.part._replace(options=options)))
        self.tally.notes += result.notes
        for outcome in result.outcomes:
            named = self._placing.named(outcome) if outcome.state == "written" else outcome
            if named.state == "written":
                self._earlier.written(named.fingerprint, named.file)
            if named.hopeless:  # the plan is left to do, as are those that come after it; the cause is told once
                self._stop(named.problems)
                continue
            self._account(named)
            self._periods += [problem for problem in named.problems if problem.key == periods.KEY]
            tell(named._replace(problems=tuple(one for one in named.problems if one.key != periods.KEY)))
        self._report.flush()

    def _stop(self, problems: Iterable[Problem]) -> None:
        if not self.tally.stopped:
            self.tally.problems += problems
        self.tally.stopped = True

    def _account(self, outcome: PlanOutcome) -> None:
        tally = self.tally
        self._companies.add(outcome.company)
        setattr(tally, outcome.state, getattr(tally, outcome.state) + 1)
        if outcome.state == "written" and outcome.start is not None:
            tally.starts.add(outcome.start)
        if not outcome.file:
            outcome = self._earlier.kept(outcome)
        for row in outcome.rows:
            self._corrections.add(row.number, row.cells, row.problems, outcome.company)
        self._report.add(outcome)

    # -- the end -------------------------------------------------------------------------------------------------------

    def _finish(self) -> None:
        tally = self.tally
        tally.problems = periods.told_once([*tally.problems, *self._periods])
        remove_unfinished(self._directory, self._job.mark)
        with one_at_a_time(self._directory / f"{TEMPORARY}lock"):  # another run may end at this moment
            try:
                others = list(self._earlier.others())
                self._report.finish(others)
                there = [line for line in others if line.file]
                tally.earlier = len(there)
                self._companies.add(*(line.company for line in there))
                tally.report = self._report.path
            except OSError as error:
                tally.cannot_write(cannot_write(self._report.path, error))
            if self._corrections:
                self._to_correct.save(self._corrections.content(), self._corrections_book, tally)
            else:
                self._to_correct.tell_left(tally)
        tally.notes = [*counted_once(tally.notes), *self._companies.told()]
        if names := ", ".join(self._earlier.left_behind()):
            tally.notes.append(Problem.of("former_workbooks", names=names)._replace(file=str(self._directory)))
