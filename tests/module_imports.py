"""Which module of the product imports which, wherever in it the import stands."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
PRODUCT = ("scheduler", "constraints", "data", "api")


def module_of(path: Path) -> str:
    """Return the dotted name of a file of the repository."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {
    module_of(path): path
    for package in PRODUCT
    for path in sorted((ROOT / package).rglob("*.py"))
}


def modules_imported(tree: ast.AST) -> Iterator[str]:
    """Yield the modules of the product that a tree imports, or imports from."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (a.name for a in node.names if a.name in MODULES)
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                yield from origin(node, alias.name)


def origin(node: ast.ImportFrom, name: str) -> Iterator[str]:
    """Yield the module that a name is imported from, where it is one of ours."""
    whole = f"{node.module}.{name}"
    yield from [m for m in (whole, str(node.module)) if m in MODULES][:1]
