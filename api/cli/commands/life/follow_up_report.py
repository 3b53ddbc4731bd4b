"""``bemanna follow-up``: the plan beside what was performed and worked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from api.cli.commands.written_dataset import tell_dataset
from api.cli.exits import Exit
from api.cli.kept_file import keep_file
from api.cli.output import Output
from api.cli.stopping import stopping
from api.follow_up.follow_up_files import FORMS, answer_of, follow_up_file, patch_of
from api.follow_up.following import followed_up, with_patch
from api.inputs import Inputs, read_inputs
from constraints.handbook.handbook import write_handbook
from data.both_languages import number
from data.cell_place import CellPlace
from data.disk.whole_file import check_file
from data.faults import BadInput
from data.follow_up.learnt_patch import patch_toml
from data.follow_up.reported_files import read_reported
from data.follow_up.reported_rows import PERFORMED, WORKED
from data.reading.plans import read_plan
from data.scenario.patch import Patch
from data.writing.dataset_files import check_dataset_folder, write_dataset
from scheduler.audit.figures import EVERYWHERE, Figure
from scheduler.follow_up.followed_up import FollowUp


@dataclass(frozen=True)
class FollowUpOrder:
    """Which plan, what was reported of it, and where the answer goes."""

    folder: Path
    plan: Path
    performed: Sequence[Path] = ()
    worked: Sequence[Path] = ()
    out: Path | None = None
    patch: Path | None = None
    """Where the proposed times go, as a patch."""
    apply: Path | None = None
    """Where the dataset with the proposed times goes."""
    force: bool = False

    def check(self) -> None:
        """Refuse now what would be refused when the answer is written.

        Raises
        ------
        BadInput
            Nothing was reported, or something may not be written.
        """
        if not self.performed and not self.worked:
            place = CellPlace("--performed, --worked")
            raise BadInput([place.fault("follow_up_nothing")])
        if self.out is not None and self.out.suffix.lower() not in FORMS:
            fault = CellPlace("--out").fault(
                "follow_up_form", None, self.out.name, names=", ".join(FORMS)
            )
            raise BadInput([fault])
        for path in filter(None, (self.out, self.patch)):
            check_file(path, force=self.force)
        if self.apply is not None:
            check_dataset_folder(self.apply, force=self.force)

    @property
    def reports(self) -> dict[str, Sequence[Path]]:
        """What was reported, by the sheet that it stands for."""
        return {PERFORMED.name: self.performed, WORKED.name: self.worked}


def write_follow_up(order: FollowUpOrder, output: Output) -> Exit:
    """Set a plan beside what became of it, and write what was asked for.

    Raises
    ------
    BadInput
        With every fault of what was handed in.
    """
    order.check()
    inputs = read_inputs(order.folder, judges=True)
    plan = read_plan(order.plan, inputs.problem)
    reported = read_reported(order.reports, inputs.problem)
    found = followed_up(inputs.problem, plan, reported)
    patch = patch_of(found, output.language)
    for line in _told(found, output):
        output.show(line)
    files = dict(_written(order, found, patch, inputs, output))
    answer = answer_of(found, inputs.problem, output.language)
    return output.document(answer.model_dump(mode="json") | {"files": files}, Exit.DONE)


def _told(found: FollowUp, output: Output) -> Iterator[str]:
    """Yield what came out, overall."""
    days = {"first": found.first.isoformat(), "last": found.last.isoformat()}
    yield output.words("cli.follow_up.days", **days)
    before = found.planned[EVERYWHERE]
    for id_, figure in found.performed[EVERYWHERE].items():
        line = {
            "id": id_,
            "name": output.words(f"figure.{id_}"),
            "performed": _value(figure, output),
            "planned": _value(before.get(id_), output),
            "unit": output.words(f"figure.unit.{figure.unit}", count=figure.value or 0),
        }
        yield output.words("cli.follow_up.figure", **line)
    count = sum(row.proposed is not None for row in found.learnt)
    yield output.words("cli.follow_up.learnt", count=count, of=len(found.learnt))


def _value(figure: Figure | None, output: Output) -> str:
    if figure is None or figure.value is None:
        return "–"
    return str(getattr(number(figure.value, 1), output.language))


def _written(
    order: FollowUpOrder, found: FollowUp, patch: Patch, inputs: Inputs, output: Output
) -> Iterator[tuple[str, str]]:
    if order.out is not None:
        content = follow_up_file(order.out.suffix, found, inputs, output.language)
        keep_file(order.out, content, force=order.force)
        output.tell("cli.wrote.follow_up", path=order.out)
        yield "report", str(order.out)
    if order.patch is not None and not patch.is_empty:
        keep_file(order.patch, patch_toml(patch).encode(), force=order.force)
        output.tell("cli.wrote.patch", path=order.patch)
        yield "patch", str(order.patch)
    if order.apply is not None and not patch.is_empty:
        changed = with_patch(inputs.problem, patch).problem
        rules = write_handbook(inputs.rules).encode()
        stopping.keep()
        written = write_dataset(changed, order.apply, rules, force=order.force)
        yield from tell_dataset(written, output).items()
