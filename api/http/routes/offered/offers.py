"""What can be chosen: ready-made scenarios, rules and their parameters, exports."""

import json
from typing import Annotated, Any, Literal, cast

from fastapi import Path
from pydantic import Field

from api.http.routes.access import ServiceDep, dataset_of, refusals
from api.http.routes.paging import Limit
from api.http.routes.versioned import versioned
from api.rules_doc import force_of, parameters
from constraints import ALL_RULES, default_rules
from constraints.handbook.fields import kind_of
from constraints.handbook.handbook import write_handbook
from data.both_languages import both, rule_name
from data.export.export_forms import ExportForm
from data.scenario.presets.preset import Preset
from data.scenario.presets.preset_parameters import parameters_of_preset
from data.scenario.presets.registry import FAMILIES
from scheduler.domain.described import Described
from scheduler.rules.rule import Rule

router = versioned("", "choices")

DEFAULT = "default"
Force = Literal["law", "hard", "soft", "choice"]


class ParameterView(Described):
    """A value that can be set."""

    name: str = Field(examples=["share"])
    """How it is written."""
    default: str = Field(examples=["10"])
    """What it is if nobody sets it; empty where nothing is asked then."""
    allowed: str = Field(examples=["1 – 50"])
    """Values, limits, or an example."""
    meaning_sv: str
    """What it does, in Swedish."""
    meaning_en: str
    """The same in English."""


class ScenarioView(Described):
    """A ready-made question about a dataset."""

    name: str = Field(examples=["weekends"])
    """The `preset` of a study's world, with values behind it: `weekends:1/3`."""
    family_sv: str = Field(examples=["Schema och ledighet"])
    """What it is about, in Swedish."""
    family_en: str = Field(examples=["Schedule and leave"])
    """The same in English."""
    why_sv: str
    """What it asks, in Swedish."""
    why_en: str
    """The same in English."""
    parameters: list[ParameterView]
    """In the order in which their values are written."""


class ScenarioList(Described):
    """All ready-made scenarios."""

    items: list[ScenarioView]
    """By family."""


class RuleParameterView(Described):
    """A value of a rule that a municipality may set."""

    name: str = Field(examples=["rest_min"])
    """As in `rules.json`."""
    default: str = Field(examples=["660"])
    """What it is if nobody sets it."""
    allowed: str = Field(examples=["from 0"])
    """Which values it takes."""
    meaning: str
    """What it does."""


class RuleView(Described):
    """A rule that plans are made and judged by."""

    id: str
    """As breaches name it."""
    kind: str = Field(examples=["daily_rest_window"])
    """As `rules.json` names it."""
    name_sv: str = Field(examples=["Dygnsvila"])
    """What planners call it, in Swedish."""
    name_en: str = Field(examples=["Daily rest"])
    """The same in English."""
    text_sv: str
    """What it says, in Swedish."""
    text_en: str
    """The same in English."""
    force: Force
    """`law`: always; `hard` or `soft`; `choice`: as the municipality says."""
    source: str
    """Where it comes from."""
    assumed: bool
    """Whether nobody could verify a value or a reading of it."""
    parameters: list[RuleParameterView]
    """What can be set."""


class RuleList(Described):
    """All rules there are."""

    items: list[RuleView]
    """By id."""


class RuleSet(Described):
    """Rules with every parameter, as in `rules.json`."""

    id: str = Field(examples=[DEFAULT])
    """`default`, or the id of the dataset whose rules they are."""
    rules: list[dict[str, Any]] = Field(
        examples=[[{"kind": "daily_rest_window", "rest_min": 660}]]
    )
    """One for each rule; `off` is one that does not hold. Can be sent with an order."""


class RuleSetLine(Described):
    """A rule set, in a list."""

    id: str = Field(examples=[DEFAULT])
    """`default`, or the id of a dataset."""
    name: str = Field(examples=["Lekeberg"])
    """That of the dataset; empty for the default."""


class RuleSetList(Described):
    """Rule sets there are."""

    items: list[RuleSetLine]
    """The default, then those of the latest datasets."""


class ExportView(Described):
    """A form in which a plan leaves for another system."""

    form: ExportForm
    """The last part of the address."""
    name_sv: str
    """What it is for, in Swedish."""
    name_en: str
    """The same in English."""


class ExportList(Described):
    """All forms of export."""

    items: list[ExportView]
    """Payroll, tables, ledger, calendars."""


@router.get("/scenarios")
def list_scenarios() -> ScenarioList:
    """List ready-made scenarios with their parameters."""
    items = [
        _scenario(family, preset)
        for family, presets in FAMILIES.items()
        for preset in presets
    ]
    return ScenarioList(items=items)


def _scenario(family: str, preset: type[Preset]) -> ScenarioView:
    about, why = both(f"scenario.family.{family}"), both(f"scenario.{preset.name}.why")
    shown = []
    for parameter in parameters_of_preset(preset):
        meaning = both(f"scenario.{preset.name}.{parameter.name}")
        said = {"meaning_sv": meaning.sv, "meaning_en": meaning.en}
        shown.append(ParameterView(**parameter._asdict(), **said))
    return ScenarioView(
        name=preset.name,
        family_sv=about.sv,
        family_en=about.en,
        why_sv=why.sv,
        why_en=why.en,
        parameters=shown,
    )


@router.get("/rules")
def list_rules() -> RuleList:
    """List the rules with their sources and what can be set of them."""
    return RuleList(items=[_rule(rule) for rule in ALL_RULES])


def _rule(rule: type[Rule]) -> RuleView:
    name, text = rule_name(rule.id), both(f"rule.{rule.id}.text")
    return RuleView(
        id=rule.id,
        kind=kind_of(rule),
        name_sv=name.sv,
        name_en=name.en,
        text_sv=text.sv,
        text_en=text.en,
        force=cast("Force", force_of(rule)),
        source=rule.source.cite,
        assumed=rule.source.assumed,
        parameters=[RuleParameterView(**p._asdict()) for p in parameters(rule)],
    )


RuleSetId = Annotated[
    str, Path(description="`default`, or the id of a dataset.", examples=[DEFAULT])
]


@router.get("/rule-sets", responses=refusals(422))
def list_rule_sets(service: ServiceDep, limit: Limit = 20) -> RuleSetList:
    """List the rule set that holds if nobody says otherwise, and those of datasets."""
    datasets = service.datasets.page(None, limit)
    lines = [RuleSetLine(id=dataset.id, name=dataset.name) for dataset in datasets]
    return RuleSetList(items=[RuleSetLine(id=DEFAULT, name=""), *lines])


@router.get("/rule-sets/{rule_set_id}", responses=refusals(404))
def read_rule_set(rule_set_id: RuleSetId, service: ServiceDep) -> RuleSet:
    """Return the rules that hold if nobody says otherwise, or those of a dataset."""
    rules = default_rules()
    if rule_set_id != DEFAULT:
        rules = service.datasets.read(dataset_of(rule_set_id, service).id).rules
    return RuleSet(id=rule_set_id, rules=json.loads(write_handbook(rules))["rules"])


@router.get("/exports")
def list_exports() -> ExportList:
    """List the forms of `/schedules/{schedule_id}/exports/{form}`."""
    named = {form: both(f"export.form.{form.value}") for form in ExportForm}
    return ExportList(
        items=[
            ExportView(form=form, name_sv=name.sv, name_en=name.en)
            for form, name in named.items()
        ]
    )
