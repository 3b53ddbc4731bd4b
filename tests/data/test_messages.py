"""The words for faults: each is used, and each fault has words."""

import re
from pathlib import Path
from string import Formatter

import pytest

from scheduler.messages import catalogue

KEYS = sorted(key for key in catalogue() if key.startswith("input."))
ROOT = Path(__file__).parents[2]
TEXT = "\n".join(
    path.read_text()
    for place in ("data", "api", "scheduler/pay")
    for path in (ROOT / place).rglob("*.py")
)


def _facts(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("key", KEYS)
def test_both_languages_name_the_same_facts(key: str) -> None:
    texts = catalogue()[key]
    assert set(texts) == {"sv", "en"}
    assert _facts(texts["sv"]) == _facts(texts["en"])


@pytest.mark.parametrize("key", KEYS)
def test_every_message_is_used(key: str) -> None:
    code = key.removeprefix("input.")
    shapes = {"json_text", "json_number", "json_flag", "json_list", "at_key"}
    assert (
        f'"{code}"' in TEXT or code in shapes | {"at_column"} or f"input.{code}" in TEXT
    )


IMPORTED = sorted(
    key
    for key in catalogue()
    if key.startswith(("input.import_", "import.assumed."))
    and key != "input.import_nothing_red"  # which the command alone says
)


@pytest.mark.parametrize("key", IMPORTED)
def test_what_the_browser_says_of_exports_names_no_option_of_a_command(
    key: str,
) -> None:
    assert not [text for text in catalogue()[key].values() if "--" in text]


@pytest.mark.parametrize(
    "code",
    sorted(
        set(
            re.findall(
                r'(?:blame|(?<!setde)fault|(?<!State)(?<!PydanticKnown)Error)\(\s*"(\w+)"',
                TEXT,
            )
        )
    ),
)
def test_every_fault_has_words(code: str) -> None:
    assert f"input.{code}" in catalogue()
