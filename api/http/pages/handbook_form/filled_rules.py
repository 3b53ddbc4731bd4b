"""Rules as somebody fills them in: texts in fields, and the handbook that they make."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from api.http.pages.handbook_form.clock_fields import clock_of, clock_text
from constraints import ALL_RULES
from constraints.handbook.fields import is_clock, kind_of, parameters_of
from data.written_values import plain
from scheduler.rules.rule import Rule

OFF = "off"
YES, NO = "true", "false"
_WHOLE = re.compile(r"[+-]?\d{1,15}")
_DECIMAL = re.compile(r"[+-]?\d{1,15}[.,]\d{1,15}")
_SPACES = re.compile(r"\s")

Item = Mapping[str, Any]
"""One rule of a ``rules.json``."""


def settings_of(rule: type[Rule]) -> dict[str, Any]:
    """Return what can be set of a rule, as it is when nobody sets it."""
    known = rule.model_validate({}).model_dump(mode="json")
    off = {} if rule.statutory else {OFF: False}
    return off | {name: known[name] for name in parameters_of(rule)}


def text_of(value: object, language: str, *, is_clock: bool = False) -> str:
    """Write a value as it stands in a field."""
    if is_clock and isinstance(value, int):
        return clock_text(value)
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    if isinstance(value, float):
        return plain(value).replace(".", "," if language == "sv" else ".")
    return str(value)


def value_of(text: str, default: object, *, is_clock: bool = False) -> object:
    """Return what a field means; what means nothing stays text, and is refused later.

    What the default is says whether numbers, words or lists of words are meant.
    """
    stripped = text.strip()
    if is_clock:
        return clock_of(stripped)
    if isinstance(default, list):
        return [word for part in stripped.split(",") if (word := part.strip())]
    if isinstance(default, bool):
        return {YES: True, NO: False}.get(stripped, stripped)
    if isinstance(default, str):
        return stripped
    digits = _SPACES.sub("", stripped).replace("\N{MINUS SIGN}", "-")
    if _WHOLE.fullmatch(digits):
        return int(digits)
    if _DECIMAL.fullmatch(digits):
        return float(digits.replace(",", "."))
    return stripped


class FilledRules:
    """Every setting of every rule as a text, and the notes that stood beside them."""

    def __init__(self, document: Any, language: str) -> None:
        """Fill in the rules of a ``rules.json``; ``None`` are the usual ones."""
        is_whole = isinstance(document, dict)
        whole: dict[str, Any] = document if is_whole else {"rules": document or []}
        self._language = language
        self._notes = {k: v for k, v in whole.items() if k.startswith("x_")}
        self._items: dict[str, Item] = {i["kind"]: i for i in whole["rules"]}
        self.texts = {
            f"{kind_of(rule)}.{name}": text_of(
                value, language, is_clock=is_clock(rule, name)
            )
            for rule, name, value in self._values()
        }

    def _values(self) -> Iterator[tuple[type[Rule], str, object]]:
        for rule in ALL_RULES:
            given = self._items.get(kind_of(rule), {})
            for name, default in settings_of(rule).items():
                value = given.get(name, default)
                is_number = isinstance(default, float) and isinstance(value, int)
                yield rule, name, float(value) if is_number else value

    def change(self, fields: Mapping[str, str]) -> None:
        """Put what somebody wrote instead; a field that is not there stays."""
        self.texts |= {name: fields[name] for name in self.texts if name in fields}

    def rules(self) -> list[dict[str, Any]]:
        """Return the rules that say something of their own, as in ``rules.json``."""
        return [item for rule in ALL_RULES if len(item := self._item(rule)) > 1]

    def _item(self, rule: type[Rule]) -> dict[str, Any]:
        kind = kind_of(rule)
        notes = {k: v for k, v in self._items.get(kind, {}).items() if k[:2] == "x_"}
        return {"kind": kind} | notes | self.changed(rule)

    def changed(self, rule: type[Rule]) -> dict[str, object]:
        """Return the settings of a rule that are not as usual."""
        usual = settings_of(rule)
        values = {name: self._value(rule, name, usual[name]) for name in usual}
        return {name: value for name, value in values.items() if value != usual[name]}

    def _value(self, rule: type[Rule], name: str, usual: object) -> object:
        text = self.texts[f"{kind_of(rule)}.{name}"]
        return value_of(text, usual, is_clock=is_clock(rule, name))

    def document(self) -> dict[str, Any] | None:
        """Return the ``rules.json``, with all notes; ``None`` where it says nothing."""
        rules = self.rules()
        return {**self._notes, "rules": rules} if rules or self._notes else None

    def says(self) -> str:
        """Return what can be compared with what other rules say."""
        settings = [self.changed(rule) for rule in ALL_RULES]
        return json.dumps(settings, sort_keys=True)
