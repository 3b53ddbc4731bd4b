"""``propose``, ``comment``, ``publish`` and ``history``: the life of a plan."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rich.table import Table

from api.cli.exits import Exit
from api.cli.kept_file import keep_file
from api.cli.output import Output
from api.cli.stopping import stopping
from api.life.about import check_about
from api.life.publishing import HardBreachesError, ToldDay, broken_in_words, published
from api.life.told_inputs import ToldInputs, today
from api.life.told_on_disk import read_told_inputs
from api.plan_folder import whole_plan
from data.cell_place import CellPlace
from data.control_characters import visible
from data.disk.part_of import is_part
from data.life.life_file import add_to_life, read_life
from data.life.plan_life import (
    LifeEvent,
    PlanLife,
    WrongStateError,
    commented,
    now,
    plan_digest,
    proposed,
)
from data.life.publications import keep_publication, publications_like
from data.life.told_to import ToldTo
from data.reading.plans import read_plan
from data.report import with_life
from data.writing.plan_files import REPORT
from scheduler.domain.plan import Plan

MOST_BREACHES = 20
"""Broken rules that a refusal lists for people; a program is told all."""


@dataclass(frozen=True)
class LivingPlan:
    """A plan of a dataset, and who speaks of it."""

    folder: Path
    plan: Path
    by: str
    rules: Path | None = None

    def read(self, told_on: date | None = None) -> tuple[ToldInputs, Plan]:
        """Read dataset and plan; raises ``BadInput`` with all that is wrong."""
        told = read_told_inputs(self.folder, self.rules, judges=True, told_on=told_on)
        return told, read_plan(self.plan, told.inputs.problem)


def propose_plan(living: LivingPlan, output: Output) -> Exit:
    """Show a plan to people, who can comment from now on.

    Raises
    ------
    BadInput
        With every fault of what was handed in.
    """
    _, plan = living.read()
    life = read_life(living.plan)
    try:
        event = proposed(life, plan, living.by)
    except WrongStateError as error:
        _say_in_report(living.plan, life)  # a kill may have come before that
        return output.refused(output.words(f"life.refused.{error.code}"))
    return _added(living, life, event, output)


def comment_plan(
    living: LivingPlan, text: str, about: str | None, output: Output
) -> Exit:
    """Note what somebody says of a plan; nothing that was said goes away.

    Raises
    ------
    BadInput
        With every fault of what was handed in.
    """
    told, plan = living.read()
    if about is not None:
        check_about(told.inputs.problem, about, CellPlace("--about"))
    life = read_life(living.plan)
    try:
        event = commented(life, plan, living.by, text, about)
    except WrongStateError as error:
        return output.refused(output.words(f"life.refused.{error.code}"))
    return _added(living, life, event, output)


def publish_plan(living: LivingPlan, on: date | None, output: Output) -> Exit:
    """Keep a plan as what people are told; refuse one that breaks binding rules.

    Raises
    ------
    BadInput
        With every fault of what was handed in.
    """
    told, plan = living.read(on)
    inputs = told.inputs
    before = publications_like(living.folder, inputs.problem)
    earlier = [each.event for each in before]
    life = read_life(living.plan)
    if earlier and earlier[-1].plan == plan_digest(plan) and life.publication is None:
        return _added(living, life, earlier[-1], output)  # a kill came in between
    day = ToldDay(living.by, on or today(inputs.problem))
    try:
        event, result = published(inputs, plan, day, earlier)
    except WrongStateError as error:
        return output.refused(output.words(f"life.refused.{error.code}"))
    except HardBreachesError as error:
        return _refused(broken_in_words(inputs, error, output.language), output)
    files = whole_plan(inputs, result, life.with_event(event)).files
    stopping.keep()
    to = ToldTo.of(inputs.problem) if is_part(living.folder) else None
    kept = keep_publication(living.folder, files, life.with_event(event), to)
    if result.audit is not None and result.audit.must_open:
        output.tell("life.must_open", count=result.audit.must_open)
    output.tell("life.kept", path=kept.folder)
    return _added(living, life, kept.event, output)


def _refused(broken: list[str], output: Output) -> Exit:
    output.note(output.words("life.refused.broken", count=len(broken)))
    for sentence in broken[:MOST_BREACHES]:
        output.note(f"- {sentence}")
    return output.document({"broken": broken}, Exit.OPEN)


def _added(
    living: LivingPlan, life: PlanLife, event: LifeEvent, output: Output
) -> Exit:
    stopping.keep()
    add_to_life(living.plan, event)
    whole = life.with_event(event)
    _say_in_report(living.plan, whole)
    return _told(whole, output)


def _say_in_report(plan: Path, life: PlanLife) -> None:
    """Have the report of a plan, where it has one, say where the plan stands now."""
    place = plan / REPORT
    if place.is_file():
        before = place.read_bytes()
        after = with_life(before, life)
        if after != before:
            keep_file(place, after, force=True)


def show_history(plan: Path, output: Output) -> Exit:
    """Print what happened to a plan, the earliest first.

    Raises
    ------
    BadInput
        It cannot be understood.
    """
    life = read_life(plan)
    output.show(_history_table(life, output))
    return _told(life, output)


def _told(life: PlanLife, output: Output) -> Exit:
    tell_state(life, output)
    return output.document(life_document(life), Exit.DONE)


def tell_state(life: PlanLife, output: Output) -> None:
    """Print which state a plan is in, and since when."""
    last = life.reached
    state = output.words(f"life.state.{life.state(now().date())}")
    if last is None:
        output.tell("life.unknown", state=state)
        return
    output.tell("life.now", state=state, by=last.by, day=last.day.isoformat())


def tell_told(told: ToldInputs, output: Output) -> None:
    """Print against what a plan is measured, if people were told something."""
    if told.event is not None and told.event.told_on is not None:
        days = {"day": told.event.told_on, "told": told.told_on}
        output.tell("life.measured", **days)


def life_document(life: PlanLife) -> dict[str, object]:
    """Return state and events of a plan, for a program."""
    return {
        "state": life.state(now().date()).value,
        "events": [e.model_dump(mode="json", exclude_none=True) for e in life.events],
    }


def _history_table(life: PlanLife, output: Output) -> Table:
    table = table_of("at", "step", "by", "about", "text", output=output)
    for event in life.events:
        said = event.text or ""
        if event.told_on is not None:
            said = output.words("life.told_on", day=event.told_on.isoformat())
        table.add_row(
            f"{event.at:%Y-%m-%d %H:%M} UTC",
            output.words(f"life.step.{event.step}"),
            visible(event.by),
            visible(event.about or ""),
            visible(said),
        )
    return table


def table_of(*columns: str, output: Output) -> Table:
    """Return a table with columns by the names that messages have for them."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    for column in columns:
        table.add_column(output.words(f"life.column.{column}"))
    return table
