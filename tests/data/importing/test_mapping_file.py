"""The mapping is kept, can be changed, and is used again."""

from pathlib import Path

import pytest

from data.faults import BadInput
from data.importing.import_files import ImportAsked
from data.importing.mapping_file import MOST_MAPPED, read_mapping, write_mapping
from tests.data.importing.small_files import VISITS, dataset, imported, told


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_mapping_is_read_as_it_was_written(language: str, tmp_path: Path) -> None:
    found = imported(tmp_path, visits=VISITS.replace("Dusch", "Duschs"))
    assert [s.values for s in found.mapping.sources][1] == {
        "kind": {"Duschs": "intimate"}
    }
    assert read_mapping(write_mapping(found, language)) == found.mapping


def test_what_was_guessed_last_month_is_known_this_month(tmp_path: Path) -> None:
    visits = VISITS.replace("Dusch", "Duschs")
    first = imported(tmp_path, visits=visits)
    assert first.tables[1].yellow == 2
    mapping = read_mapping(write_mapping(first))
    again = imported(tmp_path, asked=ImportAsked(mapping=mapping), visits=visits)
    assert told(again) == []
    assert [table.known for table in again.tables] == [True] * 3
    assert again.mapping == mapping


def test_a_changed_mapping_decides(tmp_path: Path) -> None:
    visits = VISITS.replace("Insats", "Grej").replace("Dusch", "Yoga")
    text = write_mapping(imported(tmp_path, visits=visits)).decode()
    text = text.replace('minutes = "Minuter"', 'minutes = "Minuter"\nkind = "Grej"')
    text = text.replace("window_minutes = 30", "window_minutes = 15")
    text += '[source.values.kind]\n"Yoga" = "service"\n'
    text = text.replace('[source.values.kind]\n"Yoga" = "service"\n', "")
    text = text.replace(
        '\n[[source]]\nkind = "worked"',
        '[source.values.kind]\n"Yoga" = "service"\n\n[[source]]\nkind = "worked"',
    )
    mapping = read_mapping(text.encode())
    found = imported(tmp_path, asked=ImportAsked(mapping=mapping), visits=visits)
    [need] = dataset(found).needs
    assert (need.kind, need.opens, need.closes) == ("service", 465, 495)


def test_a_file_with_further_columns_is_read_as_before(tmp_path: Path) -> None:
    mapping = imported(tmp_path).mapping
    wider = "\n".join(f"{line};x" for line in VISITS.splitlines())
    found = imported(tmp_path, asked=ImportAsked(mapping=mapping), visits=wider)
    assert found.tables[1].known
    assert found.mapping == mapping


def test_a_file_with_other_headings_is_guessed_anew_and_both_are_kept(
    tmp_path: Path,
) -> None:
    mapping = imported(tmp_path).mapping
    visits = VISITS.replace("Kundnr", "Brukare")
    found = imported(tmp_path, asked=ImportAsked(mapping=mapping), visits=visits)
    assert not found.tables[1].known
    kinds = sorted(source.kind for source in found.mapping.sources)
    assert kinds == ["employees", "visits", "visits", "worked"]


@pytest.mark.parametrize(
    ("text", "code", "column"),
    [
        ("format = ", "import_mapping_toml", None),
        ("format = " + "[" * 5_000, "import_mapping_toml", None),
        ("format = " + "9" * 5_000, "import_mapping_toml", None),
        ("[starting]\nwindow_minutes = -1", "import_mapping_key", "starting.window"),
        ("[starting]\nwindow_minutes = 241", "import_mapping_key", "starting.window"),
        ("[strating]", "import_mapping_key", "strating"),
        (
            '[[source]]\nkind = "visits"\n[source.columns]\npay = "Lön"',
            "import_mapping_field",
            "source.columns.pay",
        ),
    ],
)
def test_a_mapping_that_says_what_nobody_asked_is_refused(
    text: str, code: str, column: str | None
) -> None:
    with pytest.raises(BadInput) as refused:
        read_mapping(text.encode())
    [fault] = refused.value.faults
    assert fault.code == code
    assert (fault.column or "").startswith(column or "")


def test_a_file_that_is_larger_than_any_mapping_is_not_read() -> None:
    with pytest.raises(BadInput) as bad:
        read_mapping(b"#" * (MOST_MAPPED + 1))
    assert [fault.code for fault in bad.value.faults] == ["import_mapping_large"]
    assert read_mapping(b"#" * MOST_MAPPED).sources == ()
