"""What hangs together is one group, however it hangs together."""

import pytest

from scheduler.domain.joined import joined


@pytest.mark.parametrize(
    ("groups", "found"),
    [
        ([], []),
        ([""], []),
        (["ab", "cd"], ["ab", "cd"]),
        (["ab", "bc"], ["abc"]),
        (["ab", "cd", "bc"], ["abcd"]),
        (["a", "b", "", "c", "abd"], ["abd", "c"]),
    ],
)
def test_groups_with_a_member_in_common_are_one(
    groups: list[str], found: list[str]
) -> None:
    made = joined(map(frozenset, groups))
    assert {*made} == {*map(frozenset, found)}
    assert len(made) == len(found)
