"""Every class and every module has a name of its own, by which it is found."""

import ast
from collections import defaultdict

from tests.module_imports import MODULES

SAME_EVERYWHERE = {"build", "engine"}
"""Modules that do for one part of the scheduler what they do for another."""


def test_no_two_classes_have_one_name() -> None:
    places: dict[str, list[str]] = defaultdict(list)
    for module, path in MODULES.items():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                places[node.name].append(module)
    assert places
    assert {name: found for name, found in places.items() if len(found) > 1} == {}


def test_no_two_modules_have_one_name() -> None:
    places: dict[str, list[str]] = defaultdict(list)
    for module, path in MODULES.items():
        if path.name != "__init__.py" and path.stem not in SAME_EVERYWHERE:
            places[path.stem].append(module)
    assert places
    assert {name: found for name, found in places.items() if len(found) > 1} == {}
