"""The catalogue of what a planner reads: complete, and the same in both languages."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest
from jinja2 import Environment, nodes

from api.cli.exits import Exit
from constraints import ALL_RULES
from scheduler.explain.reasons import REASONS
from scheduler.messages import LANGUAGES, catalogue, say
from scheduler.pay.items import Item
from scheduler.planning.result import Status
from scheduler.rules.rule import Rule

ROOT = Path(__file__).parent.parent
PACKAGES = ("scheduler", "constraints", "data", "api")
FORMS = (None, "", "n")
SAYERS = ("say", "both", "say_both", "words", "tell", "t")
"""Functions whose first argument is a key of the catalogue."""


def test_everything_is_said_in_every_language_and_no_other() -> None:
    assert {key for key, texts in catalogue().items() if not whole(texts)} == set()


def test_the_same_facts_stand_in_both_languages() -> None:
    facts = {
        k: [facts_of(texts[x]) for x in LANGUAGES] for k, texts in catalogue().items()
    }
    assert {key for key, (sv, en) in facts.items() if sv != en} == set()


def test_a_fact_is_written_as_it_is_as_a_number_or_as_one_of_two_words() -> None:
    specs = [
        (key, spec)
        for key, texts in catalogue().items()
        for text in texts.values()
        for _, _, spec, _ in Formatter().parse(text)
    ]
    assert [s for s in specs if s[1] not in FORMS and s[1].count("|") != 1] == []


def test_every_message_that_the_code_asks_for_exists() -> None:
    known = list(catalogue())
    missing = {
        f"{path.relative_to(ROOT)}:{line} {pattern}"
        for path, line, pattern in asked_for()
        if not any(re.fullmatch(pattern, key) for key in known)
    }
    assert missing == set()


@pytest.mark.parametrize(
    ("area", "codes"),
    [
        ("pay.item", tuple(Item)),
        ("report.reason", REASONS),
        ("reason", REASONS),
        ("cli.exit", tuple(code.name.lower() for code in Exit)),
        ("report.status", tuple(Status)),
    ],
)
def test_every_code_that_a_planner_meets_has_a_name(
    area: str, codes: tuple[str, ...]
) -> None:
    assert [code for code in codes if f"{area}.{code}" not in catalogue()] == []


def test_every_price_says_what_it_is_for() -> None:
    may_be_soft = [r.id for r in ALL_RULES if True not in choices(r)]
    assert [i for i in may_be_soft if f"report.price.per.{i}" not in catalogue()] == []


def choices(rule: type[Rule]) -> tuple[object, ...]:
    """Return what ``hard`` is fixed to; nothing where it is free."""
    return get_args(rule.model_fields["hard"].annotation)


UNSAID = re.compile(
    r"frö(n|et|par)?\b|undre gräns|väggschema|fälteffektivitet|önskvärd|bindande|"
    r"\bvärld|\bhårda?\b|\bmjuk",
    re.IGNORECASE,
)
"""What programs are translated into, and no planner says."""


def test_swedish_is_what_a_planner_says() -> None:
    assert [
        key for key, texts in catalogue().items() if UNSAID.search(texts["sv"])
    ] == []


def test_only_what_has_happened_is_said_to_be_done() -> None:
    """A plan is planned; visits are done, and by whom, only in a follow-up."""
    done = re.compile(r"utför(d|t|da)\b", re.IGNORECASE)
    keys = [key for key, texts in catalogue().items() if done.search(texts["sv"])]
    apart = ("follow_up.", "cli.follow_up.", "pages.follow_up.", "figure.")
    said = [key for key in keys if not key.startswith(apart)]
    assert said == [
        "dataset.sheet.performed",
        "input.follow_up_nothing",
        "cli.help.follow_up",
        "cli.help.performed",
    ]


COUNTED = re.compile(
    r"\{\w+(?::n)?\} (?:\w+ )?"
    r"(dagar|veckor|rader|personer|platser|enheter|förflyttningar|bilar|tjänster|"
    r"schemarader|avvikelser|helger|nätter|perioder|ändringar|sekunder)\b"
)
NEVER_ONE = (
    "R09.warning",
    "R19.",
    "R21.",
    "R22.",
    "R31.",
    "feasibility.",
    "input.import_wish_days",
    "pages.client.staff",
    "pay.assumed.displaced",
    "proof.impossible.some",
    "reason.",
    "why.",
)
"""What is counted there is always more than one."""


def test_what_is_counted_may_be_one() -> None:
    plural = {k for k, texts in catalogue().items() if COUNTED.search(texts["sv"])}
    assert [key for key in sorted(plural) if not key.startswith(NEVER_ONE)] == []


def test_an_unknown_message_is_not_passed_over() -> None:
    with pytest.raises(KeyError):
        say("no such message")


@pytest.mark.parametrize(
    ("source", "patterns"),
    [
        ("say('a.b', lang)", [r"a\.b"]),
        ("say(f'a.{x}.c')", [r"a\..+\.c"]),
        ("messages.say('a.b')", [r"a\.b"]),
        ("say('a.b' if hard else 'a.c')", [r"a\.b", r"a\.c"]),
        ("say(key)", []),
        ("option('--x', help='cli.help.x')", [r"cli\.help\.x"]),
        ("ask('a.b')", []),
    ],
)
def test_a_key_is_seen_however_it_is_written(source: str, patterns: list[str]) -> None:
    assert [pattern for _, pattern in keys_in_code(source)] == patterns


@pytest.mark.parametrize(
    ("source", "patterns"),
    [
        ("{{ t('a.b') }}", [r"a\.b"]),
        ("{% set x = words('a.' ~ kind) %}", [r"a\..+"]),
        ("{{ t('a.b' if hard else 'a.c') }}", [r"a\.b", r"a\.c"]),
        ("{{ t(key) }} a.b", []),
    ],
)
def test_a_key_is_seen_in_a_template(source: str, patterns: list[str]) -> None:
    assert [pattern for _, pattern in keys_in_template(source)] == patterns


def whole(texts: dict[str, str]) -> bool:
    """Say whether nothing is missing, empty or left over."""
    said = all(text and text == text.strip() for text in texts.values())
    return said and set(texts) == set(LANGUAGES)


def facts_of(text: str) -> set[str]:
    """Return the names of the facts that a text leaves room for."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def asked_for() -> Iterator[tuple[Path, int, str]]:
    """Yield file, line and pattern of every key that code or templates name."""
    for package in PACKAGES:
        for suffix, keys in ((".py", keys_in_code), (".j2", keys_in_template)):
            for path in sorted((ROOT / package).rglob(f"*{suffix}")):
                for line, pattern in keys(path.read_text(encoding="utf-8")):
                    yield path, line, pattern


def keys_in_code(source: str) -> Iterator[tuple[int, str]]:
    """Yield line and pattern of each key that is given literally, or in part."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            asked = node.args[:1] if _called(node) in SAYERS else []
            asked += [k.value for k in node.keywords if k.arg == "help"]
            for argument in asked:
                for pattern in _patterns(argument):
                    yield node.lineno, pattern


def _called(call: ast.Call) -> str:
    if isinstance(call.func, ast.Attribute):
        return call.func.attr
    return call.func.id if isinstance(call.func, ast.Name) else ""


def _patterns(argument: ast.expr) -> Iterator[str]:
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        yield re.escape(argument.value)
    elif isinstance(argument, ast.JoinedStr):
        yield "".join(
            re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".+"
            for part in argument.values
        )
    elif isinstance(argument, ast.IfExp):
        yield from _patterns(argument.body)
        yield from _patterns(argument.orelse)


def keys_in_template(source: str) -> Iterator[tuple[int, str]]:
    """Yield line and pattern of each key that a Jinja template asks for."""
    for call in Environment(autoescape=True).parse(source).find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name in SAYERS:
            for pattern in _template_patterns(call.args[0]):
                yield call.lineno, pattern


def _template_patterns(argument: nodes.Expr) -> Iterator[str]:
    if isinstance(argument, nodes.Const):
        yield re.escape(str(argument.value))
    elif isinstance(argument, nodes.Concat):
        yield "".join(
            re.escape(str(part.value)) if isinstance(part, nodes.Const) else ".+"
            for part in argument.nodes
        )
    elif isinstance(argument, nodes.CondExpr) and argument.expr2 is not None:
        yield from _template_patterns(argument.expr1)
        yield from _template_patterns(argument.expr2)
