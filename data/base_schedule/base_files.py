"""A base schedule on its way out: a folder of files that can be edited and read."""

import json
from collections.abc import Sequence
from pathlib import Path

from data.base_schedule.base_cells import base_content
from data.base_schedule.base_figures import breach_rows, fact_document, figure_rows
from data.base_schedule.base_sheets import SHEETS
from data.base_schedule.base_wall import base_workbook
from data.disk.own_folder import OwnFolder, check_target
from data.disk.whole_folder import Written, write_folder
from data.written_values import csv_header
from scheduler.base_schedule.base_search import BaseResult
from scheduler.domain.problem import Problem
from scheduler.rules.rule import Rule

FACTS = "base.json"
WALL = "base.xlsx"
BASE = OwnFolder(
    kind="base",
    refusal="not_a_base_folder",
    main_file="base.csv",
    openings={sheet.file: csv_header(sheet.names) for sheet in SHEETS},
)


def check_base_folder(folder: Path, *, force: bool = False) -> None:
    """Make sure that a base schedule may be written here, before it costs any time.

    Raises
    ------
    BadInput
        As ``check_target`` does.
    """
    check_target(folder, BASE, force=force)


def write_base(
    problem: Problem,
    result: BaseResult,
    rules: Sequence[Rule],
    folder: Path,
    *,
    force: bool = False,
) -> Written:
    """Write the base schedule's folder, whole or not at all; raises ``BadInput``."""
    from data.tables.frames import csv_bytes, frame_of, text_frame, texts_of

    content = base_content(result.base)
    files = {
        sheet.file: csv_bytes(text_frame(sheet.names, content[sheet.name]))
        for sheet in SHEETS
    }
    figures = figure_rows(problem, result)
    files["figures.csv"] = csv_bytes(texts_of(frame_of(figures)))
    breaches = breach_rows(result, rules)
    if breaches:
        files["breaches.csv"] = csv_bytes(texts_of(frame_of(breaches)))
    facts = fact_document(problem, result)
    files[FACTS] = (json.dumps(facts, ensure_ascii=False, indent=2) + "\n").encode()
    files[WALL] = base_workbook(problem, result.base, figures)
    return write_folder(folder, files, BASE, force=force)
