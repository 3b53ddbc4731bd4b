"""Which language is spoken."""

import pytest

from api.language import accepted, spoken


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ([], "sv"),
        (["check", "x"], "sv"),
        (["check", "--lang", "en"], "en"),
        (["check", "--lang=en"], "en"),
        (["--lang", "en", "check", "--lang", "sv"], "sv"),
        (["check", "--lang", "de"], "sv"),
        (["check", "--lang"], "sv"),
        (["check", "en"], "sv"),
    ],
)
def test_the_last_known_language_of_a_command_line_is_spoken(
    words: list[str], language: str
) -> None:
    assert spoken(words) == language


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "sv"),
        ("*", "sv"),
        ("en", "en"),
        ("en-GB,en;q=0.9", "en"),
        ("de, en;q=0.5, sv;q=0.4", "en"),
        ("en;q=0.3, sv;q=0.8", "sv"),
        ("en;q=0", "sv"),
        ("en;q=x", "sv"),
        (";;,,;q=", "sv"),
    ],
)
def test_the_best_known_language_of_a_header_is_spoken(
    header: str, language: str
) -> None:
    assert accepted(header) == language
