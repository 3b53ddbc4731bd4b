"""The terminal and the service compare alike."""

from pathlib import Path
from typing import Any, NamedTuple

import pytest

from api.inputs import read_rules_document
from constraints import default_rules
from data.reading.dataset import read_dataset
from scheduler.domain.plan import Plan
from tests.api.answers import order, ordered, post_dataset
from tests.api.cli.commands import Shell
from tests.api.conftest import Opener
from tests.api.fakes import FakePlanner
from tests.api.village import (
    amy,
    dataset_folder,
    good_plan,
    lazy_plan,
    plan_folder,
    result_of,
)
from tests.data.plan_build import write_plan

RULES = [{"kind": "visits_done", "price_kr": 7}]
AGREEMENT = """[[on_cost]]
since = 2026-01-01
pct = 50
source = "a test"
certainty = "stated"
"""


class Made(NamedTuple):
    """A plan, and rules that it was made under instead of the dataset's."""

    plan: Plan
    rules: list[dict[str, object]] | None = None


GOOD, LAZY = Made(good_plan()), Made(lazy_plan())
BY_OTHER_RULES = Made(lazy_plan(), RULES)


def in_terminal(
    shell: Shell, dataset: Path, folder: Path, made: tuple[Made, ...], *words: object
) -> Any:
    """Return what the command says of the plans, in folders named by their place."""
    read = read_dataset(dataset)
    plans = []
    for each in made:
        path = folder / str(made.index(each))
        if not path.exists():
            rules = read_rules_document(each.rules) if each.rules else default_rules()
            write_plan(path, read, result_of(read, each.plan), rules)
        plans.append(path)
    document = shell("compare", dataset, *plans, "--json", *words).document
    assert document.pop("exit_code") == 0
    return document


def by_service(serve: Opener, made: tuple[Made, ...], **more: str) -> Any:
    """Return what the service says of the plans, and their ids."""
    planner = FakePlanner()
    api = serve(planner)
    ids: list[str] = []
    for number, each in enumerate(made):
        if (first := made.index(each)) < number:
            ids.append(ids[first])
            continue
        planner.plan = each.plan
        given: dict[str, Any] = {"rules": each.rules} if each.rules else {}
        ids.append(ordered(api, **given))
    answer = api.post("/v1/comparisons", json={"schedules": ids, **more})
    assert answer.status_code == 200, answer.text
    return answer.json()


def by_place(document: Any) -> Any:
    """Return a comparison whose plans go by the first place they stand at."""
    names = document["plans"]
    bare = [name.partition(" (")[0] for name in names]
    places = {
        name: name.replace(first, str(bare.index(first)), 1)
        for name, first in zip(names, bare, strict=True)
    }
    others = [places[name] for name in document["other_rules"]]
    return document | {"plans": list(places.values()), "other_rules": others}


@pytest.mark.usefixtures("plain_weeks")
@pytest.mark.parametrize(
    ("made", "plans", "other_rules", "open_visits"),
    [
        pytest.param((GOOD, GOOD), ["0", "0 (2)"], [], [0, 0], id="same"),
        pytest.param((GOOD, LAZY), ["0", "1"], [], [0, 1], id="two"),
        pytest.param(
            (LAZY, BY_OTHER_RULES), ["0", "1"], ["1"], [1, 1], id="other rules"
        ),
        pytest.param(
            (BY_OTHER_RULES, GOOD), ["0", "1"], ["0"], [1, 0], id="the first's"
        ),
    ],
)
def test_terminal_and_service_say_the_same(  # noqa: PLR0913
    shell: Shell,
    serve: Opener,
    dataset: Path,
    tmp_path: Path,
    made: tuple[Made, ...],
    plans: list[str],
    other_rules: list[str],
    open_visits: list[int],
) -> None:
    told = by_place(in_terminal(shell, dataset, tmp_path, made))
    assert by_place(by_service(serve, made)) == told
    assert (told["plans"], told["other_rules"]) == (plans, other_rules)
    [row] = [r for r in told["rows"] if r["key"] == "must_open"]
    assert row["values"] == open_visits


@pytest.mark.usefixtures("plain_weeks")
def test_terminal_and_service_price_alike_under_another_agreement(
    shell: Shell, serve: Opener, dataset: Path, tmp_path: Path
) -> None:
    file = tmp_path / "order.toml"
    file.write_text(AGREEMENT)
    told = in_terminal(shell, dataset, tmp_path, (GOOD,), "--agreement", file)
    assert by_place(by_service(serve, (GOOD,), agreement=AGREEMENT)) == by_place(told)
    assert by_place(told)["plans"] == ["0", "0 (AB+order)"]
    assert any(row["differences"][1] for row in told["rows"])


@pytest.mark.usefixtures("plain_weeks")
def test_terminal_and_service_say_the_same_of_unlike_datasets(
    shell: Shell, serve: Opener, dataset: Path, tmp_path: Path
) -> None:
    dear = {"employees": (amy(monthly_pay=40_000_00),)}
    town = dataset_folder(tmp_path / "town", **dear)
    here = plan_folder(tmp_path / "here", dataset)
    there = plan_folder(tmp_path / "there", town)
    told = shell("compare", dataset, here, "--beside", town, there, "--json").document
    api = serve(FakePlanner())
    ids = [ordered(api), order(api, post_dataset(api, **dear)).json()["id"]]
    answer = api.post("/v1/comparisons", json={"schedules": ids}).json()
    parts = ("inputs", "rows", "other_rules")
    assert [answer[part] for part in parts] == [told[part] for part in parts]
    assert told["inputs"][1]["files"] != []
