"""Models whose fields are described by the docstrings below them."""

import ast
import inspect
import sys
from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from typing import Any

from pydantic import BaseModel, GetCoreSchemaHandler
from pydantic_core import CoreSchema

Docstrings = Mapping[str, str | None]
"""Of a class's own attributes, by their names."""


@cache
def _docstrings(module: str) -> Mapping[str, Docstrings]:
    """Return what a module says of its classes' attributes; read once."""
    tree = ast.parse(inspect.getsource(sys.modules[module]))
    classes = (node for node in tree.body if isinstance(node, ast.ClassDef))
    return {each.name: _of_class(each) for each in classes}


def _of_class(node: ast.ClassDef) -> Docstrings:
    return {
        attribute.target.id: _said(below)
        for attribute, below in pairwise([*node.body, None])
        if isinstance(attribute, ast.AnnAssign)
        and isinstance(attribute.target, ast.Name)
    }


def _said(node: ast.stmt | None) -> str | None:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return inspect.cleandoc(str(node.value.value))
    return None


class Described(BaseModel):
    """A model that tells its schema what the docstrings of its fields say.

    As ``use_attribute_docstrings`` does, which before Python 3.13 looks for the source
    of each model anew among all modules, for half a second of a start of the service.
    """

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Describe the fields before their schema is made."""
        for name, field in cls.__pydantic_fields__.items():
            field.description = field.description or cls._told(name)
        return handler(source)

    @classmethod
    def _told(cls, name: str) -> str | None:
        known = (
            _docstrings(base.__module__).get(base.__name__, {})
            for base in cls.__mro__
            if issubclass(base, Described)
        )
        return next((words[name] for words in known if name in words), None)
