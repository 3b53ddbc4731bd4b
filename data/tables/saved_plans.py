"""Saved plans as frames, for whoever looks into them in a notebook."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, fields
from errno import ENOENT
from pathlib import Path

import pandas as pd

from data.disk.whole_file import write_file
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
        """Write a workbook, a sheet for each table; texts are never formulas.

        Raises
        ------
        BadInput
            The disk does not allow it; what is there stays.
        """
        frames = {field.name: getattr(self, field.name) for field in fields(self)}
        write_file(Path(path), excel_bytes(frames), force=True)

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
    """Return the tables of a plan folder.

    Raises
    ------
    FileNotFoundError
        It has no table of a plan, or is a dataset: a plan without rows is something
        else.
    """
    there = Path(folder)
    has_any = any(_file(there, name).exists() for name in FORMS)
    if not has_any or (there / "dataset.toml").exists():
        raise FileNotFoundError(ENOENT, "no plan is there", str(there))
    return PlanTables(**{name: _table(there, name) for name in FORMS})


def read_plans(folders: Iterable[str | Path] | str | Path) -> PlanTables:
    """Return the tables of several plans below each other; one is a folder by itself.

    The first column of each, ``plan``, says which folder a row is from. Raises as
    ``read_plan``.
    """
    several = [folders] if isinstance(folders, str | Path) else folders
    read = {str(folder): read_plan(folder) for folder in several}
    return PlanTables(
        **{f.name: _below_each_other(read, f.name) for f in fields(PlanTables)}
    )


def _below_each_other(plans: dict[str, PlanTables], name: str) -> pd.DataFrame:
    parts = {plan: getattr(tables, name) for plan, tables in plans.items()}
    below: pd.DataFrame = pd.concat(parts, names=["plan"]).reset_index("plan")
    return below.reset_index(drop=True)


def _table(folder: Path, name: str) -> pd.DataFrame:
    return typed(_texts(folder, name), FORMS[name])


def _file(folder: Path, name: str) -> Path:
    return folder / ("kpis.json" if name == "figures" else f"{name}.csv")


def _texts(folder: Path, name: str) -> pd.DataFrame:
    path = _file(folder, name)
    if name == "figures":
        scopes = json.loads(path.read_bytes()) if path.exists() else {}
        return table_of(name, figure_rows(scopes))
    return read_csv(path.read_bytes()) if path.exists() else pd.DataFrame()
