"""What a method of a rule reaches: all code of the rules that it may run."""

import ast
from collections.abc import Iterator, Mapping
from functools import cache

from tests.module_imports import MODULES, origin

Code = tuple[str, str]
"""A module, and the name of a function or class in it, or ``Class.method``."""


@cache
def tree_of(module: str) -> ast.Module:
    """Return the syntax tree of a module of the product."""
    return ast.parse(MODULES[module].read_text(encoding="utf-8"))


@cache
def defined(module: str) -> Mapping[str, ast.AST]:
    """Return the functions, classes and methods of a module, by name."""
    found: dict[str, ast.AST] = {}
    for node in tree_of(module).body:
        if isinstance(node, ast.FunctionDef):
            found[node.name] = node
        elif isinstance(node, ast.ClassDef):
            found[node.name] = node
            methods = (m for m in node.body if isinstance(m, ast.FunctionDef))
            found |= {f"{node.name}.{m.name}": m for m in methods}
    return found


@cache
def imported(module: str) -> Mapping[str, Code]:
    """Return which name of which module each imported name is."""
    return {
        alias.asname or alias.name: (source, alias.name)
        for node in ast.walk(tree_of(module))
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        for source in origin(node, alias.name)
    }


def reached(*start: Code) -> set[Code]:
    """Return these pieces of code and all that they name, directly or not."""
    found: set[Code] = set()
    open_ = list(start)
    while open_:
        code = open_.pop()
        if code not in found:
            found.add(code)
            open_ += _named(*code)
    return found


def _named(module: str, name: str) -> Iterator[Code]:
    node = defined(module).get(name)
    if node is None or not module.startswith("constraints."):
        return
    class_ = name.partition(".")[0]
    names = [part for part in ast.walk(node) if isinstance(part, ast.Name)]
    own = {part.id for part in names if isinstance(part.ctx, ast.Store)}
    for part in ast.walk(node):
        if isinstance(part, ast.Name) and part.id not in own:
            yield from _global(module, part.id)
        elif isinstance(part, ast.Attribute) and _is_self(part.value):
            yield from method(module, class_, part.attr)


def _is_self(value: ast.AST) -> bool:
    called = value.func if isinstance(value, ast.Call) else value
    return isinstance(called, ast.Name) and called.id in ("self", "cls", "super")


def _global(module: str, name: str) -> Iterator[Code]:
    if name in defined(module):
        yield module, name
    elif name in imported(module):
        yield imported(module)[name]


def method(module: str, class_: str, name: str) -> Iterator[Code]:
    """Yield a method where its class, or the nearest above it, defines it."""
    node = defined(module).get(class_)
    if f"{class_}.{name}" in defined(module):
        yield module, f"{class_}.{name}"
    elif isinstance(node, ast.ClassDef):
        bases = [base.id for base in node.bases if isinstance(base, ast.Name)]
        for source, base in (c for b in bases for c in _global(module, b)):
            yield from method(source, base, name)
