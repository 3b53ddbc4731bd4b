"""TOML is read, or refused before it takes minutes and gigabytes."""

import pytest

from scheduler.domain.plain_toml import MOST_DOTS, plain_toml


def test_what_people_write_is_read() -> None:
    assert plain_toml('a.b = 1.5\nc = "x"') == {"a": {"b": 1.5}, "c": "x"}


@pytest.mark.parametrize(
    "text",
    [
        "a" + ".a" * 100_000 + " = 1",
        "[a" + ".a" * (MOST_DOTS + 1) + "]",
        "a = " + "[" * 5_000,
        "a = " + "9" * 5_000,
        "a = ",
    ],
    ids=["endless name", "endless heading", "nested", "digits", "nothing"],
)
def test_what_is_none_or_has_no_end_is_refused_at_once(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - each says it otherwise
        plain_toml(text)


def test_a_name_of_many_parts_has_an_end() -> None:
    name = "a" + ".a" * MOST_DOTS
    assert list(plain_toml(f"{name} = 1")) == ["a"]
