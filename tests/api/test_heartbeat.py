"""Progress is repeated while none comes, with the seconds that have gone."""

from time import sleep

import pytest

from api import heartbeat
from api.heartbeat import beating
from scheduler.planning.result import Progress


def test_the_last_progress_is_repeated_until_another_comes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(heartbeat, "BEAT", 0.05)
    told: list[Progress] = []
    with beating(told.append) as tell:
        tell(Progress(phase="tours", seconds=7))
        sleep(0.4)
        tell(Progress(phase="people", seconds=9, price=1))
        sleep(0.4)
    seen = len(told)
    assert [p.phase for p in told] == sorted((p.phase for p in told), reverse=True)
    assert {(p.phase, p.price) for p in told} == {("tours", None), ("people", 1)}
    assert seen >= 4
    assert 7 < told[1].seconds < 9
    sleep(0.2)
    assert len(told) == seen
