"""A follow-up as the files that people open: a page, a workbook, a document."""

import json

from pydantic import BaseModel

from api.follow_up.follow_up_answer import FollowUpAnswer, follow_up_answer
from api.inputs import Inputs
from data.follow_up.follow_up_page import follow_up_html
from data.follow_up.learnt_patch import learnt_patch, patch_toml
from data.scenario.patch import Patch
from data.tables.frames import excel_bytes, frame_of
from scheduler.domain.problem import Problem
from scheduler.follow_up.followed_up import FollowUp
from scheduler.messages import say

FORMS = (".html", ".xlsx", ".json")
_SHEETS = (
    "figures",
    "visits",
    "clients",
    "late",
    "declined",
    "learnt",
    "weeks",
    "items",
    "changed",
)


def patch_of(found: FollowUp, language: str) -> Patch:
    """Return the proposed times as a patch of the dataset."""
    name = say("follow_up.patch.name", language, last=found.last.isoformat())
    return learnt_patch(found.learnt, name, language)


def answer_of(found: FollowUp, problem: Problem, language: str) -> FollowUpAnswer:
    """Return a follow-up as rows, with what it proposes."""
    patch = patch_of(found, language)
    return follow_up_answer(found, problem, "" if patch.is_empty else patch_toml(patch))


def follow_up_file(
    suffix: str, found: FollowUp, inputs: Inputs, language: str
) -> bytes:
    """Return a follow-up as the file of a form, one of ``FORMS``."""
    if suffix.lower() == ".html":
        return follow_up_html(found, inputs.problem)
    answer = answer_of(found, inputs.problem, language)
    if suffix.lower() == ".xlsx":
        return _workbook(answer, language)
    document = answer.model_dump(mode="json")
    return json.dumps(document, ensure_ascii=False, indent=2).encode()


def _workbook(answer: FollowUpAnswer, language: str) -> bytes:
    sheets = {}
    for name in _SHEETS:
        rows: list[BaseModel] = getattr(answer, name)
        if rows:
            sheet = say(f"follow_up.sheet.{name}", language)
            sheets[sheet] = frame_of(_titled(row, language) for row in rows)
    return excel_bytes(sheets)


def _titled(row: BaseModel, language: str) -> dict[str, object]:
    """Return the cells of a row by what people call its columns."""
    return {
        say(f"follow_up.column.{name}", language): _cell(value) for name, value in row
    }


def _cell(value: object) -> object:
    return ", ".join(value) if isinstance(value, tuple) else value
