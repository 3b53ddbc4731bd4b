"""Drafts on disk: many planners at once, and no change is lost."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine

from api.store.schedule_drafts import DraftChangedError, Drafts
from api.store.schema import DraftEdit, ScheduleDraft


@pytest.fixture
def drafts(engine: Engine) -> Drafts:
    return Drafts(engine)


def begun(drafts: Drafts) -> str:
    return drafts.add(ScheduleDraft(schedule_id="s", name="n", author="kim")).id


def edit(draft: str, *places: str) -> DraftEdit:
    text = "\n".join(places)
    return DraftEdit(draft_id=draft, edit=text, places=text, author="kim")


def test_changes_of_many_at_once_are_numbered_without_gaps(drafts: Drafts) -> None:
    id_ = begun(drafts)

    def change(number: int) -> None:
        place = f"p{number}"
        drafts.append(edit(id_, place), 0, [place])

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(change, range(12)))
    kept = drafts.edits(id_)
    assert [each.number for each in kept] == list(range(1, 13))
    assert {each.edit for each in kept} == {f"p{n}" for n in range(12)}


def test_of_two_who_change_one_place_the_second_is_told(drafts: Drafts) -> None:
    id_ = begun(drafts)
    drafts.append(edit(id_, "a", "b"), 0, ["a", "b"])
    with pytest.raises(DraftChangedError) as told:
        drafts.append(edit(id_, "b"), 0, ["b"])
    assert told.value.edit.number == 1
    assert drafts.append(edit(id_, "b"), 1, ["b"]).number == 2
    assert drafts.append(edit(id_, "c"), 0, ["c"]).number == 3


def test_what_is_about_the_last_change_is_refused_after_any_other(
    drafts: Drafts,
) -> None:
    id_ = begun(drafts)
    drafts.append(edit(id_, "a"), 0, ["a"])
    with pytest.raises(DraftChangedError):
        drafts.append(edit(id_), 0, None)
    assert drafts.append(edit(id_), 1, None).number == 2
    other = begun(drafts)
    assert drafts.append(edit(other), 0, None).number == 1
