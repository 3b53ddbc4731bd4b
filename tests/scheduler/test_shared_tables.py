"""Islands work in threads: what they share, no kernel writes to."""

import ast
from collections.abc import Iterator
from pathlib import Path

import scheduler

KERNELS = sorted(Path(scheduler.__file__).parent.glob("*/kernels/*.py"))
OWN = {
    "Model": {"routes.open_cost"},  # each engine has routes of its own
    "LineArrays": set[str](),
    "Holdings": {
        "tour",
        "held",
        "driver",
        "idle",
        "edits",
        "costs",
    },  # each search copies them
}


def field_of(target: ast.expr) -> tuple[str, str]:
    """Return the name that a target begins with, and the fields after it."""
    fields: list[str] = []
    while isinstance(target, ast.Attribute | ast.Subscript):
        if isinstance(target, ast.Attribute):
            fields.insert(0, target.attr)
        target = target.value
    return (target.id if isinstance(target, ast.Name) else ""), ".".join(fields)


def targets_of(function: ast.FunctionDef) -> Iterator[ast.expr]:
    for node in ast.walk(function):
        if isinstance(node, ast.AugAssign):
            yield node.target
        if isinstance(node, ast.Assign):
            for target in node.targets:
                yield from target.elts if isinstance(target, ast.Tuple) else [target]


def written(function: ast.FunctionDef) -> Iterator[tuple[str, str]]:
    """Yield the sort of table and the field of each place that is written to."""
    sorts = {a.arg: ast.unparse(a.annotation or a) for a in function.args.args}
    for target in targets_of(function):
        name, field = field_of(target)
        if field:
            yield sorts.get(name, name), field


def test_kernels_write_to_no_table_that_islands_share() -> None:
    trees = [ast.parse(file.read_text()) for file in KERNELS]
    functions = [
        node
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
    ]
    found = {place for function in functions for place in written(function)}
    shared = {(sort, field) for sort, field in found if sort in OWN}
    assert shared == {(s, f) for s, fields in OWN.items() for f in fields}
