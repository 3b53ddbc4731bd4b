import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from constraints import ALL_RULES, default_rules
from constraints.handbook.handbook import (
    read_handbook,
    read_handbook_document,
    write_handbook,
)
from constraints.handbook.handbook_faults import HandbookError, HandbookFault
from constraints.handbook.json_lines import value_lines
from constraints.rest.days_in_a_row import DaysInARow
from constraints.rest.weekly_rest import WeeklyRest
from scheduler.rules.rule import MOST

NON_STATUTORY = [rule for rule in ALL_RULES if not rule.statutory]


def text_of(*rules: object, **more: object) -> str:
    return json.dumps({"rules": rules} | more)


def faults(text: str) -> list[HandbookFault]:
    with pytest.raises(HandbookError) as caught:
        read_handbook(text)
    return list(caught.value.faults)


def only(text: str) -> HandbookFault:
    [fault] = faults(text)
    return fault


def test_rules_not_given_take_their_defaults() -> None:
    assert read_handbook('{"rules": []}') == default_rules()


def test_parameters_not_given_take_their_defaults() -> None:
    text = text_of({"kind": "days_in_a_row", "most": 5, "extra_day_kr": 12.5})
    [rule] = [r for r in read_handbook(text) if r.kind == "days_in_a_row"]
    assert rule == DaysInARow(most=5, extra_day_kr=12.5)


def test_a_file_is_read_with_or_without_a_byte_order_mark(tmp_path: Path) -> None:
    text = text_of({"kind": "weekly_rest", "mode": "47_separate"})
    for encoding in ("utf-8", "utf-8-sig"):
        file = tmp_path / "rules.json"
        file.write_text(text, encoding=encoding)
        assert WeeklyRest(mode="47_separate") in read_handbook(file)


@pytest.mark.parametrize("rule", NON_STATUTORY, ids=lambda r: r.id)
def test_what_is_not_law_can_be_switched_off(rule: type) -> None:
    kind = rule.model_fields["kind"].default  # type: ignore[attr-defined]
    left = read_handbook(text_of({"kind": kind, "off": True}))
    assert kind not in {r.kind for r in left}
    assert len(left) == len(ALL_RULES) - 1
    assert read_handbook(text_of({"kind": kind, "off": False})) == default_rules()


@pytest.mark.parametrize(
    "rule", [r for r in ALL_RULES if r.statutory], ids=lambda r: r.id
)
def test_the_law_is_neither_soft_nor_off(rule: type) -> None:
    kind = rule.model_fields["kind"].default  # type: ignore[attr-defined]
    found = faults(text_of({"kind": kind, "hard": False, "off": True, "price_kr": 5}))
    assert {f.code for f in found} == {"statutory_soft", "statutory_off", "no_price"}


def test_all_faults_are_found_at_once_and_located() -> None:
    text = """{
  "rules": [
    {"kind": "days_in_a_row", "most": "six", "prefered": 4},
    {"kind": "days_in_a_rows"},
    {
      "kind": "weekly_rest",
      "hard": false
    },
    {"most": 3},
    17,
    {"kind": "weekly_rest"}
  ],
  "rule": 1
}"""
    found = {(f.code, f.pointer, f.line) for f in faults(text)}
    assert found == {
        ("value.int_type", "/rules/0/most", 3),
        ("unknown_field_near", "/rules/0/prefered", 3),
        ("unknown_kind_near", "/rules/1/kind", 4),
        ("statutory_soft", "/rules/2/hard", 7),
        ("no_kind", "/rules/3", 9),
        ("no_rule", "/rules/4", 10),
        ("repeated_rule", "/rules/5", 11),
        ("unknown_key", "/rule", 13),
    }


@pytest.mark.parametrize(
    ("fields", "code", "at"),
    [
        ({"most": 0}, "value.greater_than_equal", "most"),
        ({"most": 15}, "value.less_than_equal", "most"),
        ({"most": 5.5}, "value.int_type", "most"),
        ({"most": True}, "value.int_type", "most"),
        ({"most": None}, "value.int_type", "most"),
        ({"extra_day_kr": "400"}, "value.float_type", "extra_day_kr"),
        ({"extra_day_kr": -1}, "value.greater_than_equal", "extra_day_kr"),
        ({"extra_day_kr": float("inf")}, "value.float_type", "extra_day_kr"),
        ({"hard": "yes"}, "value.bool_type", "hard"),
        ({"off": "yes"}, "off_type", "off"),
        ({"colour": 1}, "unknown_field", "colour"),
        ({"preferred": 7}, "value.preferred_above_most", ""),
    ],
)
def test_a_wrong_value_is_told_what_was_expected(
    fields: dict[str, object], code: str, at: str
) -> None:
    fault = only(text_of({"kind": "days_in_a_row"} | fields))
    assert (fault.code, fault.pointer) == (code, f"/rules/0/{at}".rstrip("/"))
    for language in ("sv", "en"):
        assert "{" not in fault.message(language)


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ({"kind": "continuity", "hard": True}, "fixed_hard"),
        ({"kind": "contracted_hours", "hard": False}, "fixed_hard"),
        ({"kind": "skills", "price_kr": 10}, "no_price"),
        ({"kind": "weekly_rest", "mode": "none"}, "value.literal_error"),
        ({"kind": "daily_rest_window", "gap_kept": 660}, "unknown_field"),
        ({"kind": 7}, "unknown_kind"),
        ({"kind": "R07"}, "unknown_kind"),
    ],
)
def test_what_a_rule_does_not_offer_is_refused(
    rule: dict[str, object], code: str
) -> None:
    assert only(text_of(rule)).code == code


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("", "not_json", 1),
        ('{"rules": [\n}', "not_json", 2),
        ("[]", "no_rules", 1),
        ("{}", "no_rules", 1),
        ('{\n"rules": {}}', "no_list", 2),
        ('{"rules": [],\n"rules": []}', "repeated_key", 2),
        ("[" * 100_000, "too_deep", None),
    ],
)
def test_a_text_that_is_no_handbook_is_refused(
    text: str, code: str, line: int | None
) -> None:
    fault = only(text)
    assert (fault.code, fault.line) == (code, line)


def test_a_parameter_given_twice_is_a_fault() -> None:
    fault = only('{"rules": [{"kind": "skills",\n"off": true,\n"off": false}]}')
    assert (fault.code, fault.pointer, fault.line) == (
        "repeated_key",
        "/rules/0/off",
        3,
    )


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "rules.json"
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(HandbookError) as caught:
        read_handbook(file)
    assert [f.code for f in caught.value.faults] == ["not_utf8"]


def test_names_that_begin_with_x_are_for_people() -> None:
    text = text_of({"kind": "skills", "x_note": "sedan 2024"}, x_owner="NLU")
    assert read_handbook(text) == default_rules()


def test_a_document_has_pointers_and_no_lines() -> None:
    with pytest.raises(HandbookError) as caught:
        read_handbook_document({"rules": [{"kind": "skills", "a/b~": 1}]})
    [fault] = caught.value.faults
    assert (fault.pointer, fault.line) == ("/rules/0/a~1b~0", None)
    assert read_handbook_document({"rules": []}) == default_rules()


def test_faults_are_said_with_their_place() -> None:
    fault = only(text_of({"kind": "days_in_a_row", "most": 0}))
    assert fault.text() == "rad 1 (/rules/0/most): Det ska vara minst 1 men är 0."
    assert str(HandbookError([fault])) == (
        "line 1 (/rules/0/most): Expected at least 1 but found 0."
    )


def test_what_is_written_is_read_back() -> None:
    text = write_handbook(default_rules())
    assert read_handbook(text) == default_rules()


def test_what_is_switched_off_stays_off() -> None:
    left = read_handbook(text_of({"kind": "split_shifts", "off": True}))
    text = write_handbook(left)
    assert read_handbook(text) == left
    [split] = [r for r in json.loads(text)["rules"] if r["kind"] == "split_shifts"]
    assert split == {"kind": "split_shifts", "x_rule": "R20 Delade turer", "off": True}


def test_a_handbook_is_sorted_in_kronor_and_readable() -> None:
    shuffled = sorted(default_rules(), key=lambda rule: rule.kind)
    text = write_handbook(shuffled)
    assert text == write_handbook(default_rules())
    written = json.loads(text)["rules"]
    assert [r["x_rule"].split()[0] for r in written] == [r.id for r in ALL_RULES]
    [days] = [r for r in written if r["kind"] == "days_in_a_row"]
    assert list(days) == [
        "kind",
        "x_rule",
        "hard",
        "price_kr",
        "preferred",
        "most",
        "extra_day_kr",
    ]
    assert '"extra_day_kr": 400\n' in text
    assert all("gap_kept" not in rule for rule in written)


_TREES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(max_size=5), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(tree=_TREES, indent=st.sampled_from([None, 1]))
@settings(max_examples=120, deadline=None)
def test_every_value_of_a_json_text_is_found(tree: object, indent: int | None) -> None:
    text = json.dumps(tree, indent=indent)
    found = dict(value_lines(text))
    assert len(found) == _size(tree)
    assert found[""] == 1
    if indent is None:
        assert set(found.values()) == {1}


def _size(tree: object) -> int:
    if isinstance(tree, dict):
        return 1 + sum(_size(value) for value in tree.values())
    if isinstance(tree, list):
        return 1 + sum(_size(value) for value in tree)
    return 1


@given(rules=st.lists(_TREES, max_size=3))
@settings(max_examples=60, deadline=None)
def test_nonsense_is_a_fault_and_not_an_accident(rules: list[object]) -> None:
    if rules:
        assert faults(json.dumps({"rules": rules}))


@pytest.mark.parametrize("number", [MOST + 1, 10**30, 1e300])
def test_a_number_beyond_reason_is_refused_whichever_it_is(number: float) -> None:
    for rule in default_rules():
        for name, value in rule.model_dump().items():
            if isinstance(value, int | float) and not isinstance(value, bool):
                with pytest.raises(ValidationError):
                    type(rule).model_validate(rule.model_dump() | {name: number})


def test_the_largest_number_is_one() -> None:
    text = text_of({"kind": "days_in_a_row", "extra_day_kr": MOST})
    [rule] = [r for r in read_handbook(text) if r.kind == "days_in_a_row"]
    assert isinstance(rule, DaysInARow)
    assert rule.extra_day_kr == MOST
