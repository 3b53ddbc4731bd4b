"""``docs/scenarios.md``: the presets in words, written from the presets themselves."""

import sys
from collections.abc import Iterator
from pathlib import Path

from data.scenario.presets.preset import Preset
from data.scenario.presets.preset_parameters import parameters_of_preset
from data.scenario.presets.registry import FAMILIES
from scheduler.messages import say

INTRODUCTION = """\
# What if

Written from the presets by `make docs`: do not edit.

A scenario is a dataset and a **patch** of it: what is otherwise. A **preset** makes
the patch of a question that is asked often, for whatever dataset it is given:
`weekends:1/3`. Values follow the name after a colon, in the order of the table or by
name (`outbreak:2,30`, `outbreak:share=30`); those left out take their defaults. A
preset that would change nothing is refused.

Who is drawn (who falls ill, whose post is empty) is decided by chance once for all:
the same preset always draws the same people of a dataset, and a greater share draws
those of a smaller one and more. Nobody is made ill or sent on leave on days with locked
work. Length, share and number of what is drawn are assumptions that you set, and no
forecast.
"""

PATCH_FILE = """\
## Over HTTP

`POST /v1/studies` plans a dataset and other worlds with the same seeds and compares
each with it, as `bemanna what-if` does: `{"dataset": …, "worlds": [{"preset":
"weekends:1/3"}, {"add_employee": "e003"}, {"patch": {…}}]}`. A patch is the same in
JSON as in TOML. `"frontiers": ["posts:-1,1,2"]` asks for curves, as `--frontier` does;
each value is a world, too. A preset's world is named in words, and has its id beside.

## A patch of your own

A TOML file. Its steps are taken in this order: `remove`, `change`, `add`. Each names a
file of [the dataset](files.md), and `where` its rows by column: a value, several, or a
comparison (`"<75"`; `"!="` is every cell that is filled). `client_id.route_id` asks the
row that is named. A step that hits no row is a fault; all faults are told at once.

```toml
name = "outer team"
why = "One more post, fewer service visits, quicker meals, a longer weekly rest."

[dataset]
agreement = "AB+later"

[agreements] # beside those of the dataset
later = '''
[[hours]]
since = 2025-04-01
friday_start = 19
source = "what if"
certainty = "stated"
'''

[[rules]] # as in rules.json; parameters that are not named stay
kind = "weekly_rest"
mode = "47_separate"

[[remove]] # with all that refers to them
file = "visits"
where = { kind = "service", priority = 3 }
share = 0.5 # always the same half

[[change]] # times, plus, set, with, without
file = "visits"
where = { kind = "meal", minutes = ">15" }
times = { minutes = 0.9 }

[[add]]
file = "employees"
like = "e001"
set = { employee_id = "new-1", name = "", degree_pct = 75 }
```
"""


ANSWERS = """\
## What comes out

    bemanna what-if mine --preset weekends:1/3 --preset staffing:+10 --out study
    bemanna what-if mine --frontier posts --out study
    bemanna what-if mine --as-of 2025-03-31 --agreement ours.toml --out study
    bemanna compare mine plan --beside theirs their-plan --out comparison.html
    bemanna board-report mine before after --outcomes outcomes.csv --out report.html

There are three ways to compare, and they say different things.

- **Same plan, other prices or rules**: `compare mine plan --as-of DATE` or
  `--agreement FILE`. Exact, nothing is planned.
- **A new plan for a changed world**: `what-if`. The base and every other world are
  planned with the same seeds and effort. For each seed each of
  the two has the better of both plans, by its own inputs and where a plan names only
  what is there, so that what the base costs depends a little on what it is beside (the
  worlds of a frontier share one base); each difference stands beside its 95 %
  interval and a verdict: *sure* (larger than the noise, outside the 99 % interval),
  *unclear* (cannot be told apart from chance), *alike* (exactly, in every pair).
  Seeds are added until the cost is known to within `--within` per cent, or to
  `--most-seeds`. The bound interval holds whatever the planner's luck.
- **Any two plans**, also of different datasets: `compare … --beside DIR PLAN`. Each
  is judged by its own inputs; what differs in those is told first. The differences
  are exact, and say nothing of whether the inputs or chance made them.

A study writes `comparison.html` (a page that needs no network and prints well),
`.xlsx` and `.json`: what differs in the inputs, every difference and its certainty,
the cost item by item, extra hours and overtime by week and unit, how many people each
client meets, demand against staffing, and what it all rests on: datasets, versions,
seeds and assumptions. Every finished run is kept in `study/runs`; a study that was
stopped or killed goes on where it was.

`--frontier` draws base staffing as curves: `posts` (so many more or fewer), `degrees`
(per cent of each), `staffing` (per cent of all) or `weekends`, or values of your own
(`posts:-1,1,2`). Cost, extra hours and overtime, open visits, continuity, the share
of hourly staff, and cost and points together above the proven bound; a table says of
each step whether it pays for itself.

Runs go to `--cores` processes of this machine, or to a dask cluster: `dask scheduler`
on one machine, `dask worker tcp://…:8786 --nworkers 2 --nthreads 1` on each, and
`--cluster tcp://…:8786`. All must have the same version of bemanna.

`board-report` answers what a committee asks of a new schedule: sick leave, extra
hours and overtime, how many people a client meets, and what the staff think, before
and after, on two pages. Outcomes come from [a CSV file](files.md#outcomescsv).
"""


def presets_document() -> str:
    """Return the whole page."""
    parts = [INTRODUCTION, "## Presets\n"]
    for family, presets in FAMILIES.items():
        parts.append(f"### {say(f'scenario.family.{family}', 'en')}\n")
        parts += [_section(preset) for preset in presets]
    return "\n".join([*parts, PATCH_FILE, ANSWERS])


def _section(preset: type[Preset]) -> str:
    key = f"scenario.{preset.name}.why"
    words = [f"**`{preset.name}`** — {say(key, 'en')}", f"*{say(key, 'sv')}*"]
    return "\n\n".join(words) + "\n" + "\n".join(_table(preset))


def _table(preset: type[Preset]) -> Iterator[str]:
    parameters = parameters_of_preset(preset)
    if parameters:
        yield "\n| parameter | default | allowed | meaning |\n|---|---|---|---|"
    for name, default, allowed, *_ in parameters:
        meaning = say(f"scenario.{preset.name}.{name}", "en")
        yield f"| `{name}` | {default} | {allowed} | {meaning} |"
    yield ""


def main(folder: str) -> None:
    """Write the page."""
    path = Path(folder) / "scenarios.md"
    path.write_text(presets_document(), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
