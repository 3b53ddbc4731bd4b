"""What people were told gets a number of its own, and appears whole or not at all."""

from pathlib import Path
from typing import Any

import pytest

from data.life import publications
from data.life.plan_life import PlanLife
from data.life.publications import keep_publication
from data.life.publications import publications as all_of
from data.reading.dataset import read_dataset
from tests.data.life.told import TOLD
from tests.data.reading.build import Files


def publish(dataset: Path) -> int | None:
    life = PlanLife(events=(TOLD,))
    return keep_publication(dataset, {"shifts.csv": b""}, life).event.number


def test_the_number_follows_the_highest_also_where_one_was_taken_away(
    tmp_path: Path,
) -> None:
    assert (publish(tmp_path), publish(tmp_path)) == (1, 2)
    (tmp_path / "published-1").rename(tmp_path / "elsewhere")
    assert publish(tmp_path) == 3
    assert [each.event.number for each in all_of(tmp_path)] == [2, 3]


def test_whatever_has_such_a_name_keeps_it(tmp_path: Path) -> None:
    (tmp_path / "published-4").write_text("a letter")
    assert publish(tmp_path) == 5
    assert (tmp_path / "published-4").read_text() == "a letter"


def test_a_kill_before_it_is_whole_leaves_a_dataset_that_can_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dataset = Files().write(tmp_path / "mine")
    whole = read_dataset(dataset)

    def killed(folder: Path, *_: Any) -> None:
        assert not folder.exists()
        assert read_dataset(dataset) == whole
        raise KeyboardInterrupt

    monkeypatch.setattr(publications, "write_folder", killed)
    with pytest.raises(KeyboardInterrupt):
        publish(dataset)
    assert not list(dataset.glob("*published*"))
