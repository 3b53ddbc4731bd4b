"""Before a commit the same is checked as of one that is made."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent


def recipe(target: str) -> str:
    """Return a target of the Makefile with what it needs and does."""
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    found = re.search(rf"^{target}:.*\n(?:\t.*\n)+", text, re.MULTILINE)
    assert found
    return found.group()


def test_a_commit_is_checked_by_what_all_tests_begin_with() -> None:
    hooks = (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    assert re.findall(r"repo: (.*)", hooks) == ["local"]
    assert re.findall(r"entry: (.*)", hooks) == ["make check"]
    assert recipe("test").startswith("test: check\n")
    assert (ROOT / ".ci/run").read_text(encoding="utf-8").endswith("\nmake test\n")


def test_a_check_is_format_lint_and_types() -> None:
    tools = re.findall(r"\$\(BIN\)/(.*)", recipe("check"))
    assert tools == ["ruff format --check --quiet .", "ruff check --quiet .", "mypy"]
