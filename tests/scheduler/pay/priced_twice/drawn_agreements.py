"""A municipality's own rows, drawn, written as TOML, and laid over AB a second way."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from random import Random
from typing import Any

from tests.scheduler.pay.priced_twice.minute_pricer import AB, DAY, Terms

OwnRows = Sequence[tuple[str, Mapping[str, Any]]]
"""Rows with their kind; those with a day begin on it."""


def drawn_rows(random: Random, first: date) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Draw some rows near a plan's days, each with a part of what its kind says."""
    made = _dated(random)
    for kind in random.sample([*made], random.randrange(5)):
        yield kind, {"since": first + DAY * random.randrange(-3, 28), **made[kind]}
    if random.random() < 0.5:
        limits = _some(random, "jour_minutes beredskap_minutes", (100, 900), 0)
        yield "on_call", {"since": first - DAY * 10, **limits}
    if random.random() < 0.5:
        year = date(first.year + random.randrange(2), 1, 1)
        yield "on_cost", {"since": year, "pct": round(random.uniform(10, 60), 2)}
    if random.random() < 0.3:
        names = "pay_pct full_days late_pct karens_pct relapse_days"
        yield "sick", _some(random, names, (1, 9), 0)
    if random.random() < 0.4:
        more = _some(random, "holiday_pay_pct hour_divisor", (11, 180), 0)
        said = ("holiday_pay_on_ob", "autumn_hour_is_overtime")
        flags = {name: random.random() < 0.5 for name in said}
        yield "reckoning", {**flags, **more}


def _dated(random: Random) -> Mapping[str, Mapping[str, Any]]:
    names = "jour_pct jour_more_pct beredskap_pct beredskap_more_pct"
    minutes = "jour_minutes beredskap_minutes easter_pct"
    above = "simple_pct qualified_pct"
    return {
        "hours": {"friday_start": random.choice((16, 18, 19, 20))},
        "ob": _some(random, "a a_night b b_night c d", (20, 200)),
        "overtime": _some(random, f"{above} near_minutes", (100, 300), 0),
        "extra": {"fyllnad_pct": random.randrange(100, 150), "fyllnad_minutes": 450},
        "on_call": {
            **_some(random, names, (5, 99)),
            **_some(random, minutes, (100, 900), 0),
        },
        "displaced": {
            **_some(random, "workday_pct free_day_pct", (10, 90)),
            **_some(random, "notice_days", (2, 14), 0),
        },
        "comp_time": _some(random, above, (100, 250), 0),
        "vacation": _some(random, "day_pct", (0.3, 0.9), 3),
    }


def _some(
    random: Random, names: str, between: tuple[float, float], decimals: int = 2
) -> Mapping[str, Any]:
    """Draw some of the figures; whole numbers where there are no decimals."""
    words = names.split()
    chosen = random.sample(words, random.randint(1, len(words)))
    drawn = {name: round(random.uniform(*between), decimals) for name in chosen}
    return drawn if decimals else {name: int(value) for name, value in drawn.items()}


def text_of(rows: OwnRows) -> str:
    """Write rows as TOML."""
    lines = []
    for kind, row in rows:
        lines.append(f"[[{kind}]]" if "since" in row else f"[{kind}]")
        lines += [f"{name} = {str(value).lower()}" for name, value in row.items()]
        lines += ['source = "a test"', 'certainty = "stated"']
    return "\n".join(lines)


def laid_over(rows: OwnRows, as_of: date | None) -> Terms:
    """Return AB with rows laid over it, as of one day if there is one.

    Later rows take over from earlier ones, in whatever order they stand.
    """
    found = dict(AB.rows)
    for kind, row in sorted(rows, key=lambda each: str(each[1].get("since"))):
        if "since" in row:
            before = Terms(found).held(kind, row["since"])
            others = [r for r in found[kind] if r["since"] != row["since"]]
            found[kind] = [*others, {**before, **row}]
        else:
            found[kind] = {**found[kind], **row}
    return Terms(found, as_of)
