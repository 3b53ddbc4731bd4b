"""Agreements beside the data: found, carried along, and every fault with its place."""

import json
from pathlib import Path

import pytest

from data.disk.manifest import is_untouched
from data.faults import BadInput, FaultList
from data.reading.checks.own_agreements import read_one
from data.reading.dataset import read_dataset, read_document
from data.writing.dataset_files import (
    check_dataset_folder,
    write_dataset,
    write_document,
)
from scheduler.pay.agreement import agreement_of
from tests.data.reading.build import Files, faults_of

OWN = "agreements/lekeberg.toml"
NIGHTS = """# settled in the council
[[ob]]
since = 2026-10-01
b_night = 101.80
source = "the council"
certainty = "stated"
"""


def files(text: str = NIGHTS, agreement: str = "AB+lekeberg") -> Files:
    return Files().set(OWN, text).setting("agreement", f'agreement = "{agreement}"')


def test_rows_beside_the_data_are_laid_over_the_agreement(tmp_path: Path) -> None:
    problem = read_dataset(files().write(tmp_path))
    assert problem.agreement == "AB+lekeberg"
    assert agreement_of(problem).ob[-1].b_night == 10180


def test_they_are_part_of_the_digest(tmp_path: Path) -> None:
    digests = {
        read_dataset(given.write(tmp_path / str(n))).sha256
        for n, given in enumerate(
            (
                files(),
                files(NIGHTS.replace("101", "102")),
                files(agreement="AB"),
                Files(),
            )
        )
    }
    assert len(digests) == 4


def test_a_folder_and_a_document_carry_them_along(tmp_path: Path) -> None:
    problem = read_dataset(files().write(tmp_path / "in"))
    written = write_dataset(problem, tmp_path / "out").folder
    assert (written / OWN).read_text() == NIGHTS
    assert read_dataset(written) == problem
    document = json.loads(json.dumps(write_document(problem)))
    assert read_document(document) == problem


def test_a_written_folder_knows_its_agreements_as_its_own(tmp_path: Path) -> None:
    problem = read_dataset(files().write(tmp_path / "in"))
    out = write_dataset(problem, tmp_path / "out").folder
    assert is_untouched(out)
    check_dataset_folder(out, force=True)
    (out / OWN).write_text(NIGHTS + "\n")
    assert not is_untouched(out)
    (out / "agreements" / "notes.txt").write_text("mine")
    with pytest.raises(BadInput) as refused:
        check_dataset_folder(out, force=True)
    assert refused.value.faults[0].facts["names"] == "agreements/notes.txt"


def test_every_fault_has_its_file_line_and_key(tmp_path: Path) -> None:
    text = NIGHTS + 'colour = 3\n[[ob]]\nsince = 2027-01-01\na = "much"\n[sick]\n'
    found = faults_of(files(text).write(tmp_path))
    assert [(f.code, f.file, f.line, f.column) for f in found] == [
        ("unknown_key", OWN, 7, "ob[1].colour"),
        ("missing_key", OWN, 8, "ob[2].source"),
        ("missing_key", OWN, 8, "ob[2].certainty"),
        ("figure", OWN, 10, "ob[2].a"),
        ("missing_key", OWN, 11, "sick.source"),
        ("missing_key", OWN, 11, "sick.certainty"),
    ]
    for fault in found:
        assert fault.text("sv") != fault.text("en")


def test_an_agreement_that_is_not_used_is_judged_too(tmp_path: Path) -> None:
    found = faults_of(files("colour = 3\n", agreement="AB").write(tmp_path))
    assert [(f.code, f.file, f.line) for f in found] == [("unknown_key", OWN, 1)]


def test_faults_of_a_document_have_a_pointer(tmp_path: Path) -> None:
    document = write_document(read_dataset(files().write(tmp_path)))
    document["agreements"] = {"lekeberg": "colour = 3", "a/b": "", "mine": 7}
    with pytest.raises(BadInput) as caught:
        read_document(document)
    assert {(f.code, f.pointer) for f in caught.value.faults} == {
        ("unknown_key", "/agreements/lekeberg/colour"),
        ("agreement_name", "/agreements/a~1b"),
        ("setting_text", "/agreements/mine"),
    }


@pytest.mark.parametrize("name", ["agreements/lekeberg.txt", "agreements/a b.toml"])
def test_a_file_that_can_be_no_agreement_is_blamed(tmp_path: Path, name: str) -> None:
    found = faults_of(Files().set(name, NIGHTS).write(tmp_path))
    assert [(f.code, f.file) for f in found] == [("agreement_name", name)]


def test_what_is_left_behind_or_private_is_passed_over(tmp_path: Path) -> None:
    given = Files().set("agreements/.DS_Store", "x").set("agreements/x_old.toml", "x")
    assert read_dataset(given.write(tmp_path)).own_agreements == {}


@pytest.mark.parametrize(
    ("agreement", "code", "facts"),
    [
        ("AB+fjugesta", "agreement", {"choices": "AB, PAN, lekeberg"}),
        ("AB@2021-12-31", "agreement_day", {"first": "2022-01-01"}),
    ],
)
def test_a_name_of_nothing_is_blamed_where_it_stands(
    tmp_path: Path, agreement: str, code: str, facts: dict[str, str]
) -> None:
    found = faults_of(files(agreement=agreement).write(tmp_path))
    assert [(f.code, f.file, f.line, f.facts) for f in found] == [
        (code, "dataset.toml", 6, facts)
    ]


def with_column(*agreements: str) -> Files:
    """Return the dataset with a column of agreements for its three people."""
    given = files()
    header, *rows = given.rows("employees.csv")
    filled = [[*row, name] for row, name in zip(rows, agreements, strict=True)]
    return given.set_rows("employees.csv", [[*header, "agreement"], *filled])


def test_a_person_may_have_another_agreement(tmp_path: Path) -> None:
    problem = read_dataset(with_column("", "PAN", "AB+lekeberg").write(tmp_path))
    assert [e.agreement for e in problem.employees] == [None, "PAN", "AB+lekeberg"]
    assert read_document(write_document(problem)) == problem
    plain = read_dataset(files().write(tmp_path / "plain"))
    empty = read_dataset(with_column("", "", "").write(tmp_path / "empty"))
    assert empty.sha256 == plain.sha256 != problem.sha256


def test_a_persons_agreement_that_there_is_not_is_blamed(tmp_path: Path) -> None:
    found = faults_of(with_column("XY", "", "AB@2021-01-01").write(tmp_path))
    assert [(f.code, f.file, f.line, f.column) for f in found] == [
        ("agreement", "employees.csv", 2, "agreement"),
        ("agreement_day", "employees.csv", 4, "agreement"),
    ]


@pytest.mark.parametrize(
    ("is_there", "code"), [(True, "unreadable_file"), (False, "no_file")]
)
def test_an_agreement_that_is_not_there_is_told_so(
    tmp_path: Path, code: str, *, is_there: bool
) -> None:
    file = tmp_path / "late.toml"
    if is_there:
        file.mkdir()
    faults = FaultList()
    assert read_one(file, "late.toml", faults) is None
    assert [fault.code for fault in faults] == [code]
