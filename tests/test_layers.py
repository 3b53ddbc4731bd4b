"""Which package may import which. The arrows only ever point at the core."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MAY_IMPORT: dict[str, set[str]] = {
    "scheduler": set(),
    "constraints": {"scheduler"},
    "data": {"scheduler"},
    "api": {"scheduler", "constraints", "data"},
    "benchmarks": {"scheduler", "constraints", "data", "api"},
}
OURS = {*MAY_IMPORT, "tests"}
SOURCES = {package: sorted((ROOT / package).rglob("*.py")) for package in MAY_IMPORT}


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_imports_point_inwards(package: str) -> None:
    allowed = MAY_IMPORT[package] | {package}
    outward = {
        f"{path.relative_to(ROOT)} imports {name}"
        for path in SOURCES[package]
        for name in imported(path.read_text(encoding="utf-8"))
        if name in OURS - allowed
    }
    assert outward == set()


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_every_package_is_there_to_be_looked_at(package: str) -> None:
    assert (ROOT / package / "__init__.py") in SOURCES[package]


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("import data.sample", {"data"}),
        ("import os, api.cli.main as cli", {"os", "api"}),
        ("from constraints import skills", {"constraints"}),
        ("from constraints.visits.skills import Skills", {"constraints"}),
        ("from . import book", set()),
        ("def late():\n    from data import tables", {"data"}),
        ("class A:\n    def f(self):\n        import api", {"api"}),
        ("if TYPE_CHECKING:\n    from api import cli", {"api"}),
        ("try:\n    import data\nexcept ImportError:\n    pass", {"data"}),
        ("import_module('constraints.visits.skills')", {"constraints"}),
        ("importlib.import_module('api')", {"api"}),
        ("__import__('data')", {"data"}),
        ("import_module(name)", set()),
    ],
)
def test_an_import_is_seen_wherever_it_stands(source: str, names: set[str]) -> None:
    assert set(imported(source)) == names


def imported(source: str) -> Iterator[str]:
    """Yield the top-level packages that a module names in its imports."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module.split(".")[0]
        elif isinstance(node, ast.Call):
            yield from _imported_by_name(node)


def _imported_by_name(call: ast.Call) -> Iterator[str]:
    named = call.func
    name = named.attr if isinstance(named, ast.Attribute) else getattr(named, "id", "")
    if name not in ("import_module", "__import__") or not call.args:
        return
    first = call.args[0]
    if isinstance(first, ast.Constant) and isinstance(first.value, str):
        yield first.value.split(".")[0]
