"""``bemanna what-if``: a changed world beside the base, planned with the same seeds."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from api.cli.commands.comparison_target import check_parquet
from api.cli.commands.world_tables import world_table
from api.cli.exits import Exit
from api.cli.output import Output
from api.cli.stopping import stopping
from api.comparison_files import (
    DOCUMENT,
    PAGE,
    WORKBOOK,
    frontiers_of,
    parquet_files,
    study_files,
    whole_of_study,
)
from api.what_if.asked_worlds import WORDS, agreement_of_world
from api.what_if.findings import WorldFindings
from api.what_if.frontiers import worlds_along
from api.what_if.kept_runs import KeptRuns
from api.what_if.study import Effort, Study
from api.what_if.sweep import Sweep, Tally
from api.what_if.workers import Workers
from api.what_if.world import Asked, World, base_world, other_worlds
from data.cell_place import CellPlace
from data.comparison.compared_world import WholeComparison
from data.comparison.frontier import Frontier
from data.disk.own_files import (
    begin_own_files,
    check_own_files,
    leave_own_files,
    write_own_files,
)
from data.faults import BadInput, FaultList
from data.life.plan_life import last_told
from data.life.publications import publications
from data.reading.checks.own_agreements import located, read_one
from data.scenario.common_patches import under_agreement_file
from data.scenario.difference_words import difference_words
from data.scenario.patch import Patch
from data.scenario.patch_place import PatchPlace
from data.scenario.patch_reading import read_patch
from scheduler.pay.overlay import AgreementFaultsError


@dataclass(frozen=True)
class Question:
    """Of which base, and what shall be otherwise; each is a world of its own."""

    folder: Path
    rules: Path | None
    patches: Sequence[Path] = ()
    more: Sequence[str] = ()
    less: Sequence[str] = ()
    weekends: Sequence[str] = ()
    absent: Sequence[str] = ()
    as_of: Sequence[str] = ()
    presets: Sequence[str] = ()
    frontiers: Sequence[str] = ()
    agreements: Sequence[Path] = ()

    def read(self, base: World, language: str) -> Iterator[Asked]:
        """Yield what reads each patch, and tells where it was given."""
        for path in self.patches:
            yield partial(read_patch, path)
        for path in self.agreements:
            yield partial(_laid_over, path, agreement_of_world(base))
        given = (self.more, self.less, self.weekends, self.absent, self.as_of)
        for (name, make), words in zip(
            WORDS.items(), (*given, self.presets), strict=True
        ):
            for word in words:
                asked = f"--{name.replace('_', '-')} {word}"
                place = PatchPlace(asked, is_word=True)
                yield partial(place.made, partial(make, word, base, language))
        for word in self.frontiers:
            place = PatchPlace(f"--frontier {word}", is_word=True)
            yield from worlds_along(word, base, place, language)


def _laid_over(path: Path, agreement: str) -> tuple[Patch, PatchPlace]:
    """Return the patch of an agreement file; raises ``BadInput``."""
    faults = FaultList()
    text = read_one(path, str(path), faults)
    if text is None:
        raise BadInput(faults)
    try:
        patch = under_agreement_file(path.stem, text, agreement)
    except AgreementFaultsError as error:
        place = CellPlace(str(path))
        raise BadInput(located(f, place, text) for f in error.faults) from error
    return patch, PatchPlace(str(path))


@dataclass(frozen=True)
class StudyTarget:
    """Where a study goes."""

    folder: Path
    parquet: bool = False
    """Whether its tables are written as Parquet, too."""
    force: bool = False
    """Whether files that somebody changed, or other files, may be replaced."""

    @property
    def runs(self) -> Path:
        """Where its plans are kept."""
        return self.folder / "runs"

    def check(self) -> None:
        """Refuse now what would be refused when the study is made.

        Raises
        ------
        BadInput
            The folder holds a comparison that is no study's, or that somebody changed,
            or Parquet is asked for and cannot be written.
        """
        if self.parquet:
            check_parquet("--parquet")
        check_own_files(self.folder, (PAGE, WORKBOOK, DOCUMENT), force=self.force)

    def write(
        self,
        whole: WholeComparison | None,
        curves: Sequence[Frontier],
        document: Mapping[str, object],
        output: Output,
    ) -> None:
        """Write what people open; where no run came to an end, only the document."""
        if whole is None:
            content = json.dumps(document, ensure_ascii=False, indent=2).encode()
            files = {DOCUMENT: content}
        else:
            files = study_files(whole, curves, document, output.language)
            if self.parquet:
                files |= parquet_files(whole, curves, output.language)
        write_own_files(self.folder, files, force=self.force)
        if PAGE in files:
            output.tell("cli.wrote.comparison", path=self.folder / PAGE)


def what_if(
    question: Question,
    effort: Effort,
    workers: Workers,
    target: StudyTarget,
    output: Output,
) -> Exit:
    """Plan the base and every other world, and say what differs and how surely.

    Raises
    ------
    BadInput
        With every fault of the dataset and the patches; or of where it goes.
    """
    target.check()
    base = base_world(question.folder, question.rules)
    worlds = other_worlds(base, question.read(base, output.language))
    if not worlds:
        return output.refused(output.words("cli.what_if.nothing"))
    told_on = _told_on(question.folder)
    if told_on is not None:
        output.tell("pages.what_if.untold", day=told_on.isoformat())
    begin_own_files(target.folder)
    stopping.plan_begins(lambda: output.note(output.words("cli.progress.stopping")))
    stopping.has_plan = True  # what is finished is kept
    with workers:
        stop, tell = lambda: stopping.asked, partial(_tell, output)
        sweep = Sweep(KeptRuns(target.runs), workers, stop, tell)
        study = Study([base, *worlds], effort, sweep)
        found = study.findings()
    if stopping.asked and not any(one.seeds for one in found):
        return _nothing_compared(study, target, output)
    stopping.keep()
    for one in found:
        _show(one, output)
    document = _document(base.name, study, found, told_on)
    whole = whole_of_study(study, found, told_on)
    curves = frontiers_of(study, question.frontiers)
    target.write(whole, curves, document, output)
    return output.document(document, _ended(found, study.failed))


def _told_on(dataset: Path) -> date | None:
    """Return when people were last told of the dataset's days, which no world keeps."""
    return last_told([told.event for told in publications(dataset)])


def _document(
    base: str, study: Study, found: Sequence[WorldFindings], told_on: date | None
) -> dict[str, object]:
    return {
        "base": base,
        "worlds": [one.model_dump(mode="json") for one in found],
        "failed": study.failed,
        "told_on": told_on.isoformat() if told_on else None,
    }


def _nothing_compared(study: Study, target: StudyTarget, output: Output) -> Exit:
    """Leave the comparison that is there as it is: none comes in its place.

    Raises
    ------
    KeyboardInterrupt
        Nothing was kept.
    """
    if not any(study.runs):
        leave_own_files(target.folder)
        raise KeyboardInterrupt
    return output.refused(output.words("cli.what_if.only_runs"), Exit.INTERRUPTED)


def _tell(output: Output, tally: Tally) -> None:
    counts = {"done": tally.done, "kept": tally.kept, "left": tally.left}
    counts |= {"running": tally.running, "failed": len(tally.failed)}
    told = tally.seconds

    def line(since: float) -> str:
        seconds = round(told + since)
        return output.words("cli.what_if.tally", **counts, seconds=seconds)

    output.goes_on(line)


def _ended(found: Sequence[WorldFindings], failed: Sequence[object]) -> Exit:
    if stopping.asked:
        return Exit.INTERRUPTED
    return Exit.NO_PLAN if failed and not any(f.seeds for f in found) else Exit.DONE


def _show(found: WorldFindings, output: Output) -> None:
    output.show("")
    output.tell("cli.what_if.world", name=found.name, why=found.why)
    output.show_all(difference_words(found.inputs))
    if not found.seeds:
        output.tell("cli.what_if.no_pairs")
        return
    output.show(world_table(found, output))
    output.tell("cli.what_if.legend")
    if found.best is not None:
        low, high = (round(x) for x in (found.best.low, found.best.high))
        output.tell("cli.what_if.best", low=low, high=high)
