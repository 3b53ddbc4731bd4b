"""``docs/rules.md``: the rules in words, written from the rules themselves."""

import ast
import inspect
import sys
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from constraints import ALL_RULES, default_rules
from constraints.handbook.fields import is_pinned, kind_of, parameters_of
from constraints.handbook.handbook import write_handbook
from scheduler.messages import say
from scheduler.rules.rule import Rule

INTRODUCTION = """\
# Rules

Written from the rules by `make docs`: do not edit. Each rule is one module of
`constraints/`; `kind` is its name there and in `rules.json`
([how to edit that](rules-json.md)).

**Law** cannot be made soft or left out. **Hard** has no price: a plan that breaks it is
not legal. **Soft** gives points for what could not be had as wished: nobody is paid
them, and where plans are compared one point weighs as much as a krona of wages.
Parameters that end in `_kr` are such points. **Choice** is hard or soft as the
municipality says. *Assumed* marks a reading or a value that could not be verified;
every report lists them.
"""


class Parameter(NamedTuple):
    """One field of a rule, as a municipality may set it."""

    name: str
    default: str
    allowed: str
    meaning: str


def rules_document() -> str:
    """Return the whole page."""
    sections = (_section(rule) for rule in ALL_RULES)
    return "\n".join([INTRODUCTION, _overview(), *sections, ""])


@cache
def parameters(rule: type[Rule]) -> tuple[Parameter, ...]:
    """Return what can be set of a rule, in the order of its fields.

    What they mean is read off the sources of rules, which takes half a second for all.
    """
    described = _described(rule)
    schema = rule.model_json_schema()["properties"]
    return tuple(
        Parameter(
            name=name,
            default=_shown(schema[name].get("default")),
            allowed=_allowed(schema[name]),
            meaning=_plain(schema[name].get("description") or described.get(name, "")),
        )
        for name in parameters_of(rule)
    )


def _bases(rule: type[Rule]) -> list[type[Rule]]:
    """Return the rule and what it is built on, the most general first."""
    return [c for c in reversed(rule.__mro__) if issubclass(c, Rule) and c is not Rule]


def _overview() -> str:
    rows = [
        f"| [{rule.id}](#{rule.id.lower()}) | {_title(rule, 'sv')} | "
        f"{_title(rule, 'en')} | {force_of(rule)} | "
        f"{'assumed' if rule.source.assumed else ''} |"
        for rule in ALL_RULES
    ]
    return "\n".join(
        ["| id | på svenska | in English | force | |", "|---" * 5 + "|", *rows]
    )


def _section(rule: type[Rule]) -> str:
    kind = kind_of(rule)
    source, url = rule.source, rule.source.url
    reading = say(f"rule.{rule.id}.reading", "en")
    cite = f"[{source.cite}]({url})" if url else source.cite
    assumed = " *Assumed.*" if source.assumed else ""
    lines = [
        f'\n## <a id="{rule.id.lower()}"></a>{rule.id} '
        f"{_title(rule, 'sv')} · {_title(rule, 'en')}\n",
        f"{say(f'rule.{rule.id}.text', 'en')}\n",
        f"*{say(f'rule.{rule.id}.text', 'sv')}*\n",
        f"- `{kind}` · {force_of(rule)} · {_said_to(rule)}",
        f"- Source: {cite}",
        f"- Our reading: {reading}{assumed}",
    ]
    return "\n".join([*lines, *_table(parameters(rule))])


def _table(rows: Sequence[Parameter]) -> Iterator[str]:
    if not rows:
        return
    yield "\n| parameter | default | allowed | meaning |"
    yield "|---|---|---|---|"
    for name, default, allowed, meaning in rows:
        yield f"| `{name}` | {default} | {allowed} | {meaning} |"


def _title(rule: type[Rule], language: str) -> str:
    return say(f"rule.{rule.id}.title", language)


def force_of(rule: type[Rule]) -> str:
    """Say how binding a rule is: ``law``, ``hard``, ``soft``, or a ``choice``."""
    if rule.statutory:
        return "law"
    if not is_pinned(rule):
        return "choice"
    return "hard" if rule.model_validate({}).hard else "soft"


def _said_to(rule: type[Rule]) -> str:
    """Say which engines hear of the rule; every rule checks the finished plan."""
    engines = {
        "roster": ("post", "allows_shift"),
        "tours": ("allows_visit", "price_tours", "break_terms"),
    }
    heard = [
        engine
        for engine, methods in engines.items()
        if any(getattr(rule, m) is not getattr(Rule, m) for m in methods)
    ]
    return "stated to " + " and ".join([*heard, "audit"])


def _described(rule: type[Rule]) -> dict[str, str]:
    """Return the docstrings that stand under the fields of a rule and its bases."""
    found = dict(_docstrings(Rule))
    for base in _bases(rule):
        found.update(_docstrings(base))
    return found


def _docstrings(class_: type) -> Iterator[tuple[str, str]]:
    tree = ast.parse(textwrap.dedent(inspect.getsource(class_)))
    (defined,) = tree.body
    body = defined.body if isinstance(defined, ast.ClassDef) else []
    for field, text in pairwise(body):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
            match text:
                case ast.Expr(value=ast.Constant(value=str(words))):
                    yield field.target.id, inspect.cleandoc(words)


def _allowed(schema: Mapping[str, Any]) -> str:
    if "enum" in schema:
        return ", ".join(_shown(value) for value in schema["enum"])
    if schema.get("type") == "boolean":
        return "true, false"
    bounds = {"minimum": "≥", "exclusiveMinimum": ">", "maximum": "≤"}
    return ", ".join(
        f"{sign} {schema[name]:g}" for name, sign in bounds.items() if name in schema
    )


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:g}" if isinstance(value, float) else str(value)


def _plain(text: str) -> str:
    return " ".join(text.replace("``", "`").replace("|", "\\|").split())


def main(folder: str) -> None:
    """Write the page, and beside it a handbook that says what is so anyway."""
    pages = {
        "rules.md": rules_document(),
        "rules.json": write_handbook(default_rules()),
    }
    for name, text in pages.items():
        (Path(folder) / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
