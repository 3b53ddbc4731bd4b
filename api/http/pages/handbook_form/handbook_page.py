"""The handbook in the browser: see rules, change them, plan with them, keep them."""

from collections.abc import Mapping
from typing import Annotated, Any, NamedTuple

from fastapi import APIRouter, Depends, Request
from pydantic import ValidationError
from starlette.responses import RedirectResponse, Response

from api.http.order import LONGEST, OrderLimits, ScheduleOrder
from api.http.pages.data import SEE_OTHER
from api.http.pages.handbook_form.clock_fields import clock_bounds, clock_text
from api.http.pages.handbook_form.filled_rules import FilledRules
from api.http.pages.handbook_form.rule_cards import wings_of
from api.http.pages.looks import page, spoken_to, words
from api.http.problems import Refusal
from api.http.routes.access import ApiService, DatasetDep, ServiceDep
from api.http.routes.datasets import DatasetNamed
from api.http.routes.schedules import Ordered
from api.inputs import Inputs, Rules, RulesFault, read_rules_document
from api.store.schema import Dataset, Job, Operation
from constraints import ALL_RULES
from constraints.handbook.fields import is_clock, kind_of
from data.faults import BadInput
from scheduler.messages import say

router = APIRouter(include_in_schema=False)

_USUAL = {"seconds": "180", "name": "", "kept_name": ""}
"""What stands beside the rules until somebody writes something else."""


class HandbookForm(NamedTuple):
    """What came in."""

    fields: Mapping[str, str]

    @property
    def beside(self) -> dict[str, str]:
        """Return what is not about a rule."""
        return {name: self.fields.get(name, usual) for name, usual in _USUAL.items()}


async def _form(request: Request) -> HandbookForm:
    form = await request.form()
    return HandbookForm({k: v for k, v in form.items() if isinstance(v, str)})


FormDep = Annotated[HandbookForm, Depends(_form)]


class Shown(NamedTuple):
    """What a look at the page is about."""

    request: Request
    service: ApiService
    dataset: Dataset
    filled: FilledRules
    beside: Mapping[str, str]
    job: Job | None = None
    """The plan whose rules these are."""

    def page(self, faults: Mapping[str, str], *, checked: bool = False) -> Response:
        """Return the page, with what is wrong beside the fields."""
        language = spoken_to(self.request)
        answer = page(
            self.request,
            "handbook_form/handbook.html.j2",
            dataset=self.dataset,
            wings=wings_of(self.filled, faults, language),
            beside=self.beside,
            faults=faults,
            checked=checked,
            longest=LONGEST,
            job=self.job,
        )
        answer.status_code = 422 if faults else 200
        return answer

    @property
    def is_own(self) -> bool:
        """Whether the rules are not those of the dataset."""
        kept = self.service.datasets.rules(self.dataset.id)
        own = FilledRules(kept, spoken_to(self.request))
        return self.filled.says() != own.says()


@router.get("/datasets/{dataset_id}/handbook")
def handbook_page(
    request: Request,
    dataset: DatasetDep,
    service: ServiceDep,
    schedule: str | None = None,
) -> Response:
    """Show the rules of a dataset, or those that one of its plans was made with."""
    document, job = service.datasets.rules(dataset.id), None
    if schedule is not None:
        job = _job_of(dataset, schedule, service)
        order = ScheduleOrder.model_validate_json(job.order)
        document = document if order.rules is None else order.rules
    filled = FilledRules(document, spoken_to(request))
    return Shown(request, service, dataset, filled, _USUAL, job).page({})


def _job_of(dataset: Dataset, id_: str, service: ApiService) -> Job:
    job = service.jobs.get(id_, Job.order)
    if job is None or job.dataset_id != dataset.id:
        raise Refusal(404, "not_found")
    return job


@router.post("/datasets/{dataset_id}/handbook")
def use_handbook(
    request: Request, dataset: DatasetDep, service: ServiceDep, form: FormDep
) -> Response:
    """Check what was filled in; plan with it or keep it if that was asked."""
    filled = FilledRules(service.datasets.rules(dataset.id), spoken_to(request))
    filled.change(form.fields)
    shown = Shown(request, service, dataset, filled, form.beside)
    rules, faults = _read(filled, spoken_to(request))
    do = form.fields.get("do")
    if do == "plan":
        return _planned(shown, faults)
    if do == "keep":
        return _kept(shown, rules, faults)
    return shown.page(faults, checked=True)


def _read(filled: FilledRules, language: str) -> tuple[Rules, dict[str, str]]:
    """Return the rules, or what is wrong by field, or by rule."""
    items = filled.rules()
    try:
        return read_rules_document(items), {}
    except BadInput as bad:
        return (), _by_field(bad, items, filled, language)


def _by_field(
    bad: BadInput, items: list[dict[str, Any]], filled: FilledRules, language: str
) -> dict[str, str]:
    found: dict[str, str] = {}
    for fault in bad.faults:
        assert isinstance(fault, RulesFault)
        _, _, number, *name = fault.found.pointer.split("/")
        kind = items[int(number)]["kind"]
        field = ".".join([kind, *name[:1]])
        said = _bad_clock(kind, name, filled, language) or fault.message(language)
        found[field] = f"{found[field]} {said}" if field in found else said
    return found


def _bad_clock(
    kind: str, path: list[str], filled: FilledRules, language: str
) -> str | None:
    """Say what a clock time may be; ``None`` where something else is wrong."""
    rule = next(rule for rule in ALL_RULES if kind_of(rule) == kind)
    if len(path) != 1 or not is_clock(rule, path[0]):
        return None
    lowest, highest = map(clock_text, clock_bounds(rule, path[0]))
    return say(
        "pages.handbook.bad_clock",
        language,
        value=filled.texts[f"{kind}.{path[0]}"],
        lowest=lowest,
        highest=highest,
    )


def _planned(shown: Shown, faults: dict[str, str]) -> Response:
    """Begin to plan with the rules, once."""
    try:
        seconds = shown.beside["seconds"].strip().replace(",", ".")
        limits = OrderLimits.model_validate({"seconds": seconds}, strict=False)
    except ValidationError:
        faults["seconds"] = words(shown.request, "pages.handbook.bad_seconds")
    name = _named(shown, "name", faults)
    if faults:
        return shown.page(faults)
    rules: Any = (shown.filled.document() or []) if shown.is_own else None
    order = ScheduleOrder(
        dataset=shown.dataset.id, name=name, rules=rules, limits=limits
    )
    job = Ordered(Operation.SOLVE, order).queued(shown.service)
    return RedirectResponse(f"/schedules/{job.id}", SEE_OTHER)


def _kept(shown: Shown, rules: Rules, faults: dict[str, str]) -> Response:
    """Keep the dataset with these rules: what it said before, its plans still say."""
    name = _named(shown, "kept_name", faults)
    if faults:
        return shown.page(faults)
    datasets = shown.service.datasets
    problem = datasets.read(shown.dataset.id).problem
    if not shown.is_own:
        return RedirectResponse(f"/datasets/{shown.dataset.id}", SEE_OTHER)
    kept, is_new = datasets.put(
        Inputs(problem, rules), shown.filled.document(), told_from=shown.dataset.id
    )
    if is_new:
        usual = words(shown.request, "pages.handbook.kept", name=shown.dataset.name)
        datasets.rename(kept, name or usual[:200])
    return RedirectResponse(f"/datasets/{kept.id}", SEE_OTHER)


def _named(shown: Shown, field: str, faults: dict[str, str]) -> str:
    """Return a name that somebody gave, or nothing."""
    name = shown.beside[field].strip()
    try:
        return DatasetNamed(name=name).name if name else ""
    except ValidationError:
        faults[field] = words(shown.request, "pages.handbook.bad_name")
        return ""
