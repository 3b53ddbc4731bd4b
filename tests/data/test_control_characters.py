"""What a terminal would obey is shown or escaped."""

import json

import pytest

from data.control_characters import escaped_json, visible


@pytest.mark.parametrize(
    "letter", ["\x00", "\x1b", "\r", "\x7f", "\x9b", "\u202e", "\u2066"]
)
def test_what_a_terminal_obeys_is_made_visible(letter: str) -> None:
    assert visible(f"Åsa{letter}[2J") == "Åsa\ufffd[2J"


def test_words_on_lines_stay_as_they_are() -> None:
    assert visible("Åsa\tÖ\n“é”  – 1\u202f000") == "Åsa\tÖ\n“é”  – 1\u202f000"


def test_escaped_json_reads_back_the_same() -> None:
    text = json.dumps({"name": "\x7f\x9bå\u202e"}, ensure_ascii=False)
    assert escaped_json(text) == r'{"name": "\u007f\u009bå\u202e"}'
    assert json.loads(escaped_json(text)) == {"name": "\x7f\x9bå\u202e"}
