"""Durations that were learnt, as a patch that what-if can try."""

from pathlib import Path

from data.follow_up.learnt_patch import learnt_patch, patch_toml
from data.scenario.patch_reading import read_patch
from scheduler.domain.values import VisitKind
from scheduler.follow_up.learnt_minutes import LearntMinutes


def row(proposed: int | None = 40, need: str | None = "n1") -> LearntMinutes:
    return LearntMinutes(
        need=need,
        client='c"1',
        kind=VisitKind.CARE,
        granted=30,
        count=20,
        low=38,
        median=40,
        high=43,
        least=39,
        most=42,
        proposed=proposed,
    )


def test_a_need_gets_its_minutes_and_a_single_visit_those_of_its_like(
    tmp_path: Path,
) -> None:
    patch = learnt_patch([row(), row(need=None), row(proposed=None)], "Å", "sv")
    assert [(c.file, dict(c.where), dict(c.set)) for c in patch.change] == [
        ("needs", {"need_id": ("n1",)}, {"minutes": 40}),
        (
            "visits",
            {"client_id": ('c"1',), "kind": ("care",), "minutes": (30,)},
            {"minutes": 40},
        ),
    ]
    path = tmp_path / "learnt.toml"
    path.write_text(patch_toml(patch), encoding="utf-8")
    assert read_patch(path)[0] == patch


def test_where_nothing_is_proposed_the_patch_changes_nothing() -> None:
    assert learnt_patch([row(proposed=None)], "x", "en").is_empty
