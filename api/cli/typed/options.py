"""What several commands are told in the same way."""

from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from math import inf
from pathlib import Path
from typing import Any, TypeVar

import click

from api.cli.exits import Exit
from api.cli.help import SpokenCommand
from api.cli.output import Output
from scheduler.messages import LANGUAGES

MOST_WORKERS = 256
MOST_SEED = 2**31 - 1

Command = TypeVar("Command", bound=Callable[..., Any])
PATH = click.Path(path_type=Path)
in_folder = click.argument("folder", metavar="DIR", type=PATH, help="cli.help.folder")
of_plan = click.argument("plan", metavar="PLAN", type=PATH, help="cli.help.plan")
with_rules = click.option("--rules", metavar="FILE", type=PATH, help="cli.help.rules")
as_of_day = click.option(
    "--as-of",
    metavar="DATE",
    type=click.DateTime(["%Y-%m-%d"]),
    help="cli.help.as_of",
)
with_agreement = click.option(
    "--agreement", metavar="FILE", type=PATH, help="cli.help.agreement"
)
forced = click.option("--force", is_flag=True, help="cli.help.force")
forced_file = click.option("--force", is_flag=True, help="cli.help.compare_force")
forced_dataset = click.option("--force", is_flag=True, help="cli.help.sample_force")
by_whom = click.option("--by", metavar="WHO", required=True, help="cli.help.by")
by_maker = click.option("--by", metavar="WHO", help="cli.help.by_maker")
told_on_day = click.option(
    "--told",
    "told_on",
    metavar="DATE",
    type=click.DateTime(["%Y-%m-%d"]),
    help="cli.help.told_on",
)
_json = click.option("--json", "as_json", is_flag=True, help="cli.help.json")
in_language = click.option(
    "--lang",
    metavar="sv|en",
    type=click.Choice(LANGUAGES),
    default=LANGUAGES[0],
    help="cli.help.lang",
)


def under(command: Command) -> Command:
    """Let a command judge and price under other rules or another agreement."""
    return with_rules(as_of_day(with_agreement(command)))


def day_of(moment: datetime | None) -> date | None:
    """Return the day that was typed: click knows moments only."""
    return None if moment is None else moment.date()


def in_words(function: Command) -> Command:
    """Let a command be told as JSON, and in either language."""
    return _json(in_language(function))


def told(function: Callable[..., Exit]) -> Callable[..., Exit]:
    """Give a command the output that was asked for, which says that it works."""

    @wraps(function)
    def telling(*, as_json: bool, lang: str, **asked: object) -> Exit:
        output = Output(lang, as_json)
        with output.working():
            return function(**asked, output=output)

    return in_words(telling)


def told_from_the_start(function: Callable[..., Exit]) -> Callable[..., Exit]:
    """Give a command the output that was asked for, which says when it begins."""

    @wraps(function)
    def telling(*, as_json: bool, lang: str, **asked: object) -> Exit:
        output = Output(lang, as_json)
        with output.starting():
            return function(**asked, output=output)

    return in_words(telling)


def with_seed(
    help_key: str, default: int, metavar: str
) -> Callable[[Command], Command]:
    """Return the option for what a random choice begins with."""
    of = click.IntRange(0, MOST_SEED)
    return click.option(
        "--seed", metavar=metavar, type=of, default=default, help=help_key
    )


def several(
    name: str, to: str, metavar: str, help_key: str, of: click.Path | None = None
) -> Callable[[Command], Command]:
    """Return an option that may be given several times."""
    return click.option(
        name, to, metavar=metavar, type=of, multiple=True, help=help_key
    )


def count(name: str, default: int, help_key: str) -> Callable[[Command], Command]:
    """Return an option for a number of workers, seeds or cores."""
    of = click.IntRange(1, MOST_WORKERS)
    return click.option(name, metavar="N", type=of, default=default, help=help_key)


def percent(
    name: str, default: float, most: float, help_key: str
) -> Callable[[Command], Command]:
    """Return an option in percent."""
    of = click.FloatRange(0, most)
    return click.option(name, metavar="PCT", type=of, default=default, help=help_key)


def _limited(context: click.Context, param: click.Parameter, value: float) -> float:
    """Refuse seconds that are none, or have no end."""
    if not 0 < value < inf:
        raise click.BadParameter("seconds", context, param)
    return value


def long(seconds: float) -> Callable[[Command], Command]:
    """Let a command be told how long to plan: by the clock, or by effort."""
    by_clock = click.option(
        "--seconds",
        metavar="S",
        type=float,
        default=seconds,
        callback=_limited,
        help="cli.help.seconds",
    )
    by_effort = click.option(
        "--effort", metavar="N", type=click.IntRange(0), help="cli.help.effort"
    )
    return lambda command: by_clock(by_effort(command))


most_shown = click.option(
    "--most",
    metavar="N",
    type=click.IntRange(1, 1000),
    default=20,
    help="cli.help.most",
)


def command(
    help_key: str, name: str | None = None
) -> Callable[[Callable[..., Exit]], SpokenCommand]:
    """Return what makes a function a command, by its name unless told another."""
    return click.command(name, cls=SpokenCommand, help=help_key)
