"""``bemanna import``: exports in, a dataset that ``check`` accepts out."""

from pathlib import Path

import pytest

from api.cli.exits import Exit
from data.importing.mapping_file import read_mapping
from data.reading.dataset import read_dataset
from tests.api.cli.commands import Shell
from tests.data.importing.made_up_exports import all_three
from tests.data.importing.small_files import HOURS, REGISTER, VISITS


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    texts = {"staff.csv": REGISTER, "visits.csv": VISITS, "hours.csv": HOURS}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return [str(tmp_path / name) for name in texts]


def with_a_red_row(files: list[str]) -> None:
    Path(files[1]).write_text(VISITS.replace("2026-11-09", "igår"), encoding="utf-8")


def test_three_exports_become_a_dataset_that_is_accepted(
    shell: Shell, tmp_path: Path
) -> None:
    exports = [str(export.write(tmp_path)) for export in all_three()]
    mine = str(tmp_path / "mine")
    assert shell("import", *exports, "--to", mine).code == Exit.DONE
    assert (tmp_path / "mine" / "mapping.toml").is_file()
    assert shell("check", mine).code == Exit.DONE


def test_it_tells_how_the_files_were_read(
    shell: Shell, files: list[str], tmp_path: Path
) -> None:
    said = shell("import", *files, "--to", str(tmp_path / "mine")).out
    assert "staff.csv: personalregister, rubriker på rad 1" in said
    assert "Rader: 2 gröna, 0 gula, 0 röda" in said
    assert "Månadslön för heltid: 29000 kr, för 2 medarbetare." in said
    assert "Eva" not in said


def test_nothing_is_written_while_something_is_red(
    shell: Shell, files: list[str], tmp_path: Path
) -> None:
    with_a_red_row(files)
    mine = tmp_path / "mine"
    ended = shell("import", *files, "--to", str(mine))
    assert ended.code == Exit.BAD_INPUT
    assert "visits.csv, rad 3, kolumn Datum: igår är inget datum" in ended.out
    assert not mine.exists()


def test_red_rows_are_left_out_when_that_is_asked(
    shell: Shell, files: list[str], tmp_path: Path
) -> None:
    with_a_red_row(files)
    mine = tmp_path / "mine"
    ended = shell("import", *files, "--to", str(mine), "--write-red-rows")
    assert ended.code == Exit.DONE
    assert read_dataset(mine).needs == ()


def test_a_guess_is_written_where_it_can_be_corrected_although_something_is_red(
    shell: Shell, files: list[str], tmp_path: Path
) -> None:
    with_a_red_row(files)
    mapping = tmp_path / "ours.toml"
    words = ("import", *files, "--to", str(tmp_path / "mine"), "--mapping")
    assert shell(*words, str(mapping)).code == Exit.BAD_INPUT
    was = mapping.read_bytes()
    assert len(read_mapping(was).sources) == 3
    shell(*words, str(mapping))
    assert mapping.read_bytes() == was


def test_next_month_is_read_as_the_folder_says(
    shell: Shell, files: list[str], tmp_path: Path
) -> None:
    mine = tmp_path / "mine"
    shell("import", *files, "--to", str(mine))
    path = mine / "mapping.toml"
    text = path.read_text(encoding="utf-8")
    changed = text.replace("window_minutes = 30", "window_minutes = 5")
    path.write_text(changed, encoding="utf-8")
    ended = shell("import", *files, "--to", str(mine), "--force")
    assert ended.code == Exit.DONE
    assert "(som förra gången)" in ended.out
    [need] = read_dataset(mine).needs
    assert need.closes - need.opens == 10


def test_a_dataset_is_not_replaced_unasked(
    shell: Shell, files: list[str], tmp_path: Path
) -> None:
    words = ("import", *files, "--to", str(tmp_path / "mine"))
    assert shell(*words).code == Exit.DONE
    assert shell(*words).code == Exit.BAD_INPUT


def test_it_tells_a_program_the_same(
    shell: Shell, files: list[str], tmp_path: Path
) -> None:
    mine = tmp_path / "mine"
    ended = shell(
        "import",
        *files,
        "--to",
        str(mine),
        "--json",
        "--start",
        "2026-12-07",
        "--days",
        "14",
    )
    told = ended.document
    assert [file["kind"] for file in told["files"]] == ["employees", "visits", "worked"]
    assert told["written"]["dataset"] == str(mine)
    problem = read_dataset(mine)
    assert (problem.start.isoformat(), problem.days) == ("2026-12-07", 14)


def test_the_rules_of_the_base_come_along(
    shell: Shell, files: list[str], dataset: Path, tmp_path: Path
) -> None:
    (dataset / "rules.json").write_text('{"rules": []}', encoding="utf-8")
    mine = tmp_path / "mine"
    ended = shell("import", *files, "--to", str(mine), "--base", str(dataset))
    assert ended.code == Exit.DONE
    assert (mine / "rules.json").read_text(encoding="utf-8") == '{"rules": []}'


def test_a_key_makes_pseudonyms_and_is_not_told(
    shell: Shell, files: list[str], tmp_path: Path
) -> None:
    Path(files[1]).write_text(VISITS.replace("k1", "191212121212"), encoding="utf-8")
    key = tmp_path / "key"
    key.write_text("sixteen letters!", encoding="utf-8")
    mine = tmp_path / "mine"
    words = ("import", *files, "--to", str(mine))
    ended = shell(*words)
    assert ended.code == Exit.BAD_INPUT
    assert "1212121212" not in ended.out + ended.err
    ended = shell(*words, "--pseudonym-key-file", str(key))
    assert ended.code == Exit.DONE
    assert "sixteen" not in ended.out + ended.err
    [client] = read_dataset(mine).clients
    assert client.id.startswith("p")
