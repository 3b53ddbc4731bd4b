"""A municipality's *bemanningshandbok* as data: ``rules.json``.

``{"rules": [{"kind": "days_in_a_row", "most": 6}, …]}``: rules and parameters that are
not given take their defaults, and a rule that is not law can be left out with
``"off": true``. Names that begin with ``x_`` are for people and are not read.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from math import isfinite
from pathlib import Path
from typing import Any, Literal, get_origin

from pydantic import ValidationError

from constraints import ALL_RULES, settle
from constraints.handbook.fields import DERIVED, can_be_set, kind_of, parameters_of
from constraints.handbook.handbook_faults import HandbookError, HandbookFault
from constraints.handbook.json_lines import value_lines
from scheduler.messages import catalogue, say
from scheduler.rules.rule import Rule

MOST_VALUES = 5_000
"""Of a file; all rules with all their parameters are some hundreds."""
_BY_KIND = {kind_of(rule): rule for rule in ALL_RULES}


def read_handbook(source: Path | str) -> tuple[Rule, ...]:
    """Return the rules of a file, or of its text.

    Raises
    ------
    HandbookError
        With every fault that was found.
    OSError
        Where there is no such file.
    """
    text = source if isinstance(source, str) else _decoded(source)
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        facts = {"column": error.colno}
        fault = HandbookFault(code="not_json", line=error.lineno, facts=facts)
        raise HandbookError([fault]) from error
    except RecursionError as error:
        raise HandbookError([HandbookFault(code="too_deep")]) from error
    lines: dict[str, int] = {}
    repeated = []
    for pointer, line in value_lines(text):
        if pointer in lines:
            fault = HandbookFault(code="repeated_key", pointer=pointer, line=line)
            repeated.append(fault)
        lines.setdefault(pointer, line)
    return _read(document, lines, repeated)


def read_handbook_document(document: object) -> tuple[Rule, ...]:
    """Return the rules of a document that is already parsed; as ``read_handbook``."""
    return _read(document, {}, [])


def _decoded(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise HandbookError([HandbookFault(code="not_utf8")]) from error


def _read(
    document: object, lines: Mapping[str, int], faults: list[HandbookFault]
) -> tuple[Rule, ...]:
    given: dict[str, Rule | None] = {}
    places: dict[str, str] = {}
    if _is_too_much(document):
        limit = {"most": MOST_VALUES}
        raise HandbookError([HandbookFault(code="too_much", facts=limit)])
    for pointer, item in _items(document, faults):
        kind = _kind(pointer, item, faults)
        if kind is None:
            continue
        if kind in places:
            facts = {"kind": kind, "first": places[kind]}
            fault = HandbookFault(code="repeated_rule", pointer=pointer, facts=facts)
            faults.append(fault)
            continue
        places[kind] = pointer
        given[kind] = _rule(pointer, kind, item, faults)
    if faults:
        raise HandbookError(_placed(fault, lines) for fault in faults)
    whole = (
        given[kind] if kind in given else rule.model_validate({})
        for kind, rule in _BY_KIND.items()
    )
    return settle(rule for rule in whole if rule is not None)


def _is_too_much(document: object) -> bool:
    """Whether there is more than anybody writes, and no end to what is wrong."""
    found, waiting = 0, [document]
    while waiting and found <= MOST_VALUES:
        item = waiting.pop()
        if isinstance(item, dict | list):
            found += len(item)
            waiting.extend(item.values() if isinstance(item, dict) else item)
    return found > MOST_VALUES


def _placed(fault: HandbookFault, lines: Mapping[str, int]) -> HandbookFault:
    """Return the fault with the line that it, or what it stands in, is on."""
    at = fault.pointer
    while at and at not in lines:
        at = at.rpartition("/")[0]
    return fault.model_copy(update={"line": fault.line or lines.get(at)})


def _items(
    document: object, faults: list[HandbookFault]
) -> list[tuple[str, dict[str, Any]]]:
    """Return the rules as they are written, by pointer."""
    if not isinstance(document, dict) or "rules" not in document:
        faults.append(HandbookFault(code="no_rules", value=_shown(document)))
        return []
    for key in document:
        if key != "rules" and not key.startswith("x_"):
            fault = HandbookFault(code="unknown_key", pointer=_join("", key), value=key)
            faults.append(fault)
    rules = document["rules"]
    if not isinstance(rules, list):
        fault = HandbookFault(code="no_list", pointer="/rules", value=_shown(rules))
        faults.append(fault)
        return []
    found = []
    for at, item in enumerate(rules):
        pointer = f"/rules/{at}"
        if isinstance(item, dict):
            found.append((pointer, item))
        else:
            fault = HandbookFault(code="no_rule", pointer=pointer, value=_shown(item))
            faults.append(fault)
    return found


def _kind(
    pointer: str, item: Mapping[str, Any], faults: list[HandbookFault]
) -> str | None:
    """Return which rule is meant."""
    kind = item.get("kind")
    if isinstance(kind, str) and kind in _BY_KIND:
        return kind
    at = _join(pointer, "kind") if "kind" in item else pointer
    code = "no_kind"
    if "kind" in item:
        code = "unknown_kind"
    facts = {"near": _nearest(str(kind), _BY_KIND), "known": ", ".join(_BY_KIND)}
    if facts["near"] and code == "unknown_kind":
        code = "unknown_kind_near"
    fault = HandbookFault(code=code, pointer=at, value=_shown(kind), facts=facts)
    faults.append(fault)
    return None


def _rule(
    pointer: str, kind: str, item: Mapping[str, Any], faults: list[HandbookFault]
) -> Rule | None:
    """Return one rule; ``None`` where it is switched off or wrong."""
    type_ = _BY_KIND[kind]
    fields = {
        key: value
        for key, value in item.items()
        if key != "off" and key not in DERIVED and not key.startswith("x_")
    }
    off = item.get("off", False)
    found = list(_against_law(pointer, type_, item))
    try:
        rule = type_.model_validate_json(json.dumps(fields), strict=True)
    except ValidationError as error:
        found += _invalid(pointer, type_, error)
        rule = None
    faults += found
    return None if found or off else rule


def _against_law(
    pointer: str, type_: type[Rule], item: Mapping[str, Any]
) -> Iterator[HandbookFault]:
    """Find what a municipality may not decide, and what no rule has."""
    off = item.get("off", False)
    facts = {"title": type_.id}
    if not isinstance(off, bool):
        at = _join(pointer, "off")
        yield HandbookFault(code="off_type", pointer=at, value=_shown(off))
    elif off and type_.statutory:
        at = _join(pointer, "off")
        yield HandbookFault(code="statutory_off", pointer=at, facts=facts)
    if item.get("price_kr") and not can_be_set(type_, "price_kr"):
        at, shown = _join(pointer, "price_kr"), _shown(item["price_kr"])
        yield HandbookFault(code="no_price", pointer=at, value=shown, facts=facts)
    for name, value in item.items():
        if isinstance(value, float) and not isfinite(value):
            at, shown = _join(pointer, name), _shown(value)
            yield HandbookFault(code="value.float_type", pointer=at, value=shown)
    for name in sorted(DERIVED & set(item)):
        yield _unknown_field(pointer, type_, name)


def _invalid(
    pointer: str, type_: type[Rule], error: ValidationError
) -> Iterator[HandbookFault]:
    """Say what pydantic found in the words of the catalogue."""
    for found in error.errors(include_url=False):
        path = [str(part) for part in found["loc"]]
        at = "/".join([pointer, *path])
        shown = _shown(found["input"])
        if found["type"] == "extra_forbidden":
            yield _unknown_field(pointer, type_, path[0])
        elif path == ["hard"]:
            code = "statutory_soft" if type_.statutory else "fixed_hard"
            if get_origin(type_.model_fields["hard"].annotation) is not Literal:
                code = "value.bool_type"
            facts = {"title": type_.id}
            yield HandbookFault(code=code, pointer=at, value=shown, facts=facts)
        else:
            code = f"value.{found['type']}"
            known = f"handbook.{code}" in catalogue()
            limits = {k: str(v) for k, v in found.get("ctx", {}).items()}
            yield HandbookFault(
                code=code if known else "value",
                pointer=at,
                value=shown,
                facts=limits | {"reason": found["msg"]},
            )


def _unknown_field(pointer: str, type_: type[Rule], name: str) -> HandbookFault:
    known = list(parameters_of(type_))
    near = _nearest(name, known)
    return HandbookFault(
        code="unknown_field_near" if near else "unknown_field",
        pointer=_join(pointer, name),
        value=name,
        facts={
            "kind": kind_of(type_),
            "near": near,
            "known": ", ".join(known),
        },
    )


def write_handbook(rules: Iterable[Rule]) -> str:
    """Return the text of a ``rules.json`` that is read back as these rules.

    All rules and parameters are there, by the rules' ids, amounts in kronor.
    """
    given = {rule.kind: rule for rule in rules}
    shown = [_written(type_, given.get(kind)) for kind, type_ in _BY_KIND.items()]
    document = {"rules": shown}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _written(type_: type[Rule], rule: Rule | None) -> dict[str, Any]:
    title = f"{type_.id} {say(f'rule.{type_.id}.title')}"
    made: dict[str, Any] = {"kind": kind_of(type_), "x_rule": title}
    if rule is None:
        return made | {"off": True}
    values = rule.model_dump(mode="json")
    return made | {name: _whole(values[name]) for name in parameters_of(type_)}


def _whole(value: object) -> object:
    """Return 400.0 as 400: nobody writes kronor otherwise."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def _nearest(word: str, known: Iterable[str]) -> str:
    return next(iter(get_close_matches(word, list(known), n=1)), "")


def _join(pointer: str, key: str) -> str:
    return f"{pointer}/{key.replace('~', '~0').replace('/', '~1')}"


def _shown(value: object) -> str:
    """Return a value as JSON, not too long."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else f"{text[:59]}…"
