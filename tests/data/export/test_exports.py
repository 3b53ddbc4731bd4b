"""Every form of export, and what is refused in all of them."""

import pytest

from data.export.export_forms import ExportForm, ExportOrder, exported
from data.export.personal_numbers import holds_personal_number, is_personal_number
from data.faults import BadInput
from scheduler.domain.plan import Plan
from scheduler.domain.plan_view import PlanView
from tests.build import employee
from tests.data.export.town import MADE_AT, town, town_view

SUFFIX = {
    ExportForm.PAXML: ".xml",
    ExportForm.CSV: ".csv",
    ExportForm.XLSX: ".xlsx",
    ExportForm.SIE: ".si",
    ExportForm.ICAL: ".zip",
}


@pytest.mark.parametrize("form", ExportForm)
def test_every_form_is_a_file(form: ExportForm) -> None:
    made = exported(town_view(), ExportOrder(form, MADE_AT))
    assert made.suffix == SUFFIX[form]
    assert made.content


@pytest.mark.parametrize("form", ExportForm)
@pytest.mark.parametrize("given", [{"id_": "19811218-9876"}, {"name": "8112189876"}])
def test_a_personal_number_leaves_in_no_form(
    form: ExportForm, given: dict[str, str]
) -> None:
    problem = town(employees=(employee(**given),))
    with pytest.raises(BadInput) as caught:
        exported(PlanView(problem, Plan()), ExportOrder(form, MADE_AT))
    [fault] = caught.value.faults
    assert fault.code == "personal_numbers"
    assert "9876" not in fault.text()
    assert fault.message("en").startswith("1 person has a personal number")


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("811218-9876", True),
        ("198112189876", True),
        ("19811278-9873", True),
        ("811218–9876", True),
        ("19811218 - 9876", True),
        ("811218\u00a09876", True),
        ("81-12-18-9876", True),
        ("1981-12-18-9876", True),
        ("811218-9875", False),
        ("1981-12-18-9875", False),
        ("811318-9876", False),
        ("e001", False),
        ("8112189876x", False),
    ],
)
def test_a_personal_number_has_a_day_and_a_check_digit(text: str, is_one: bool) -> None:
    assert is_personal_number(text) is is_one


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("Amy Ek, 81-12-18–9876", True),
        ("Amy Ek 811218 – 9876 ring", True),
        ("1981-12-18-9876-01-03", False),
        ("1981-12-18 09:15", False),
    ],
)
def test_one_is_found_amid_other_words(text: str, holds: bool) -> None:
    """Two dates after each other are none."""
    assert holds_personal_number(text) is holds


@pytest.mark.parametrize("only", ["amy", "yttre"])
def test_one_calendar_can_be_had_alone(only: str) -> None:
    made = exported(town_view(), ExportOrder(ExportForm.ICAL, MADE_AT, only=only))
    assert made.suffix == ".ics"
    assert made.content.startswith(b"BEGIN:VCALENDAR")


def test_the_calendar_of_nobody_is_refused() -> None:
    with pytest.raises(BadInput) as caught:
        exported(town_view(), ExportOrder(ExportForm.ICAL, MADE_AT, only="who"))
    assert [(f.code, f.value) for f in caught.value.faults] == [
        ("export_nobody", "who")
    ]
