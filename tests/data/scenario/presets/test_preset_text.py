"""Presets as people write them: understood, or refused with every fault."""

from datetime import date

import pytest

from data.faults import BadInput
from data.scenario.presets.posts import BaseStaffing
from data.scenario.presets.preset import Preset
from data.scenario.presets.preset_text import find_preset, find_presets
from data.scenario.presets.shift_patterns import OtherWeekends
from data.scenario.presets.sickness import OutbreakWeek, SicknessLevel
from data.scenario.presets.summer_leave import SummerLeave


@pytest.mark.parametrize(
    ("text", "preset"),
    [
        ("weekends:1/3", OtherWeekends(pattern="1/3")),
        ("weekends", OtherWeekends(pattern="1/3")),
        ("staffing:+10", BaseStaffing(change=10)),
        ("staffing:-7.5,yttre", BaseStaffing(change=-7.5, unit="yttre")),
        ("outbreak:2,30", OutbreakWeek(week=2, share=30)),
        ("outbreak:share=20", OutbreakWeek(week=1, share=20)),
        ("outbreak:2,,yttre", OutbreakWeek(week=2, share=30, unit="yttre")),
        ("outbreak: 2 , unit = yttre", OutbreakWeek(week=2, unit="yttre")),
        (
            "summer-leave:5,2027-06-07",
            SummerLeave(periods=5, first=date(2027, 6, 7)),
        ),
    ],
)
def test_values_stand_in_order_or_by_name(text: str, preset: Preset) -> None:
    assert find_preset(text) == preset


@pytest.mark.parametrize(
    ("preset", "text"),
    [
        (OtherWeekends(), "weekends"),
        (OtherWeekends(pattern="2/5"), "weekends:2/5"),
        (SicknessLevel(level=7.5), "sickness:7.5"),
        (OutbreakWeek(), "outbreak"),
        (BaseStaffing(change=-10), "staffing:-10"),
        (OutbreakWeek(unit="natt"), "outbreak:1,30,natt"),
        (SummerLeave(last=date(2027, 8, 29)), "summer-leave:3,,2027-08-29"),
    ],
)
def test_a_preset_is_written_as_it_is_read(preset: Preset, text: str) -> None:
    assert preset.text == text
    assert find_preset(text) == preset


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("weekend:1/3", [("preset_name", "weekend")]),
        ("", [("preset_name", "")]),
        ("weekends:3/2", [("preset_value", "3/2")]),
        ("weekends:0/2", [("preset_value", "0/2")]),
        ("weekends:often", [("preset_value", "often")]),
        ("sickness:3.9", [("preset_value", "3.9")]),
        ("sickness:15.1", [("preset_value", "15.1")]),
        ("sickness:nan", [("preset_value", "nan")]),
        ("staffing:-10.1", [("preset_value", "-10.1")]),
        ("staffing:20.1", [("preset_value", "20.1")]),
        ("friday-ob:18", [("preset_value", "18")]),
        ("pool:2.5", [("preset_value", "2.5")]),
        ("merge:hemma", [("preset_missing", None)]),
        ("no-split-shifts:1", [("preset_too_many", "1")]),
        ("outbreak:sahre=2", [("preset_parameter", "sahre")]),
        ("outbreak:2,week=3", [("preset_twice", "3")]),
        (
            "outbreak:0,99,natt,more,units=natt",
            [
                ("preset_too_many", "more"),
                ("preset_parameter", "units"),
                ("preset_value", "0"),
                ("preset_value", "99"),
            ],
        ),
    ],
)
def test_every_fault_is_told_at_once(text: str, faults: list[object]) -> None:
    with pytest.raises(BadInput) as caught:
        find_preset(text)
    assert [(f.code, f.value) for f in caught.value.faults] == faults
    for fault in caught.value.faults:
        assert fault.text("sv") != fault.text("en")


@pytest.mark.parametrize("text", ["sickness:4", "sickness:15", "staffing:-10"])
def test_a_limit_itself_is_allowed(text: str) -> None:
    assert find_preset(text).text == text


def test_a_misspelt_name_is_answered_with_what_may_be_meant() -> None:
    with pytest.raises(BadInput, match="weekends, weekend-concept"):
        find_preset("weekend")


def test_the_faults_of_several_are_told_together() -> None:
    with pytest.raises(BadInput) as caught:
        find_presets(["weekend", "sickness:12", "sickness:99"])
    codes = [fault.code for fault in caught.value.faults]
    assert codes == ["preset_name", "preset_value"]
    assert find_presets(["sickness:12"]) == [SicknessLevel()]
