"""``life.jsonl``: only added to, and whole whatever happens."""

from pathlib import Path

from data.life.life_file import FILE, add_to_life, read_life
from data.life.plan_life import made
from tests.api.village import good_plan

FIRST, SECOND = made(good_plan(), "Eva"), made(good_plan(), "Åsa")


def test_what_is_added_comes_after_what_is_there(tmp_path: Path) -> None:
    add_to_life(tmp_path, FIRST)
    before = (tmp_path / FILE).read_bytes()
    add_to_life(tmp_path, SECOND)
    assert (tmp_path / FILE).read_bytes().startswith(before)
    assert read_life(tmp_path).events == (FIRST, SECOND)


def test_half_a_last_line_is_passed_over_and_forgotten(tmp_path: Path) -> None:
    add_to_life(tmp_path, FIRST)
    with (tmp_path / FILE).open("ab") as file:
        file.write(b'{"step":"prop')
    assert read_life(tmp_path).events == (FIRST,)
    add_to_life(tmp_path, SECOND)
    assert read_life(tmp_path).events == (FIRST, SECOND)


def test_a_folder_without_the_file_has_no_known_life(tmp_path: Path) -> None:
    assert read_life(tmp_path).events == ()
    assert read_life(tmp_path / "none").events == ()
