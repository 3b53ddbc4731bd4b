"""Requests that are nearly right, nearly nonsense, or all nonsense."""

import io
import json
import zipfile
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple
from urllib.parse import quote

from hypothesis import strategies as st

from api.cli.help import EXPORTS
from api.http.upload import XLSX
from constraints import default_rules
from constraints.handbook.handbook import write_handbook
from data.excel.workbook import schedule_xlsx
from data.reading.dataset import read_document
from data.tables.frames import csv_bytes, text_frame
from data.writing.plan_files import write_plan_document
from tests.api.village import document, good_plan, result_of

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)
DEEPER = st.sampled_from([True, True, True, True, True, True, False])
TELLING: st.SearchStrategy[Any] = st.sampled_from(
    [
        *("", "0", "-1", "1e9", "2026-12-21T08:00", "2026-02-30", "9999-12-31"),
        *("24:00", "25:00", "amy", "carl", "v1", "usk|usk", "\ud800", "\0"),
        *("1999-01-01", "2026-12-21", 0, -1, 10**30, None, 1e308, True, []),
    ]
)
"""What has been known to hurt."""


SETTINGS = b"""format = 1
name = "junk"
timezone = "Europe/Stockholm"
start = 2026-12-21
days = 7
agreement = "AB"
"""


class Body(NamedTuple):
    """A body and the type that it says it has."""

    content: bytes
    type: str


class Request(NamedTuple):
    """All of a request that may be junk."""

    id: str
    form: str
    """Of an export."""
    query: str
    headers: Mapping[str, str]
    content: bytes


@st.composite
def damaged(draw: st.DrawFn, whole: Any) -> Any:
    """Return a document with a few things in it replaced, removed or repeated."""
    broken = json.loads(json.dumps(whole))
    for _ in range(draw(st.integers(0, 3))):
        at: Any = broken
        for _ in range(draw(st.integers(1, 4))):
            keys = _keys(at)
            if not keys:
                break
            key = draw(st.sampled_from(keys))
            if draw(DEEPER) and _keys(at[key]):
                at = at[key]
                continue
            _hurt(draw, at, key)
            break
    return broken


def _keys(thing: Any) -> list[Any]:
    if isinstance(thing, dict):
        return sorted(thing)
    return list(range(len(thing))) if isinstance(thing, list) else []


def _hurt(draw: st.DrawFn, thing: Any, key: Any) -> None:
    match draw(st.sampled_from(["replace", "replace", "remove", "repeat"])):
        case "replace":
            thing[key] = draw(TELLING | JSON)
        case "remove":
            del thing[key]
        case _ if isinstance(thing, list):
            thing.append(thing[key])
        case _:
            thing[f"{key}2"] = thing[key]


@cache
def plan_document() -> dict[str, Any]:
    """Return the good plan as it is sent."""
    problem = read_document(document())
    made = result_of(problem, good_plan())
    return write_plan_document(problem, made, default_rules())


@cache
def rules_document() -> dict[str, Any]:
    """Return the default rules as they are sent."""
    made: dict[str, Any] = json.loads(write_handbook(default_rules()))
    return made


def _json(value: Any) -> Body:
    return Body(json.dumps(value).encode(), "application/json")


def _zip(files: Mapping[str, bytes]) -> Body:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return Body(memory.getvalue(), "application/zip")


@st.composite
def folders(draw: st.DrawFn) -> Body:
    """Return the village as a zip with junk in some cells and bytes."""
    whole: Any = document()
    whole.pop("dataset")
    files = {
        f"{name}.csv": csv_bytes(text_frame(list(rows[0]), rows))
        for name, rows in whole.items()
        if rows
    }
    files["dataset.toml"] = SETTINGS
    files["rules.json"] = json.dumps(draw(damaged(rules_document()))).encode()
    for _ in range(draw(st.integers(0, 3))):
        name = draw(st.sampled_from(sorted(files)))
        content = files[name]
        at = draw(st.integers(0, len(content)))
        junk = draw(st.binary(max_size=6) | st.sampled_from([b",", b"\n", b'"', b";"]))
        files[name] = content[:at] + junk + content[at + draw(st.integers(0, 5)) :]
    return _zip(files)


@cache
def schedule_book() -> bytes:
    """Return the good plan's workbook."""
    problem = read_document(document())
    return schedule_xlsx(problem, result_of(problem, good_plan()), default_rules())


@st.composite
def workbooks(draw: st.DrawFn) -> Body:
    """Return that workbook with junk among its bytes."""
    whole = schedule_book()
    at = draw(st.integers(0, len(whole)))
    junk = draw(st.binary(min_size=1, max_size=6))
    return Body(whole[:at] + junk + whole[at + len(junk) :], XLSX)


ANY_BODY = st.builds(
    Body,
    st.binary(max_size=60)
    | st.builds(lambda value: json.dumps(value).encode(), JSON)
    | st.just(b" " * 100_001),
    st.sampled_from(
        [
            *("application/json", "application/zip", "text/plain", ""),
            *("multipart/form-data", "multipart/form-data; boundary=x"),
        ]
    ),
)


def orders(dataset: str) -> st.SearchStrategy[Any]:
    """Return orders of a dataset with something wrong in most of them."""
    limits = {"seconds": 5, "effort": 1, "workers": 1, "seed": 1}
    parts: dict[str, st.SearchStrategy[Any]] = {
        "plan": damaged(plan_document()),
        "rules": damaged(rules_document()),
        "limits": damaged(limits),
        "name": st.text(max_size=5) | JSON,
    }
    fixed: dict[str, st.SearchStrategy[Any]] = {"dataset": st.just(dataset)}
    return st.fixed_dictionaries(fixed, optional=parts)


PATCH = {
    "name": "junk",
    "dataset": {"agreement": "PAN"},
    "rules": [{"kind": "visits_done", "price_kr": 100}],
    "change": [{"file": "employees", "where": {"degree_pct": "<30"}, "plus": {}}],
    "add": [{"file": "employees", "like": "amy", "set": {"employee_id": "bo"}}],
}
"""Wrong in one place, which junk may mend."""


def studies(dataset: str) -> st.SearchStrategy[Any]:
    """Return studies of a dataset with something wrong in most of them."""
    words = [{"preset": "staffing:20"}, {"add_employee": "amy"}, {"absent": "x@y/z"}]
    world = st.sampled_from(words) | damaged({"patch": PATCH})
    limits = {"seconds": 5, "seeds": 1, "most_seeds": 1}
    fixed: dict[str, st.SearchStrategy[Any]] = {
        "dataset": st.just(dataset),
        "worlds": st.lists(world, min_size=1, max_size=2),
        "limits": st.just(limits) | damaged(limits),
    }
    return st.fixed_dictionaries(fixed)


EXPORTED = (
    b"Anst.nr;Namn;Befattning\r\n7;Eva;usk\r\n",
    b"Kundnr;Datum;Start;Minuter\r\nk1;2026-11-02;08:00;30\r\n",
)


@st.composite
def imports(draw: st.DrawFn) -> Body:
    """Return a form with exports, a few bytes of which may be junk."""
    parts = []
    for content in EXPORTED:
        at = draw(st.integers(0, len(content)))
        junk = draw(
            st.sampled_from([b"", b"", b"\0", b'"', b";", b"\xff\xfe", b"9999"])
        )
        name = draw(st.sampled_from(["a.csv", "../a.xlsx", "", "å" * 300]))
        head = f'name="files"; filename="{name}"'.encode()
        parts.append((head, content[:at] + junk + content[at:]))
    more = draw(st.sampled_from([b"start", b"days", b"base", b"key", b"mapping"]))
    value = draw(st.sampled_from([b"2026-11-30", b"7", b"x", b"[[source]]"]))
    if draw(st.booleans()):
        parts.append((b'name="' + more + b'"', value))
    whole = b"".join(
        b"--x\r\nContent-Disposition: form-data; " + head + b"\r\n\r\n" + part + b"\r\n"
        for head, part in parts
    )
    return Body(whole + b"--x--\r\n", "multipart/form-data; boundary=x")


REPORTED = b"visit_id,employee_id,start,end,status\nv1,,,,declined\n"


@st.composite
def reports(draw: st.DrawFn) -> Body:
    """Return a form with a report, a few bytes of which may be junk."""
    at = draw(st.integers(0, len(REPORTED)))
    junk = draw(st.sampled_from([*[b""] * 8, b"\0", b'"', b"9", b"\xff\xfe"]))
    sheet = draw(st.sampled_from([*["performed"] * 8, "worked", "file"]))
    name = draw(st.sampled_from(["a.csv", "../a.xlsx", "å" * 300]))
    head = f'name="{sheet}"; filename="{name}"'.encode()
    part = REPORTED[:at] + junk + REPORTED[at:]
    whole = b"--x\r\nContent-Disposition: form-data; %s\r\n\r\n%s\r\n" % (head, part)
    return Body(whole + b"--x--\r\n", "multipart/form-data; boundary=x")


DECLINED = {"visit_id": "v1", "status": "declined"}
ILL = {"employee_id": "amy", "from": "2026-12-21T06:10"}
BASE_ROW = {
    "employee_id": "r1",
    "unit_id": "centre",
    "role": "usk",
    "employment": "monthly",
    "degree_pct": 20,
    "week_minutes": 2400,
    "monthly_pay": 33000,
    "transport": "car",
    "day_break": "16:00",
}
BASE = {
    "rows": [BASE_ROW],
    "people": [{"row_id": "r1", "employee_id": "amy"}],
    "base": [{"row_id": "r1", "week": 1, "monday": "day"}],
    "demand": [],
}
LEFT_OPEN = {"kind": "visit", "visit_id": "v2", "to": None}
GOOD_BODIES: Mapping[str, Any] = {
    "/exports/{form}": {"codes": "[company]\nid = '7'\n"},
    "/datasets/{dataset_id}": {"name": "Byn"},
    "/next": {"last": "2027-01-03", "repeats": True},
    "/sick": ILL,
    "/replan": ILL,
    "/follow-up": {"performed": [DECLINED]},
    "/base": {"weeks": 1, "limits": {"seconds": 0.5, "effort": 1, "workers": 1}},
    "/laid-out": {"base": BASE, "start": "2027-01-04", "weeks": 1},
    "/part": {"units": [], "first": "2026-12-21", "last": "2026-12-21"},
    "/propose": {"by": "Eva"},
    "/comments": {"by": "Eva", "text": "på kurs då", "about": "amy@2026-12-21"},
    "/edits": {"edit": LEFT_OPEN, "author": "Eva"},
    "/effects": {"edit": LEFT_OPEN, "author": "Eva"},
    "/undo": {"author": "Eva"},
    "/publish": {"by": "Eva", "told_on": "2026-12-01"},
    "/times": {"client": "carl", "date": "2026-12-21", "minutes": 20},
}
"""By how an address ends."""


def datasets() -> st.SearchStrategy[Body]:
    """Return the village as a document, or zipped, with a few things replaced."""
    whole = document() | {"rules": rules_document()}
    return damaged(whole).map(_json) | folders()


UPLOADS: Mapping[str, Callable[[], st.SearchStrategy[Body]]] = {
    "/v1/datasets": datasets,
    "/v1/imports": imports,
    "/v1/schedules/{schedule_id}/follow-up/files": reports,
}


def bodies(path: str, known: Sequence[str]) -> st.SearchStrategy[Body]:
    """Return bodies for an address, most of them of the right kind."""
    if path in UPLOADS:
        return UPLOADS[path]() | ANY_BODY
    if path == "/v1/schedules":
        return orders(known[0]).map(_json) | ANY_BODY
    if path in ("/v1/comparisons", "/v1/robustness"):
        good = st.permutations(known[1:3])
        ids = good | st.lists(st.sampled_from(known) | JSON, max_size=4)
        more = {"days": 7} if path == "/v1/robustness" else {}
        return ids.map(lambda found: _json({"schedules": found, **more})) | ANY_BODY
    if path.endswith("/edited"):
        return st.just(Body(schedule_book(), XLSX)) | workbooks() | ANY_BODY
    if path == "/v1/studies":
        return studies(known[0]).map(_json) | ANY_BODY
    draft = {"/v1/drafts": {"schedule": known[1], "author": "Eva"}}
    for end, good in {**GOOD_BODIES, **draft}.items():
        if path.endswith(end):
            return st.just(_json(good)) | damaged(good).map(_json) | ANY_BODY
    return ANY_BODY


EXPORT_FORMS = st.sampled_from([*EXPORTS, "pdf"]).map(str)
HEADERS = st.fixed_dictionaries(
    {},
    optional={
        "Idempotency-Key": st.text("abc ~!", max_size=3),
        "Accept-Language": st.sampled_from(["sv", "en", "de;q=0,*", ";;q=", "*;q=x"]),
    },
)
QUERIES = st.fixed_dictionaries(
    {"operation": st.sampled_from(["evaluate", "evaluate", "validate", "solve"])},
    optional={
        "operation2": st.just("x"),
        "cursor": st.sampled_from(["0", "f" * 15, "f" * 16, "å"]),
        "limit": st.sampled_from(["1", "100", "-1", "x"]),
        "other": st.text(max_size=5),
        "only": st.sampled_from(["amy", "centre", "", "å"]),
    },
)


def utf8(text: str) -> str:
    """Return a text as it can stand in an address."""
    return quote(text.encode("utf-8", "replace"), safe="")


@st.composite
def requests(draw: st.DrawFn, path: str, known: Sequence[str]) -> Request:
    """Return requests to an address.

    ``known`` are a dataset, two schedules of it, and a dataset that nobody uses.
    """
    body = draw(bodies(path, known))
    compared = {"old": known[1]} if "/negotiation-pack" in path else {}
    query = draw(QUERIES) | compared
    return Request(
        id=draw(st.sampled_from(known) | st.text(min_size=1, max_size=40)),
        form=draw(EXPORT_FORMS),
        query="&".join(f"{utf8(name)}={utf8(value)}" for name, value in query.items()),
        headers=draw(HEADERS) | {"Content-Type": body.type},
        content=body.content,
    )
