"""``bemanna what-if``: a changed world beside the base, planned with the same seeds."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from api.cli.commands.world_tables import differences_in_words, world_table
from api.cli.exits import Exit
from api.cli.output import Output
from api.cli.stopping import stopping
from api.what_if.findings import WorldFindings, findings
from api.what_if.kept_runs import KeptRun, KeptRuns
from api.what_if.sweep import Sweep, Tally, WantedRun
from api.what_if.world import Asked, World, base_world, other_worlds
from data.disk.whole_file import write_file
from data.faults import BadInput
from data.scenario.common_patches import absent, one_less, one_more, weekends
from data.scenario.patch import Patch
from data.scenario.patch_place import PatchPlace
from data.scenario.patch_reading import read_patch
from data.scenario.presets.preset_text import find_preset
from scheduler.audit.comparison import Topic
from scheduler.planning.result import Limits

COMPARISON = "comparison.json"


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

    presets: Sequence[str] = ()

    def read(self, base: World, language: str) -> Iterator[Asked]:
        """Yield what reads each patch, and tells where it was given."""
        last = base.inputs.problem.end.isoformat()
        for path in self.patches:
            yield partial(read_patch, path)
        for option, given, make in (
            ("--add-employee", self.more, one_more),
            ("--remove-employee", self.less, one_less),
            ("--weekends", self.weekends, weekends),
            ("--absent", self.absent, lambda told: absent(told, last)),
            (
                "--preset",
                self.presets,
                lambda text: find_preset(text).patch(base.document, language),
            ),
        ):
            for word in given:
                yield partial(_made, make, word, PatchPlace(f"{option} {word}"))


def _made(
    make: Callable[[str], Patch], word: str, place: PatchPlace
) -> tuple[Patch, PatchPlace]:
    return make(word), place


@dataclass(frozen=True)
class Effort:
    """How hard to try; the same in every world."""

    limits: Limits
    """Of one run; its seed is the first."""
    seeds: int
    most_seeds: int
    """Seeds are added until the cost's interval is narrow enough, but not beyond it."""
    within: float
    """How narrow: half of the interval as a share of the cost."""
    cores: int
    cluster: str | None = None


def what_if(question: Question, effort: Effort, out: Path, output: Output) -> Exit:
    """Plan the base and every other world, and say what differs and how surely.

    Raises
    ------
    BadInput
        With every fault of the dataset and the patches.
    """
    base = base_world(question.folder, question.rules)
    worlds = other_worlds(base, question.read(base, output.language))
    if not worlds:
        return output.refused(output.words("cli.what_if.nothing"))
    stopping.plan_begins(lambda: output.note(output.words("cli.progress.stopping")))
    stopping.has_plan = True  # what is finished is kept
    study = _Study([base, *worlds], effort, KeptRuns(out / "runs"), output)
    found = study.findings()
    for one in found:
        _show(one, output)
    document = {
        "base": base.name,
        "worlds": [one.model_dump(mode="json") for one in found],
        "failed": study.failed,
    }
    content = json.dumps(document, ensure_ascii=False, indent=2).encode()
    write_file(out / COMPARISON, content, force=True)
    return output.document(document, _ended(found, study.failed))


def _ended(found: Sequence[WorldFindings], failed: Sequence[object]) -> Exit:
    if stopping.asked:
        return Exit.INTERRUPTED
    return Exit.NO_PLAN if failed and not any(f.seeds for f in found) else Exit.DONE


def _show(found: WorldFindings, output: Output) -> None:
    output.show("")
    output.tell("cli.what_if.world", name=found.name, why=found.why)
    for line in differences_in_words(found.inputs, output):
        output.show(line)
    if not found.seeds:
        output.tell("cli.what_if.no_pairs")
        return
    output.show(world_table(found, output))
    if found.best is not None:
        low, high = (round(x) for x in (found.best.low, found.best.high))
        output.tell("cli.what_if.best", low=low, high=high)


class _Study:
    """Worlds, planned with more and more seeds until the differences are clear."""

    def __init__(
        self, worlds: Sequence[World], effort: Effort, kept: KeptRuns, output: Output
    ) -> None:
        self._worlds = worlds
        self._effort = effort
        self._kept = kept
        self._output = output
        self.failed: list[tuple[str, int, str]] = []

    def findings(self) -> list[WorldFindings]:
        """Make the runs, and return how each other world compares with the base."""
        count, wide = self._effort.seeds, list(self._worlds)
        while True:
            self._make(wide, count)
            found = self._compared(count)
            names = {one.name for one in found if self._is_wide(one)}
            wide = [w for w in self._worlds[1:] if w.name in names]
            if not wide or count >= self._effort.most_seeds or stopping.asked:
                return found
            wide, count = [self._worlds[0], *wide], count + 1

    def _is_wide(self, found: WorldFindings) -> bool:
        cost = found.of(Topic.OBJECTIVE, "personnel_cost")
        if cost is None or cost.difference.half_width is None:
            return True
        paid = sum(cost.base) / len(cost.base)
        return cost.difference.half_width > self._effort.within * paid

    def _limits(self, seed: int) -> Limits:
        first = self._effort.limits
        return first.model_copy(update={"seed": first.seed + seed})

    def _make(self, worlds: Sequence[World], count: int) -> None:
        runs = [
            WantedRun(world.name, world.inputs, self._limits(seed))
            for seed in range(count)
            for world in worlds
        ]
        effort = self._effort
        sweep = Sweep(
            self._kept,
            effort.cores,
            effort.cluster,
            stop=lambda: stopping.asked,
            tell=self._tell,
        )
        self.failed += sweep.make(runs).failed

    def _tell(self, tally: Tally) -> None:
        counts = {"done": tally.done, "kept": tally.kept, "left": tally.left}
        failed = len(tally.failed)
        text = self._output.words("cli.what_if.tally", failed=failed, **counts)
        self._output.note(text)

    def _compared(self, count: int) -> list[WorldFindings]:
        read = [self._read(world, count) for world in self._worlds]
        others = zip(self._worlds[1:], read[1:], strict=True)
        return [findings(world, read[0], runs) for world, runs in others]

    def _read(self, world: World, count: int) -> dict[int, KeptRun]:
        runs: dict[int, KeptRun] = {}
        for limits in map(self._limits, range(count)):
            if self._kept.has(world.inputs, limits):
                try:
                    runs[limits.seed] = self._kept.read(world.inputs, limits)
                except BadInput as bad:
                    self.failed.append((world.name, limits.seed, str(bad)))
        return runs
