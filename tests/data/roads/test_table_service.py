"""A table service is asked in pieces that it can answer, and nothing else believed."""

from math import inf

import pytest

from data.faults import BadInput
from data.roads.table_service import BLOCK, TableService
from scheduler.domain.values import Transport
from tests.data.roads.fake_service import MOST, table_service


def test_many_places_are_asked_for_in_blocks() -> None:
    count = 2 * BLOCK + 3
    places = [(50 + n / 100, 14.0) for n in range(count)]
    with table_service() as (address, asked):
        found = TableService(address + "/", Transport.WALK).times(places).seconds
    assert (2 * BLOCK, len(asked), set(asked)) == (MOST, 9, {"foot"})
    assert found.shape == (count, count)
    for start, end in ((0, 0), (0, 102), (102, 0), (49, 50), (50, 49), (60, 101)):
        up = 6 * (end - start) if end >= start else 12 * (start - end)
        assert found[start, end] == pytest.approx(up)


def test_where_no_way_leads_it_takes_for_ever() -> None:
    with table_service() as (address, _):
        found = TableService(address, Transport.CAR).times([(70, 14), (60, 14)]).seconds
    assert found.tolist() == [[inf, inf], [6000, 0]]


def test_a_service_that_does_not_answer_is_refused() -> None:
    with table_service() as (address, _):
        pass
    with pytest.raises(BadInput) as refused:
        TableService(address, Transport.CAR).times([(60, 14)])
    [fault] = refused.value.faults
    assert (fault.code, fault.value) == ("table_service", address)
    assert "Connection refused" in fault.message("en")


@pytest.mark.parametrize(
    "answer", ["[]", "{}", '{"durations": null}', '{"durations": [[1]]}', "<html>"]
)
def test_what_is_no_table_is_refused(
    answer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import io

    monkeypatch.setattr(
        "data.roads.table_service.urlopen",
        lambda *_, **__: io.BytesIO(answer.encode()),
    )
    with pytest.raises(BadInput) as refused:
        TableService("http://x", Transport.CAR).times([(60, 14), (61, 14)])
    assert [fault.code for fault in refused.value.faults] == ["table_service"]
