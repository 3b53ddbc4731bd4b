"""Days, clock times and numbers in the forms that other systems write."""

from datetime import date

import pytest

from data.columns import UnreadableCellError
from data.importing.exported.care_rows import weekdays_of
from data.importing.exported.written_dates import (
    DateForm,
    date_form,
    day_of,
    is_clear,
)
from data.importing.exported.written_forms import (
    are_day_parts,
    are_decimal_hours,
    clock_of,
    clock_of_day_part,
    hours_as_minutes,
    minutes_of,
    number_of,
    position_of,
    span_of,
)


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-03",
        "2026-11-03 07:15",
        "2026-11-03T07:15:00",
        "20261103",
        "3/11/2026",
        "03.11.2026",
        "03-11-2026",
        "3.11.26",
        "3 nov 2026",
        "3. November 2026",
        "den 3 november 2026",
        "tis 3/11 2026",
        "Tisdag, 3.11.2026",
        "ons 2026-11-03 07:15",
    ],
)
def test_a_day_is_read_in_every_usual_form(text: str) -> None:
    assert day_of(text, DateForm()) == date(2026, 11, 3)


@pytest.mark.parametrize(
    "text",
    [
        "2026-02-29",
        "31/11/2026",
        "i dag",
        "2026-11",
        "7",
        "3 nom 2026",
        "tis",
        "1899-12-31",
    ],
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(UnreadableCellError):
        day_of(text, DateForm())


@pytest.mark.parametrize(
    ("text", "clear"),
    [("2026-11-03", True), ("3 november 2026", True), ("3/11/2026", False)],
)
def test_a_month_with_its_name_is_no_day(text: str, clear: bool) -> None:
    assert is_clear(text) is clear


@pytest.mark.parametrize(
    ("texts", "form"),
    [
        (["13/11/2026", "1/2/2026"], DateForm(day_first=True, sure=True)),
        (["11/13/2026", "1/2/2026"], DateForm(day_first=False, sure=True)),
        (["12/13/2026"], DateForm(day_first=False, sure=True)),
        (["12/12/2026", "1/2/2026"], DateForm(day_first=True, sure=False)),
        (["2026-11-30"], DateForm(day_first=True, sure=True)),
    ],
)
def test_a_column_shows_the_order_of_its_dates(
    texts: list[str], form: DateForm
) -> None:
    assert date_form(texts) == form


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("07:15", 435),
        ("7.15", 435),
        ("0715", 435),
        ("07:15:00", 435),
        ("kl 7:15", 435),
        ("2026-11-03 07:15", 435),
        ("24:00", 1440),
        ("00:00", 0),
    ],
)
def test_a_clock_time_is_read_in_every_usual_form(text: str, minutes: int) -> None:
    assert clock_of(text) == minutes


@pytest.mark.parametrize("text", ["24:01", "7:60", "morgon", "7", "07:15:00:00"])
def test_what_is_no_clock_time_is_refused(text: str) -> None:
    with pytest.raises(UnreadableCellError):
        clock_of(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("7,5", 7.5),
        ("7.5", 7.5),
        ("31 250,50 kr", 31250.5),
        ("31\u00a0250", 31250),
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("75 %", 75),
    ],
)
def test_a_number_is_read_with_comma_point_and_unit(text: str, number: float) -> None:
    assert number_of(text) == number


@pytest.mark.parametrize("text", ["sju", "7,5,5", "nan"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(UnreadableCellError):
        number_of(text)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("1,5 tim", 90),
        ("1 tim 30 min", 90),
        ("1 h 5", 65),
        ("2h", 120),
        ("0.75 timmar", 45),
        ("45 min", 45),
        ("1,5", None),
    ],
)
def test_hours_that_are_called_so_are_no_minutes(
    text: str, minutes: int | None
) -> None:
    if minutes is not None:
        assert minutes_of(text) == minutes
        return
    with pytest.raises(UnreadableCellError):
        minutes_of(text)


def test_minutes_may_be_hours_and_minutes() -> None:
    assert [minutes_of(t) for t in ("25", "25 min", "0:25", "1:05")] == [25, 25, 25, 65]
    assert [hours_as_minutes(t) for t in ("7,5", "7:30", "37 tim")] == [450, 450, 2220]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("mån, ons och fre", "1010100"),
        ("Måndag - Fredag", "1111100"),
        ("fre-mån", "1000111"),
        ("1,3,5", "1010100"),
        ("1010100", "1010100"),
        ("dagligen", "1111111"),
        ("Tue/Thu", "0101000"),
        ("må, ti-to", "1111000"),
        ("lö+sö", "0000011"),
        ("lör o sön", "0000011"),
        ("Vard.", "1111100"),
    ],
)
def test_weekdays_are_read_in_every_usual_form(text: str, days: str) -> None:
    assert weekdays_of(text) == days


@pytest.mark.parametrize("text", ["ibland", "8", "mån, snart", "m", "xy"])
def test_what_is_no_weekday_is_refused(text: str) -> None:
    with pytest.raises(UnreadableCellError):
        weekdays_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "59.27, 15.21",
        "59.27,15.21",
        "59,27 15,21",
        "59,27, 15,21",
        "59,27;15,21",
        "N59.27° E15.21°",
        "lat: 59.27 lon: 15.21",
        "59.27 / 15.21 (WGS84)",
    ],
)
def test_two_coordinates_of_one_cell_are_told_apart(text: str) -> None:
    assert position_of(text) == (59.27, 15.21)


@pytest.mark.parametrize(
    "text",
    ["59,27", "59.27", "59,27,15,21", "59°16'12\" N 15°12'36\" E", "Storgatan 1, 2"],
)
def test_what_could_be_other_numbers_is_no_position(text: str) -> None:
    with pytest.raises(UnreadableCellError):
        position_of(text)


@pytest.mark.parametrize(
    "text", ["07:00-15:30", "07.00 – 15.30", "0700-1530", "kl 7.00 till 15.30"]
)
def test_both_times_of_a_shift_are_read_from_one_cell(text: str) -> None:
    assert span_of(text) == (420, 930)


@pytest.mark.parametrize("text", ["07:00", "dag", "7-", "07:00-25:00", "7-16-18"])
def test_what_is_no_span_is_refused(text: str) -> None:
    with pytest.raises(UnreadableCellError):
        span_of(text)


@pytest.mark.parametrize(
    ("written", "minutes"),
    [("8:00 AM", 480), ("12:15 PM", 735), ("12:00 am", 0), ("3 p.m.", 900)],
)
def test_a_clock_may_have_two_halves(written: str, minutes: int) -> None:
    assert clock_of(written) == minutes


@pytest.mark.parametrize("written", ["13:00 PM", "0:30 AM", "8:60 AM"])
def test_a_half_of_the_day_has_twelve_hours(written: str) -> None:
    with pytest.raises(UnreadableCellError):
        clock_of(written)


@pytest.mark.parametrize(
    ("texts", "decimal"),
    [
        (("7", "15,75"), True),
        (("7.5", "16"), True),
        (("7", "15"), True),
        (("7,30", "15,45"), False),
        (("7.30", "15.50"), False),
        (("7.00", "15.50"), False),
        (("7,5", "07:15"), False),
        (("7,5", "25"), False),
    ],
)
def test_hours_with_decimals_are_clock_times_where_nothing_else_is_possible(
    texts: tuple[str, ...], decimal: bool
) -> None:
    assert are_decimal_hours(texts) is decimal


@pytest.mark.parametrize(
    ("text", "clock"),
    [("kl 7", 420), ("kl. 18", 1080), ("kl24", 1440)],
)
def test_an_hour_alone_is_a_clock_time_behind_kl(text: str, clock: int) -> None:
    assert clock_of(text) == clock


@pytest.mark.parametrize("text", ["7", "kl 25", "kl"])
def test_an_hour_alone_is_none_without_it(text: str) -> None:
    with pytest.raises(UnreadableCellError):
        clock_of(text)


@pytest.mark.parametrize(
    ("number", "day"),
    [
        ("46356", date(2026, 11, 30)),
        ("46356.3125", date(2026, 11, 30)),
        ("73050", date(2099, 12, 31)),
        ("32874", date(1990, 1, 1)),
    ],
)
def test_a_day_may_be_the_number_that_spreadsheets_keep(number: str, day: date) -> None:
    assert day_of(number, DateForm()) == day


@pytest.mark.parametrize("number", ["32873", "73051", "4635"])
def test_other_numbers_are_no_days(number: str) -> None:
    with pytest.raises(UnreadableCellError):
        day_of(number, DateForm())


@pytest.mark.parametrize(
    ("texts", "are"),
    [
        (["0.302083333333333", "0.75", "0,5"], True),
        (["0,3020833", "1", "0"], True),
        (["0.25", "0.5"], False),
        (["0.3021", "07:15"], False),
        (["0.333", "0.3"], False),
    ],
)
def test_parts_of_a_day_are_clock_times_where_nothing_else_can_be(
    texts: list[str], are: bool
) -> None:
    """*0.25* could be a quarter past midnight; *0.333* is no whole minute."""
    assert are_day_parts(texts) is are


@pytest.mark.parametrize(
    ("text", "clock"), [("0.3020833", "07:15"), ("0", "00:00"), ("1", "24:00")]
)
def test_a_part_of_a_day_is_so_many_minutes(text: str, clock: str) -> None:
    assert clock_of_day_part(text) == clock
