"""`xl-grc customers [INPUT...] -o FILE`: from exports of sales to the customers to contact and actions to propose."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xl_grc.cli.common import (
    DONE,
    Commands,
    add_command,
    add_force,
    add_workbook_options,
    as_of,
    cannot_write,
    report,
    workbook_path,
    wrong_usage,
)
from xl_grc.cli.input_options import add_amounts, add_encoding, encoding_of, exponent_of
from xl_grc.errors import InputError, Problem
from xl_grc.files.opening import file_content, same_file
from xl_grc.files.writing import PRIVATE, keep_copy, there_already, write_atomically, write_new
from xl_grc.functions.units import RATE, UNIT_AMOUNT, Unit
from xl_grc.interrupts import interrupted_later
from xl_grc.plan.numbers import read_numbers
from xl_grc.text import Texts
from xl_grc.workbook.returned.plan import read_plan

if TYPE_CHECKING:
    from xl_grc.customers.options import Options
    from xl_grc.customers.outcome import Outcome

_PERCENT = 100
_LARGEST_SHARE = 1
_LOST_SEGMENTS = 3


def add(commands: Commands[Any], words: Texts) -> None:
    """The command and its options."""
    command = add_command(commands, "customers", words)
    command.add_argument("input", nargs="*", type=Path, metavar="INPUT", help=words["customers.cli.input"])
    command.add_argument("-o", "--output", required=True, type=Path, metavar="FILE", help=words["cli.output"])
    for name, metavar in _TYPED.items():
        command.add_argument(f"--{name}", metavar=metavar, help=words[f"customers.cli.{name.replace('-', '_')}"])
    add_amounts(command, words)
    add_encoding(command, words)
    command.add_argument("--amounts-per", choices=("line", "document"), help=words["customers.cli.amounts_per"])
    for name in ("update", "plan"):
        command.add_argument(f"--{name}", type=Path, metavar="FILE", help=words[f"customers.cli.{name}"])
    for name in ("fill-down", "drop-identical", "anonymise"):
        command.add_argument(f"--{name}", action="store_true", help=words[f"customers.cli.{name.replace('-', '_')}"])
    add_workbook_options(command, words)
    add_force(command, words)
    command.set_defaults(command=_run)


_TYPED = {
    "margin": "RATE",
    "cost-per-contact": "AMOUNT",
    "response": "RATE",
    "vat": "RATE",
    "columns": "FIELD=HEADER,...",
    "currency": "CODE",
}
"""The options that take a value, and what they take."""


def _run(options: argparse.Namespace, words: Texts) -> int:
    options.output = workbook_path(options.output)
    if any(same_file(options.output, given) for given in (*options.input, *filter(None, [options.template]))):
        raise InputError([Problem.of("same_file")._replace(file=str(options.output))])
    _refuse_beside_update(options)
    if not (options.force or _is_in_place(options)):
        there_already(options.output)
    day = None if options.as_of is None else as_of(options.as_of)
    margin, cost, response, vat = (_typed(options, name, unit) for name, unit in _NUMBERS.items())
    with interrupted_later():  # NumPy: no other command waits for it
        from xl_grc.customers import next_analysis, outcome, proposals

    terms = proposals.Terms(None if margin is None else round(margin, 4), cost, response)
    plan = None if options.plan is None else read_plan(file_content(options.plan), str(options.plan)).plan
    wanted = outcome.Wanted(options.lang, terms, options.template, options.anonymise, plan)
    today = date.today()  # noqa: DTZ011  # the day of who runs the command
    if not options.input:
        return _write(options, outcome.blank_outcome(day or today, wanted), words)
    asked = _asked(options, today, day, vat)
    if options.update is None:
        found = outcome.outcome_of(options.input, asked, wanted, _progress(words))
    else:
        before = file_content(options.update)
        found = next_analysis.updated_outcome(options.update, before, options.input, asked, wanted, _progress(words))
    code = _write(options, found, words)
    _tell(found, words)
    return code


def _asked(options: argparse.Namespace, today: date, day: date | None, vat: float | None) -> Options:
    """How the files of sales are read."""
    from xl_grc.customers import Options, headers

    columns, currency = headers.typed_columns(options.columns or ""), (options.currency or "").upper()
    asked = Options(today, day, options.lang, vat, columns, options.amounts_per, options.drop_identical, currency)
    return asked._replace(encoding=encoding_of(options), exponent=exponent_of(options), fill_down=options.fill_down)


def _refuse_beside_update(options: argparse.Namespace) -> None:
    """Wrong usage ends the command: what an update does not go with."""
    for name in ("update", "plan"):
        if getattr(options, name) is not None and not options.input:
            wrong_usage(Problem.of("customers.input_missing")._replace(file=f"--{name}"))
    for name in ("template", "anonymise") if options.update is not None else ():
        if getattr(options, name):
            wrong_usage(Problem.of("customers.update_alone")._replace(file="--update", value=f"--{name}"))


def _is_in_place(options: argparse.Namespace) -> bool:
    """Whether the workbook of the analysis before is the one to be written: it is kept beside."""
    return options.update is not None and same_file(options.output, options.update)


_NUMBERS = {"margin": RATE, "cost_per_contact": UNIT_AMOUNT, "response": RATE, "vat": RATE}
"""The options that take a number, and its unit."""


def _typed(options: argparse.Namespace, name: str, unit: Unit) -> float | None:
    """The number typed; a rate above 1 is per cent. Wrong usage ends the command."""
    text = getattr(options, name)
    if text is None:
        return None
    bare = text.strip().removesuffix("%").strip() if unit is RATE else text
    read = read_numbers([bare], UNIT_AMOUNT, options.lang or "fr")
    value = read.values[0]
    if value is None:
        problem = read.problems.get(0, Problem.of("not_a_number"))
        wrong_usage(problem._replace(file=f"--{name.replace('_', '-')}", value=text))
    if unit is RATE and (value > _LARGEST_SHARE or text.strip().endswith("%")):
        value /= _PERCENT
    if unit is RATE and value > _LARGEST_SHARE:
        wrong_usage(Problem.of("rate_above_one")._replace(file=f"--{name.replace('_', '-')}", value=text))
    return value


def _progress(words: Texts) -> Callable[[str], None]:
    """Tells the name of each file before it is read, where somebody looks on."""

    def tell(name: str) -> None:
        if sys.stderr.isatty():
            print(words.say("customers.cli.reading", file=name), file=sys.stderr)

    return tell


def _write(options: argparse.Namespace, found: Outcome, words: Texts) -> int:
    """Write the files beside the workbook, then the workbook; a list of contacts that was there is kept."""
    beside = {
        options.output.with_name(f"{options.output.stem} {words[f'customers.files.{key}']}"): content
        for key, content in found.files.items()
    }
    path = options.output
    try:
        for path, content in beside.items():
            if path.exists():
                keep_copy(path)
            write_atomically(path, content, mode=PRIVATE)
        path = options.output
        if _is_in_place(options):
            keep_copy(path)
        (write_atomically if options.force or _is_in_place(options) else write_new)(path, found.workbook, mode=PRIVATE)
    except OSError as error:
        raise InputError([cannot_write(path, error)]) from None
    print(words.say("cli.wrote", file=options.output))
    for path in beside:
        print(words.say("cli.wrote", file=path))
    return DONE


def _tell(found: Outcome, words: Texts) -> None:
    """What the exports come to, in counts; no customer is named."""
    analysis = found.analysis
    if analysis is None:
        return
    sales = analysis.sales
    report([*found.told, *sales.notes], words)
    counts = {"customers": analysis.customers, "purchases": int(analysis.purchases.frequency.sum())}
    lost = int(((analysis.segment > 0) & (analysis.segment <= _LOST_SEGMENTS)).sum())
    age = (date.today() - sales.as_of).days  # noqa: DTZ011  # the day of who runs the command
    ago = words.say("customers.cli.ago", age=age) if age > 0 else ""
    day = sales.as_of.strftime(words["formats.day"])
    print(words.say("customers.cli.counted", **counts, lost=lost, day=day, ago=ago))
    lines = {"kept": sales.lines.size, "aside": sales.aside.size, "later": sales.later, "alike": sales.alike}
    print(words.say("customers.cli.lines", **lines, day=day))
    if found.updated is not None:
        counts = {name: getattr(found.updated, name) for name in ("known", "new", "gone", "merged")}
        print(words.say("customers.cli.updated", **counts))
    for proposal in found.proposals:
        action = words[f"relations.actions.{proposal.key}"]
        print(words.say("customers.cli.proposal", action=action, contacts=proposal.contacts))
