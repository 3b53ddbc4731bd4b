"""The rules as the page shows them: by wing, each with its fields."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from api.http.pages.handbook_form.clock_fields import clock_bounds, clock_text
from api.http.pages.handbook_form.filled_rules import (
    NO,
    OFF,
    YES,
    FilledRules,
    settings_of,
    text_of,
)
from api.rules_doc import force_of, parameters
from constraints import ALL_RULES
from constraints.handbook.fields import is_clock, kind_of
from scheduler.rules.rule import Rule, Source


class Setting(NamedTuple):
    """One field."""

    field: str
    name: str
    text: str
    usual: str
    """The text where nobody sets it."""
    allowed: str
    choices: tuple[str, ...]
    """What can be chosen; none where anything may be written."""
    is_number: bool
    is_clock: bool
    is_changed: bool
    fault: str

    @property
    def is_price(self) -> bool:
        """Whether it says what something costs."""
        return self.name.endswith("_kr")


class RuleCard(NamedTuple):
    """One rule."""

    id: str
    kind: str
    force: str
    """``law``, ``hard`` or ``soft``, as it is filled in; ``off`` where left out."""
    source: Source
    settings: tuple[Setting, ...]
    fault: str
    """Of the rule as a whole."""

    @property
    def changes(self) -> int:
        """How many settings are not as usual."""
        return sum(setting.is_changed for setting in self.settings)

    @property
    def is_faulty(self) -> bool:
        """Whether anything in it is refused."""
        return bool(self.fault) or any(setting.fault for setting in self.settings)

    @property
    def prices(self) -> list[Setting]:
        """Return the settings that say what something costs, as it is filled in.

        Where the municipality has made a rule binding, its own price is not asked for.
        """
        is_choice = any(setting.name == "hard" for setting in self.settings)
        unasked = "price_kr" if is_choice and self.force == "hard" else ""
        return [
            setting
            for setting in self.settings
            if setting.is_price and self.force != OFF and setting.name != unasked
        ]


def wings_of(
    filled: FilledRules, faults: Mapping[str, str], language: str
) -> dict[str, list[RuleCard]]:
    """Return the rules by the wing in which they stand, in the order of their ids."""
    wings: dict[str, list[RuleCard]] = {}
    for rule in ALL_RULES:
        wing = rule.__module__.split(".")[1]
        wings.setdefault(wing, []).append(_card(rule, filled, faults, language))
    return wings


def _card(
    rule: type[Rule], filled: FilledRules, faults: Mapping[str, str], language: str
) -> RuleCard:
    kind = kind_of(rule)
    schema = rule.model_json_schema()["properties"]
    changed = filled.changed(rule)
    settings = [
        Setting(
            field=f"{kind}.{name}",
            name=name,
            text=filled.texts[f"{kind}.{name}"],
            usual=text_of(usual, language, is_clock=is_clock(rule, name)),
            allowed=_allowed(rule, name),
            choices=_choices(schema.get(name, {}), usual),
            is_number=isinstance(usual, int | float),
            is_clock=is_clock(rule, name),
            is_changed=name in changed,
            fault=faults.get(f"{kind}.{name}", ""),
        )
        for name, usual in settings_of(rule).items()
    ]
    force = _force(rule, filled)
    fault = faults.get(kind, "")
    return RuleCard(rule.id, kind, force, rule.source, tuple(settings), fault)


def _allowed(rule: type[Rule], name: str) -> str:
    """Return the limits of a setting; of what has none, nothing."""
    if is_clock(rule, name):
        return "–".join(map(clock_text, clock_bounds(rule, name)))
    shown = {each.name: each.allowed for each in parameters(rule)}
    return shown.get(name, "")


def _force(rule: type[Rule], filled: FilledRules) -> str:
    kind = kind_of(rule)
    if filled.texts.get(f"{kind}.{OFF}") == YES:
        return OFF
    force = force_of(rule)
    if force != "choice":
        return force
    return "hard" if filled.texts[f"{kind}.hard"] == YES else "soft"


def _choices(schema: Mapping[str, Any], usual: object) -> tuple[str, ...]:
    if isinstance(usual, bool):
        return YES, NO
    return tuple(schema.get("enum", ()))
