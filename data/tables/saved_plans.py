"""Saved plans as frames, for whoever looks into them in a notebook."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, fields
from pathlib import Path

import pandas as pd

from data.tables.frames import excel_bytes, read_csv, typed
from data.tables.plan_frames import FORMS, figure_rows, table_of


@dataclass(frozen=True)
class PlanTables:
    """The tables of one plan or several, columns as ``docs/files.md`` lists them.

    Amounts are kronor, moments local wall-clock time. What a plan lacks, as one made by
    hand does, has no rows.
    """

    shifts: pd.DataFrame
    visits: pd.DataFrame
    unassigned: pd.DataFrame
    breaches: pd.DataFrame
    costs: pd.DataFrame
    price_lines: pd.DataFrame
    hours: pd.DataFrame
    figures: pd.DataFrame
    """``kpis.json``, a row for each scope (``all``, or a unit) and figure."""

    def to_excel(self, path: str | Path) -> None:
        """Write a workbook, a sheet for each table; texts are never formulas."""
        frames = {field.name: getattr(self, field.name) for field in fields(self)}
        Path(path).write_bytes(excel_bytes(frames))

    @property
    def wall(self) -> pd.DataFrame:
        """People down, dates across: which shifts, several with a bar between."""
        rows = self.shifts
        who = ["plan", "employee_id"] if "plan" in rows else ["employee_id"]
        return rows.pivot_table(
            index=who,
            columns="date",
            values="shift_id",
            aggfunc="|".join,
            fill_value="",
        )


def read_plan(folder: str | Path) -> PlanTables:
    """Return the tables of a plan folder."""
    return PlanTables(**{name: _table(Path(folder), name) for name in FORMS})


def read_plans(folders: Iterable[str | Path]) -> PlanTables:
    """Return the tables of several plans below each other.

    The first column of each, ``plan``, says which folder a row is from.
    """
    read = {str(folder): read_plan(folder) for folder in folders}
    return PlanTables(
        **{f.name: _below_each_other(read, f.name) for f in fields(PlanTables)}
    )


def _below_each_other(plans: dict[str, PlanTables], name: str) -> pd.DataFrame:
    parts = {plan: getattr(tables, name) for plan, tables in plans.items()}
    below: pd.DataFrame = pd.concat(parts, names=["plan"]).reset_index("plan")
    return below.reset_index(drop=True)


def _table(folder: Path, name: str) -> pd.DataFrame:
    return typed(_texts(folder, name), FORMS[name])


def _texts(folder: Path, name: str) -> pd.DataFrame:
    if name == "figures":
        path = folder / "kpis.json"
        scopes = json.loads(path.read_bytes()) if path.exists() else {}
        return table_of(name, figure_rows(scopes))
    path = folder / f"{name}.csv"
    return read_csv(path.read_bytes()) if path.exists() else pd.DataFrame()
