"""The documents name what there is, and point at what exists."""

import re
from pathlib import Path

import pytest

from api.cli.command_line import app
from api.cli.exits import Exit
from constraints import ALL_RULES
from data.board.outcomes import OUTCOMES
from data.columns import Sheet
from data.reading.dataset import SHEETS
from data.reading.plans import SHEETS as PLAN_SHEETS
from data.sample import SAMPLES
from data.tables.plan_frames import FORMS
from scheduler.explain.reasons import REASONS
from scheduler.pay.items import Item

ROOT = Path(__file__).parent.parent
PAGES = sorted(
    [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), ROOT / "benchmarks" / "README.md"]
)
LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)[^)]*\)")


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def coded(text: str) -> set[str]:
    """Return everything that a page writes as code, lists of it taken apart."""
    return {
        word for found in re.findall(r"`([^`\n]+)`", text) for word in found.split()
    }


@pytest.mark.parametrize("file", PAGES, ids=lambda file: str(file.relative_to(ROOT)))
def test_links_point_at_files_that_exist(file: Path) -> None:
    links = LINK.findall(file.read_text(encoding="utf-8"))
    inside = [link for link in links if "://" not in link]
    assert [link for link in inside if not (file.parent / link).exists()] == []


def test_every_module_that_a_page_names_exists() -> None:
    assert unknown_modules(page("docs/how_a_plan_is_made.md")) == []


def test_a_module_that_is_gone_is_found() -> None:
    named = "`tests/gone.py`, `tests/build.py`, `scheduler/gone` and `scheduler/tours`"
    assert unknown_modules(named) == ["scheduler/gone", "tests/gone.py"]


def unknown_modules(text: str) -> list[str]:
    """Return the modules and folders that a text writes as code and nobody has."""
    paths = {word.rstrip(",;") for word in coded(text)}
    return sorted(p for p in paths if "/" in p and not (ROOT / p).exists())


def test_how_a_plan_is_made_names_every_module_of_planning() -> None:
    named = coded(page("docs/how_a_plan_is_made.md"))
    modules = {
        str(file.relative_to(ROOT))
        for file in (ROOT / "scheduler" / "planning").rglob("*.py")
        if file.name != "__init__.py"
    }
    assert modules - named == set()


def test_how_a_plan_is_made_cites_what_it_lists() -> None:
    text, listed = page("docs/how_a_plan_is_made.md").split("## Literature")
    cited = {
        n for found in re.findall(r"\[([\d, ]+)\]", text) for n in found.split(", ")
    }
    assert cited == set(re.findall(r"^(\d+)\. ", listed, re.MULTILINE))


@pytest.mark.parametrize(
    "sheet", [*SHEETS, *PLAN_SHEETS, OUTCOMES], ids=lambda s: s.file
)
def test_every_column_of_every_file_is_explained(sheet: Sheet) -> None:
    text = page("docs/files.md")
    assert f"**{sheet.file}**" in text
    assert set(sheet.names) - coded(text) == set()


@pytest.mark.parametrize(
    "words", [*map(tuple, FORMS.values()), tuple(Item), REASONS], ids=len
)
def test_every_code_that_a_plan_uses_is_explained(words: tuple[str, ...]) -> None:
    assert {str(word) for word in words} - coded(page("docs/files.md")) == set()


def test_every_exit_code_is_in_the_readme() -> None:
    rows = re.findall(r"^\| (\d+) \|", page("README.md"), re.MULTILINE)
    assert [int(code) for code in rows] == [int(code) for code in Exit]


def test_every_command_is_in_the_readme() -> None:
    text = page("README.md")
    assert [name for name in app.commands if f"bemanna {name}" not in text] == []


def test_every_sample_is_named_for_planners() -> None:
    assert [name for name in SAMPLES if f"`{name}`" not in page("CHANGELOG.md")] == []


def test_every_rule_has_its_page_and_handbook() -> None:
    text, handbook = page("docs/rules.md"), page("docs/rules.json")
    kinds = [rule.model_fields["kind"].default for rule in ALL_RULES]
    assert [kind for kind in kinds if f"`{kind}`" not in text] == []
    assert [kind for kind in kinds if f'"{kind}"' not in handbook] == []


def test_every_rule_of_the_handbook_is_judged() -> None:
    assert {f"R{n:02}" for n in range(1, 41)} <= {rule.id for rule in ALL_RULES}


def test_every_decision_is_listed_and_has_its_parts() -> None:
    listed = page("docs/adr/README.md")
    for file in ROOT.glob("docs/adr/0*.md"):
        text = file.read_text(encoding="utf-8")
        assert file.name in listed
        assert re.search(
            r"^Status: \w+ · Area: [\w ]+ · Date: \d{4}-\d\d-\d\d$", text, re.M
        )
        parts = re.findall(r"^## (\w+)$", text, re.MULTILINE)
        assert parts == ["Context", "Decision", "Consequences", "Alternatives"]
