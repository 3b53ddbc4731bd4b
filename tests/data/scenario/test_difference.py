"""What differs between inputs."""

from data.scenario.difference import FileDifference, InputDifference, difference
from data.scenario.difference_words import difference_words
from tests.data.scenario.build import applied, tiny

BASE = tiny()


def test_the_same_inputs_do_not_differ_whatever_they_are_called() -> None:
    renamed = applied(BASE, dataset={"name": "another"})
    assert difference(BASE, renamed) == InputDifference()
    assert difference(BASE, renamed).is_empty


def test_rows_are_counted_by_what_happened_to_them() -> None:
    other = applied(
        BASE,
        remove=[{"file": "employees", "where": {"employee_id": "hal"}}],
        change=[{"file": "visits", "where": {"staff": 1}, "plus": {"minutes": 5}}],
        add=[
            {"file": "employees", "like": "bo", "set": {"employee_id": "b2"}},
            {"file": "employees", "like": "bo", "set": {"employee_id": "b3"}},
        ],
    )
    found = {file.file: file for file in difference(BASE, other).files}
    assert found["employees.csv"] == FileDifference(
        file="employees.csv", added=2, removed=1
    )
    assert found["visits.csv"] == FileDifference(
        file="visits.csv", changed=2, columns={"minutes": 2}
    )
    assert found["absences.csv"] == FileDifference(file="absences.csv", removed=1)
    assert difference(BASE, other).settings == ()


def test_settings_and_rules_are_named() -> None:
    rule = {"kind": "days_in_a_row", "most": 7}
    other = applied(BASE, dataset={"timezone": "Europe/Oslo"}, rules=[rule])
    found = difference(BASE, other)
    assert (found.settings, found.rules) == (("timezone",), ("days_in_a_row",))
    assert not found.is_empty


def test_columns_are_called_what_their_sheet_calls_them() -> None:
    """The first day of a need is no first day of an employment."""
    columns = {"from": 3, "minutes": 2}
    files = [FileDifference(file=f, columns=columns) for f in ("needs", "employees")]
    needs, people = difference_words(InputDifference(files=files))
    assert "Gäller från i 3, Minuter i 2" in needs.sv
    assert "Holds from" in needs.en
    assert "Anställd från i 3" in people.sv
