"""Personal numbers become pseudonyms that only the key can make again."""

from pathlib import Path

import pytest

from data.faults import BadInput
from data.importing.pseudonyms import Pseudonyms, read_key

KEY = b"sixteen letters!"
SPELLINGS = (
    "191212121212",
    "19121212-1212",
    "1212121212",
    "121212-1212",
    "121212+1212",
)


def test_one_person_has_one_pseudonym_however_the_number_is_written() -> None:
    made = {Pseudonyms(KEY).of(text) for text in SPELLINGS}
    assert len(made) == 1
    assert None not in made


def test_another_key_gives_another_pseudonym() -> None:
    other = Pseudonyms(b"seventeen letters")
    assert other.of("121212-1212") != Pseudonyms(KEY).of("121212-1212")


def test_a_coordination_number_is_a_personal_number() -> None:
    assert Pseudonyms(KEY).of("701063-2391") is not None


@pytest.mark.parametrize("text", ["121212-1213", "121312-1212", "c012", ""])
def test_what_is_no_personal_number_has_no_pseudonym(text: str) -> None:
    assert Pseudonyms(KEY).of(text) is None


def test_without_a_key_there_is_no_pseudonym() -> None:
    assert read_key(None).of("121212-1212") is None


def test_a_key_of_sixteen_letters_is_long_enough(tmp_path: Path) -> None:
    path = tmp_path / "key"
    path.write_bytes(KEY + b"\n")
    assert read_key(path) == Pseudonyms(KEY)
    path.write_bytes(KEY[1:] + b"\n")
    with pytest.raises(BadInput) as refused:
        read_key(path)
    assert [fault.code for fault in refused.value.faults] == ["import_short_key"]


def test_a_key_is_not_shown() -> None:
    assert "sixteen" not in repr(Pseudonyms(KEY))
