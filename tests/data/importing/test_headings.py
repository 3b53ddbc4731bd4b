"""An unsure heading is held against the cells below it."""

import pytest

from data.importing.export_tables import ExportTable
from data.importing.export_words import ExportKind, heading_likeness, words_of
from data.importing.headings import headed
from data.importing.mapping import ExportMapping
from data.reading.rows.sheet_lines import SheetCell

HEADINGS: list[SheetCell] = ["Kundnr", "Datum", "Starttid", "Minutter"]


@pytest.mark.parametrize(
    ("cells", "taken"),
    [
        (["30", "45", "kort", "lång"], True),
        (["30", "kort", "lång", "lagom"], False),
        (["", "", "30", "kort"], True),
        (["", "", "", ""], True),
    ],
)
def test_a_heading_that_is_only_like_one_needs_half_of_its_cells(
    cells: list[SheetCell], taken: bool
) -> None:
    rows: list[list[SheetCell]] = [["k1", "2026-11-03", "07:15", c] for c in cells]
    lines = tuple(enumerate([HEADINGS, *rows], start=1))
    found = headed(ExportTable("f.csv", lines), ExportMapping())
    assert found is not None
    assert found.source.columns.get("minutes") == ("Minutter" if taken else None)


@pytest.mark.parametrize(
    ("heading", "percent"),
    [
        ("Planerat datum", 100),
        ("planerat-DATUM", 100),
        ("Planer atdatum", 100),
        ("Datum planerat", 99),
        ("Planerat daum", 96),
        ("Planerat", 0),
        ("", 0),
    ],
)
def test_a_heading_is_known_whatever_its_blanks_and_likely_whatever_its_order(
    heading: str, percent: int
) -> None:
    known = words_of(ExportKind.VISITS).headings["date"]
    assert heading_likeness(heading, known) == percent


@pytest.mark.parametrize(
    ("above", "heading"),
    [
        (["Besöket", "", "", "", "Utförare"], "Utförare Namn"),
        (["Besöket", "", "", "Utförare"], "Utförare Namn"),
        (["Hemtjänst Söder", "", "", "", "2026"], None),
    ],
)
def test_a_name_is_of_whom_the_line_above_says(
    above: list[SheetCell], heading: str | None
) -> None:
    head: list[SheetCell] = ["Kundnr", "Datum", "Starttid", "Minuter", "Namn"]
    row: list[SheetCell] = ["k1", "2026-11-03", "07:15", "30", "Åsa Öberg"]
    lines = tuple(enumerate([above, head, row], start=4))
    found = headed(ExportTable("f.csv", lines), ExportMapping(), ExportKind.VISITS)
    assert found is not None
    assert found.source.columns.get("employee_id") == heading
    assert found.source.columns["minutes"] == "Minuter"
    if heading:
        assert found.samples("employee_id", 1) == ["Åsa Öberg"]


def visits_headed(
    *heads: str, made: bool, row: str = "k1;2026-11-03;07:15;07:45;07:22;07:50"
) -> dict[str, str]:
    """Return what columns of visits are read as, with one row below."""
    texts: list[list[SheetCell]] = [[*head.split(";")] for head in (*heads, row)]
    table = ExportTable("f.csv", tuple(enumerate(texts, start=1)), separator=";")
    found = headed(table, ExportMapping(), ExportKind.VISITS, made=made)
    assert found is not None
    return dict(found.source.columns)


@pytest.mark.parametrize("made", [False, True], ids=["planned", "made"])
@pytest.mark.parametrize(
    "heads",
    [
        ("Kund;Datum;Planerad start;Planerat slut;Utförd start;Utfört slut",),
        ("Kund;Datum;Utförd start;Utfört slut;Planerad start;Planerat slut",),
        ("Kund;Datum;Start (planerad);Slut planerat;Verklig start;Faktiskt slut",),
        ("Kund;;Planerat;;Utfört;", ";Datum;Start;Slut;Start;Slut"),
        ("Id;;Planerad tid;;Registrerad tid;", "Kund;Datum;Fr;Till;Fr;Till"),
        ("Kund;Datum;Start;Slut;Utförd start;Utfört slut",),
    ],
)
def test_planned_times_are_not_taken_for_those_when_somebody_came(
    heads: tuple[str, ...], made: bool
) -> None:
    found = visits_headed(*heads, made=made)
    words = ("utför", "verklig", "faktisk", "registrera")
    for field in ("start", "end"):
        assert any(word in found[field].casefold() for word in words) is made


def test_what_was_only_planned_tells_nothing_of_what_was_made() -> None:
    head = "Kund;Datum;Planerad start;Planerat slut;Insats;Status"
    row = "k1;2026-11-03;07:15;07:45;Dusch;Utfört"
    assert not {"start", "end"} & set(visits_headed(head, made=True, row=row))
    assert {"start", "end"} <= set(visits_headed(head, made=False, row=row))


def test_times_of_a_plan_and_of_what_was_made_are_not_mixed() -> None:
    head = "Kund;Datum;Planerad start;Insats;Utförd start;Utfört slut"
    row = "k1;2026-11-03;07:15;Dusch;07:22;07:50"
    assert "end" not in visits_headed(head, made=False, row=row)
    assert visits_headed(head, made=True, row=row)["start"] == "Utförd start"


def test_a_heading_that_is_known_is_nothing_that_it_is_only_like() -> None:
    found = visits_headed(
        "Kund;Datum;Start;Min;Utförare nr;Utförare namn",
        made=False,
        row="k1;2026-11-03;07:15;30;4711;Åsa Öberg",
    )
    assert found["employee_id"] == "Utförare nr"
    assert "unit_id" not in found


def test_a_second_time_is_not_the_end_for_being_like_one() -> None:
    heads, row = "Kund;Datum;Start;Min;Tid", "k1;2026-11-03;07:15;30;07:15"
    assert "end" not in visits_headed(heads, made=False, row=row)


@pytest.mark.parametrize(
    ("whose", "kind"),
    [("Brukare", ExportKind.VISITS), ("Kostnadsställe", ExportKind.WORKED)],
)
def test_a_list_with_clients_is_no_list_of_work_though_it_lacks_an_end(
    whose: str, kind: ExportKind
) -> None:
    headings: list[SheetCell] = [whose, "Medarbetare", "Datum", "Från", "Arbetad tid"]
    row: list[SheetCell] = ["k1", "e1", "2026-11-03", "07:15", "7,5"]
    table = ExportTable("f.csv", tuple(enumerate([headings, row], start=1)))
    found = headed(table, ExportMapping())
    assert found is not None
    assert found.source.kind is kind
    assert bool(found.missing()) is (kind is ExportKind.VISITS)


def test_a_length_is_known_though_the_heading_says_that_it_is_hours() -> None:
    headings: list[SheetCell] = ["Kundnr", "Datum", "Starttid", "Besökslängd (tim)"]
    row: list[SheetCell] = ["k1", "2026-11-03", "07:15", "0,75"]
    table = ExportTable("f.csv", tuple(enumerate([headings, row], start=1)))
    found = headed(table, ExportMapping())
    assert found is not None
    assert found.source.columns.get("minutes") == "Besökslängd (tim)"
