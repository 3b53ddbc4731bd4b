"""Commands for a plan that is worked: who instead, who is ill, what is declined."""

from collections.abc import Sequence
from pathlib import Path

import click

from api.cli.exits import Exit
from api.cli.output import Output
from api.cli.typed.options import (
    PATH,
    by_maker,
    command,
    forced,
    forced_file,
    in_folder,
    most_shown,
    of_plan,
    several,
    told,
    with_rules,
)


@command("cli.help.candidates")
@in_folder
@of_plan
@click.option("--shift", metavar="ID@DATE", help="cli.help.candidates_shift")
@click.option("--visit", metavar="ID", help="cli.help.candidates_visit")
@most_shown
@with_rules
@told
def candidates(  # noqa: PLR0913 - a parameter for each option
    folder: Path,
    plan: Path,
    shift: str | None,
    visit: str | None,
    most: int,
    rules: Path | None,
    output: Output,
) -> Exit:
    """Tell who could take a shift or a visit instead."""
    from api.cli.commands.running.candidates import (
        CandidateQuestion,
        show_candidates,
    )

    wanted = CandidateQuestion(folder, plan, shift, visit, rules, most)
    return show_candidates(wanted, output)


@command("cli.help.why")
@in_folder
@click.argument(
    "plan", metavar="[PLAN]", type=PATH, required=False, help="cli.help.why_plan"
)
@click.option("--visit", metavar="ID", help="cli.help.why_visit")
@with_rules
@click.option("--out", metavar="FILE", type=PATH, help="cli.help.why_out")
@forced_file
@told
def why(  # noqa: PLR0913 - a parameter for each option
    folder: Path,
    plan: Path | None,
    visit: str | None,
    rules: Path | None,
    out: Path | None,
    force: bool,
    output: Output,
) -> Exit:
    """Tell what does not go together, and what would mend it."""
    from api.cli.commands.running.why import WhyQuestion, show_why

    return show_why(WhyQuestion(folder, plan, visit, rules, out, force), output)


@command("cli.help.sick")
@in_folder
@of_plan
@click.argument(
    "who", metavar="ID...", nargs=-1, required=True, help="cli.help.sick_who"
)
@click.option(
    "--from", "start", metavar="TIME", required=True, help="cli.help.sick_from"
)
@click.option("--to", "end", metavar="TIME", help="cli.help.sick_to")
@several("--with", "among", "ID", "cli.help.sick_with")
@click.option("--apply", "applies", is_flag=True, help="cli.help.sick_apply")
@click.option("--out", metavar="PLAN", type=PATH, help="cli.help.sick_out")
@click.option("--data", metavar="DIR", type=PATH, help="cli.help.sick_data")
@most_shown
@with_rules
@by_maker
@forced
@told
def sick(  # noqa: PLR0913 - a parameter for each option
    folder: Path,
    plan: Path,
    who: Sequence[str],
    start: str,
    end: str | None,
    among: Sequence[str],
    applies: bool,
    out: Path | None,
    data: Path | None,
    most: int,
    rules: Path | None,
    by: str | None,
    force: bool,
    output: Output,
) -> Exit:
    """Tell who can take the shifts of somebody ill, or change the plan."""
    from api.cli.commands.plan_target import PlanTarget
    from api.cli.commands.running.sick import (
        ChangedPlace,
        SickOrder,
        somebody_is_sick,
    )
    from api.replanning.asked import SickAsked

    place = None
    if applies:
        if out is None or data is None:
            return output.refused(output.words("cli.sick.needs_places"))
        place = ChangedPlace(PlanTarget(out, force, by), data)
    asked = SickAsked(who[0], start, end, who[1:])
    order = SickOrder(folder, plan, asked, rules, most, among, place)
    return somebody_is_sick(order, output)


@command("cli.help.times")
@in_folder
@of_plan
@click.option("--visit", metavar="ID", help="cli.help.times_visit")
@click.option("--client", metavar="ID", help="cli.help.times_client")
@click.option("--date", "day", metavar="DATE", help="cli.help.times_date")
@click.option(
    "--minutes",
    metavar="N",
    type=click.IntRange(1, 1440),
    help="cli.help.times_minutes",
)
@click.option(
    "--staff", metavar="N", type=click.IntRange(1, 2), help="cli.help.times_staff"
)
@several("--skill", "skills", "NAME", "cli.help.times_skill")
@click.option("--unit", metavar="ID", help="cli.help.times_unit")
@click.option(
    "--place", metavar="LAT LON", type=(float, float), help="cli.help.times_place"
)
@click.option("--between", metavar="FROM-TO", help="cli.help.times_between")
@most_shown
@with_rules
@told
def times(  # noqa: PLR0913 - a parameter for each option
    folder: Path,
    plan: Path,
    visit: str | None,
    client: str | None,
    day: str | None,
    minutes: int | None,
    staff: int | None,
    skills: Sequence[str],
    unit: str | None,
    place: tuple[float, float] | None,
    between: str | None,
    most: int,
    rules: Path | None,
    output: Output,
) -> Exit:
    """Tell when there is room for a new or changed visit."""
    from api.cli.commands.running.visit_needs import TimesQuestion, show_times
    from api.replanning.asked import TimesAsked

    lat, lon = place or (None, None)
    asked = TimesAsked(
        visit, client, day, minutes, staff, skills, unit, lat, lon, between
    )
    return show_times(TimesQuestion(folder, plan, asked, rules, most), output)


@command("cli.help.declined")
@in_folder
@of_plan
@click.argument("visit", metavar="VISIT", help="cli.help.declined_visit")
@with_rules
@told
def declined(
    folder: Path,
    plan: Path,
    visit: str,
    rules: Path | None,
    output: Output,
) -> Exit:
    """Tell what a declined visit gives back."""
    from api.cli.commands.running.visit_needs import show_freed

    return show_freed(folder, plan, visit, rules, output)
