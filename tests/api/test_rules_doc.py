"""The page about the rules says what the rules say."""

from pathlib import Path
from typing import ClassVar, Literal

import pytest
from pydantic import Field

from api.rules_doc import main, parameters, rules_document
from constraints import ALL_RULES, default_rules
from constraints.handbook.handbook import read_handbook
from scheduler.domain.plan_view import PlanView
from scheduler.messages import say
from scheduler.rules.rule import Rule, Source

DOCS = Path(__file__).parents[2] / "docs"


def test_the_pages_are_up_to_date(tmp_path: Path) -> None:
    main(str(tmp_path))
    for made in tmp_path.iterdir():
        written = (DOCS / made.name).read_text(encoding="utf-8")
        assert written == made.read_text(encoding="utf-8"), "run `make docs`"


def test_the_handbook_that_is_written_out_changes_nothing() -> None:
    assert read_handbook(DOCS / "rules.json") == default_rules()


def test_every_rule_has_a_section_with_its_source_and_reading() -> None:
    page = rules_document()
    for rule in ALL_RULES:
        assert f'<a id="{rule.id.lower()}"></a>{rule.id} ' in page
        assert rule.source.cite in page
        assert f"- Our reading: {say(f'rule.{rule.id}.reading', 'en')}" in page


class Base(Rule):
    """A made-up rule that another is built on."""

    source: ClassVar[Source] = Source(cite="none")
    hours: int = Field(default=5, ge=1, le=9)
    """Hours of the base, over
    two lines."""

    def check(self, book: PlanView) -> tuple[()]:  # noqa: ARG002
        """Find nothing."""
        return ()


class Made(Base):
    """A made-up rule."""

    id: ClassVar[str] = "X01"
    kind: Literal["made"] = "made"
    hard: Literal[True] = True
    mode: Literal["a", "b"] = Field(default="a", description="One ``of`` two | three.")
    share: float = Field(default=0.5, gt=0)
    sure: bool = False


class Choice(Base):
    """A made-up rule that may be soft."""

    id: ClassVar[str] = "X02"
    kind: Literal["choice"] = "choice"
    hard: bool = Field(default=True, description="Whether it is a limit.")
    price_kr: float = Field(default=40, ge=0, description="Each unit.")


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("hours", ("5", "≥ 1, ≤ 9", "Hours of the base, over two lines.")),
        ("mode", ("a", "a, b", "One `of` two \\| three.")),
        ("share", ("0.5", "> 0", "")),
        ("sure", ("false", "true, false", "")),
    ],
)
def test_a_parameter_is_shown_with_its_bounds_and_meaning(
    name: str, row: tuple[str, str, str]
) -> None:
    [found] = [p for p in parameters(Made) if p.name == name]
    assert found[1:] == row


def test_what_has_one_value_only_is_no_parameter() -> None:
    assert [p.name for p in parameters(Made)] == ["hours", "mode", "share", "sure"]
    assert [p.name for p in parameters(Choice)] == ["hard", "price_kr", "hours"]
