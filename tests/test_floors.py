"""Inside a package, imports lead down: which wing may know which."""

import ast
from collections import Counter
from collections.abc import Iterator, Sequence
from graphlib import CycleError, TopologicalSorter

import pytest

from tests.module_imports import MODULES, PRODUCT, ROOT, modules_imported

FLOORS: dict[str, Sequence[Sequence[str]]] = {
    "scheduler": (
        ("messages", "compiled"),
        ("domain",),
        ("roster.variables",),
        ("rules",),
        ("pay",),
        ("means",),
        ("breaks",),
        ("audit",),
        ("context",),
        ("tours",),
        ("roster",),
        ("lines",),
        ("handovers",),
        ("relaying",),
        (
            "bound",
            "explain",
            "feasibility",
            "follow_up",
            "next_period",
            "proofs",
            "robustness",
        ),
        ("planning", "replanning"),
        ("base_schedule",),
        ("why_not",),
        ("editing",),
    ),
    "data": (
        ("control_characters", "wall_time", "written_values"),
        ("both_languages", "columns", "faults", "force", "palette", "sheet_words"),
        (
            "cell_place",
            "coordinates",
            "ended",
            "granted_visits",
            "plan_cells",
            "shift_codes",
            "wall",
            "words",
        ),
        ("tallies",),
        ("disk", "problem_cells"),
        ("result_document",),
        ("life", "reading", "tables"),
        ("excel", "export", "report", "roads", "sample"),
        ("base_schedule", "importing", "scenario", "writing"),
        ("comparison", "life.publications"),
        ("board", "follow_up", "handed_out"),
        ("negotiation",),
    ),
    "api": (
        (
            "edited_schedule",
            "heartbeat",
            "inputs",
            "language",
            "planning",
            "rules_doc",
            "summary",
        ),
        ("wish_ledger",),
        (
            "base_schedules",
            "import_answer",
            "judging",
            "laid_out_periods",
            "next_dataset",
            "other_agreement",
            "plan_folder",
            "replanning",
            "store",
        ),
        ("clients", "drafts", "follow_up", "life", "what_if", "why"),
        ("side_by_side",),
        ("comparison_files", "handing_out"),
        ("http", "cli"),
        ("cli.commands.serve",),
    ),
}
"""From the lowest floor up. A module is on the floor of its longest prefix; what is
on one floor does not import each other."""

BEGUN_FROM_BELOW = {("api.cli.command_line", "api.cli.commands.serve")}
"""A command line begins the service, which is above it, when it is asked to."""

UNKNOWN = {
    "scheduler.tours": ("scheduler.lines", "scheduler.planning"),
    "scheduler.lines": ("scheduler.tours", "scheduler.planning"),
    "api.store": ("api.http", "api.cli"),
    "api.http": ("api.cli",),
}
"""Wings, and those that they know nothing of."""

NOWHERE = -1
"""The floor of a module that nobody gave one."""

MOST_MODULES = 17
"""Loose modules in a folder that somebody still finds the way among."""


def floor_of(module: str) -> tuple[int, str]:
    """Return the floor of a module, counted from below, and its prefix there."""
    package, _, inner = module.partition(".")
    fits = [
        (len(wing), number, wing)
        for number, floor in enumerate(FLOORS[package])
        for wing in floor
        if f"{inner}.".startswith(f"{wing}.")
    ]
    _, number, wing = max(fits, default=(0, NOWHERE, inner))
    return number, wing


def is_inside(module: str, wing: str) -> bool:
    """Say whether a module is a wing, or in it."""
    return f"{module}.".startswith(f"{wing}.")


def leads_down(source: str, target: str) -> bool:
    """Say whether an import inside a package stays in its wing, or leads down."""
    (high, wing), (low, other) = floor_of(source), floor_of(target)
    return wing == other or low < high


def edges(package: str) -> Iterator[tuple[str, str]]:
    """Yield every import of a package's modules from each other."""
    for module, path in MODULES.items():
        if is_inside(module, package):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            for target in modules_imported(tree):
                if is_inside(target, package) and package not in (module, target):
                    yield module, target


def test_no_imports_go_round_in_a_circle() -> None:
    """Nor do those for types only: one module cannot be read without the other."""
    trees = {m: ast.parse(p.read_text(encoding="utf-8")) for m, p in MODULES.items()}
    graph = {m: {*modules_imported(tree)} - {m} for m, tree in trees.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" → ".join(error.args[1]))


@pytest.mark.parametrize("package", FLOORS)
def test_every_module_is_on_a_floor(package: str) -> None:
    inside = [m for m in MODULES if is_inside(m, package) and m != package]
    found = {floor_of(module) for module in inside}
    named = {(n, wing) for n, floor in enumerate(FLOORS[package]) for wing in floor}
    assert found == named


@pytest.mark.parametrize("package", FLOORS)
def test_no_import_runs_up_a_floor(package: str) -> None:
    up = {edge for edge in edges(package) if not leads_down(*edge)}
    assert up <= BEGUN_FROM_BELOW


@pytest.mark.parametrize("wing", UNKNOWN)
def test_a_wing_knows_nothing_of_those_it_does_not_need(wing: str) -> None:
    known = {
        (source, target)
        for source, target in edges(wing.partition(".")[0])
        if is_inside(source, wing)
        for unknown in UNKNOWN[wing]
        if is_inside(target, unknown)
    }
    assert any(is_inside(module, wing) for module in MODULES)
    assert known == set()


@pytest.mark.parametrize(
    ("source", "target", "down"),
    [
        ("scheduler.planning.run", "scheduler.lines.engine", True),
        ("scheduler.lines.engine", "scheduler.planning.run", False),
        ("scheduler.lines.engine", "scheduler.lines.build", True),
        ("scheduler.rules.rule", "scheduler.roster.variables", True),
        ("scheduler.rules.rule", "scheduler.roster.solver", False),
        ("scheduler.roster.variables", "scheduler.roster.solver", False),
        ("scheduler.bound", "scheduler.explain.reasons", False),
        ("data.reading.plans", "data.writing.plan_files", False),
        ("data.report.page", "data.excel.workbook", False),
        ("api.http.app", "api.cli.main", False),
        ("api.cli.main", "api.http.app", False),
        ("api.cli.commands.serve", "api.http.app", True),
        ("api.store.jobs", "api.http.app", False),
    ],
)
def test_the_longest_prefix_decides_the_floor(
    source: str, target: str, down: bool
) -> None:
    assert leads_down(source, target) is down


@pytest.mark.parametrize(
    ("code", "modules"),
    [
        ("import data.wall", {"data.wall"}),
        ("from data import wall", {"data.wall"}),
        ("from data.wall import WallSheet", {"data.wall"}),
        ("from data.wall import (\n    a,\n    b,\n)", {"data.wall"}),
        ("def late():\n    from data import wall", {"data.wall"}),
        ("if TYPE_CHECKING:\n    import data.wall", {"data.wall"}),
        ("import pathlib", set()),
        ("from pathlib import Path", set()),
    ],
)
def test_the_module_of_an_import_is_seen_wherever_it_stands(
    code: str, modules: set[str]
) -> None:
    assert set(modules_imported(ast.parse(code))) == modules


def test_no_folder_holds_more_modules_than_one_finds_the_way_among() -> None:
    paths = [path for path in MODULES.values() if path.name != "__init__.py"]
    loose = Counter(str(path.parent.relative_to(ROOT)) for path in paths)
    assert {f: n for f, n in loose.items() if n > MOST_MODULES} == {}
    assert {folder.partition("/")[0] for folder in loose} == set(PRODUCT)
