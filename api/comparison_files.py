"""Plans and studies as the files that people open: a page, a workbook, a document."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from api.inputs import Inputs
from api.plan_folder import assumptions
from api.side_by_side import JudgedSide, SideBySide
from api.what_if.findings import WorldFindings
from api.what_if.kept_runs import KeptRun
from api.what_if.study import Study
from api.what_if.world import World
from data.both_languages import Both, both
from data.comparison.compared_world import (
    ComparedSide,
    ComparedWorld,
    JudgedRun,
    WholeComparison,
)
from data.comparison.comparison_page import comparison_html
from data.comparison.comparison_sheets import comparison_sheets
from data.comparison.comparison_tables import (
    comparison_tables,
    frontier_rows,
)
from data.comparison.frontier import CurvePoint, Frontier
from data.report.assumed import said
from data.result_document import versions
from data.scenario.difference_words import difference_words
from data.scenario.frontier_range import FrontierRange, find_frontier
from data.tables.frames import excel_bytes, parquet_bytes
from scheduler.audit.paired_quantities import paired_quantities
from scheduler.domain.plan_view import PlanView
from scheduler.messages import LANGUAGES
from scheduler.planning.result import Limits

PAGE, WORKBOOK, DOCUMENT = "comparison.html", "comparison.xlsx", "comparison.json"


def study_files(
    whole: WholeComparison,
    frontiers: Sequence[Frontier],
    document: Mapping[str, object],
    language: str,
) -> dict[str, bytes]:
    """Return the files of a study by name."""
    curves = {each.name: list(frontier_rows(each)) for each in frontiers}
    told = {**document, "frontiers": curves, "basis": basis_document(whole)}
    return {
        PAGE: comparison_html(whole, frontiers),
        WORKBOOK: excel_bytes(comparison_sheets(whole, language, frontiers)),
        DOCUMENT: json.dumps(told, ensure_ascii=False, indent=2).encode(),
    }


def workbook_in(language: str) -> str:
    """Return the name of the workbook in a language."""
    return f"comparison-{language}.xlsx"


def files_in_both_languages(
    whole: WholeComparison, frontiers: Sequence[Frontier]
) -> dict[str, bytes]:
    """Return what people open of a study: the page, and a workbook per language."""
    books = {
        workbook_in(each): excel_bytes(comparison_sheets(whole, each, frontiers))
        for each in LANGUAGES
    }
    return {PAGE: comparison_html(whole, frontiers), **books}


def parquet_files(
    whole: WholeComparison, frontiers: Sequence[Frontier], language: str
) -> dict[str, bytes]:
    """Return every table of a study as a Parquet file."""
    tables = comparison_tables(whole, language, frontiers)
    return {f"{k}.parquet": parquet_bytes(table) for k, table in tables.items()}


def basis_document(whole: WholeComparison) -> dict[str, object]:
    """Return what the figures rest on, as plain JSON."""
    return {
        "datasets": [
            {
                "name": side.name,
                "dataset": side.problem.name,
                "sha256": side.problem.sha256,
                "agreement": side.problem.agreement,
                "seeds": list(side.seeds),
            }
            for side in whole.sides
        ],
        "versions": dict(whole.versions),
        "assumptions": [sentence._asdict() for sentence in whole.assumptions],
    }


def whole_of_plans(found: SideBySide) -> WholeComparison:
    """Return plans beside the first of them, as they are."""
    base, *others = found.sides
    worlds = tuple(
        ComparedWorld(
            name=other.name,
            why="",
            differs=tuple(difference_words(differs)),
            base=_side(base),
            other=_side(other),
            quantities=paired_quantities(
                [base.audit], [other.audit], [base.told, other.told]
            ),
        )
        for other, differs in zip(others, found.differs[1:], strict=True)
    )
    return WholeComparison(
        title=base.inputs.problem.name,
        worlds=worlds,
        is_study=False,
        assumptions=_assumed(side.inputs for side in found.sides),
        versions=tuple(versions().items()),
    )


def _side(side: JudgedSide) -> ComparedSide:
    run = JudgedRun(PlanView(side.inputs.problem, side.plan), side.audit)
    return ComparedSide(side.name, side.inputs.problem, (run,))


def whole_of_study(
    study: Study, found: Sequence[WorldFindings], told_on: date | None = None
) -> WholeComparison | None:
    """Return the worlds of a study that have plans; ``None`` where none has.

    ``told_on`` is when people were last told of the days, which no world keeps.
    """
    base, *others = study.worlds
    worlds = tuple(
        ComparedWorld(
            name=one.name,
            why=one.why,
            differs=tuple(difference_words(one.inputs)),
            base=_world_side(base, bases, one.seeds),
            other=_world_side(world, runs, one.seeds),
            quantities=one.quantities,
            best=one.best,
        )
        for one, world, bases, runs in zip(
            found, others, study.bases[1:], study.runs[1:], strict=True
        )
        if one.seeds
    )
    if not worlds:
        return None
    return WholeComparison(
        title=base.name,
        worlds=worlds,
        is_study=True,
        assumptions=_assumed(world.inputs for world in study.worlds),
        versions=tuple(versions().items()),
        effort=_effort(study.effort.limits),
        untold=(
            both("pages.what_if.untold", day=told_on.isoformat()) if told_on else None
        ),
    )


def frontiers_of(study: Study, texts: Iterable[str]) -> list[Frontier]:
    """Return the curves over ranges; one with fewer than two plans has none."""
    document = study.worlds[0].document
    drawn = (frontier_of(study, find_frontier(text, document)) for text in texts)
    return [frontier for frontier in drawn if frontier is not None]


def frontier_of(study: Study, wanted: FrontierRange) -> Frontier | None:
    """Return the curve over a range; ``None`` with fewer than two staffings."""
    base, *others = zip(study.worlds, study.bases, study.runs, strict=True)
    made = {world.preset: each for each in others if (world := each[0]).preset}
    drawn = [(p, *made[p.preset.text]) for p in wanted.points if p.preset.text in made]
    points = [
        _curve_point(point.place, point.mark, world, runs)
        for point, world, _, runs in drawn
        if runs
    ]
    runs = {seed: run for _, _, bases, _ in drawn for seed, run in bases.items()}
    start = _curve_point(wanted.base or 0.0, wanted.base_mark, base[0], runs)
    if wanted.base is not None:
        points.append(start)
    if len(points) < 2 or not runs:
        return None
    ordered = sorted(points, key=lambda point: point.place)
    return Frontier(wanted.name, tuple(ordered), start)


def _curve_point(
    place: float, mark: str, world: World, runs: Mapping[int, KeptRun]
) -> CurvePoint:
    seeds = tuple(sorted(runs))
    bounds = [run.bound for run in runs.values() if run.bound is not None]
    bound = max(bounds) / 100 if bounds else None
    side = _world_side(world, runs, seeds)
    return CurvePoint(place, mark, world.name, side, bound, world.preset)


def _world_side(
    world: World, runs: Mapping[int, KeptRun], seeds: tuple[int, ...]
) -> ComparedSide:
    problem = world.inputs.problem
    judged = (
        JudgedRun(PlanView(problem, runs[seed].plan), runs[seed].audit)
        for seed in seeds
    )
    return ComparedSide(world.name, problem, tuple(judged), seeds)


def _effort(limits: Limits) -> Both:
    if limits.effort is not None:
        return both("comparison.effort.iterations", thousands=limits.effort)
    return both("comparison.effort.seconds", seconds=round(limits.seconds or 0))


def _assumed(inputs: Iterable[Inputs]) -> tuple[Both, ...]:
    """Return what any of the prices rests on, each once."""
    found = (text for each in inputs for text in said(assumptions(each)))
    return tuple(dict.fromkeys(found))
