"""Long ids of shifts have short signs on paper, each its own."""

from data.report.paper_codes import paper_codes
from tests.build import problem, shift_type


def signs(*ids: str, days: int = 28) -> dict[str, str]:
    types = tuple(shift_type(id_) for id_ in ids)
    return dict(paper_codes(problem(shift_types=types, days=days)))


def test_a_long_id_is_told_by_its_initials_and_number() -> None:
    found = signs("HÖGSTA-TORPET-KVÄLL-2", "ängen_dag_0730", "eftermiddag", "D716")
    assert found == {
        "HÖGSTA-TORPET-KVÄLL-2": "HTK2",
        "ängen_dag_0730": "äd30",
        "eftermiddag": "efte",
    }


def test_no_two_shifts_have_one_sign_nor_that_of_another_or_of_an_absence() -> None:
    alike = [f"Skogen-Evig-{word}" for word in ("norr", "Nord", "nere", "nytt")]
    found = signs("Semester-Extra", "SEN", "sena", *alike)
    assert found.pop("Semester-Extra") == "SEa"  # SE is leave
    assert list(found.values()) == ["SEnb", "SENc", "SEnd", "SEne"]


def test_there_are_signs_however_many_are_alike() -> None:
    ids = [f"{letter}A-B-C-D" + "x" * n for letter in "QR" for n in range(60)]
    found = signs(*ids, "-----")
    assert len(set(found.values())) == len(ids) + 1
    assert max(map(len, found.values())) <= 4


def test_a_week_has_room_for_what_a_month_has_not() -> None:
    assert signs("eftermiddag", days=7) == {}
    assert signs("HÖGSTA-TORPET-KVÄLL-2", days=7) == {"HÖGSTA-TORPET-KVÄLL-2": "HTK2"}
