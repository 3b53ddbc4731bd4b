"""The instances to be solved, with what is known of each."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from benchmarks.routing.instances.best_known import BestKnown, best_known
from benchmarks.routing.instances.instance import Instance
from benchmarks.routing.instances.read import BadInstanceError, Family, family_of, read

FAMILIES: tuple[Family, ...] = get_args(Family)


class UnusableInputError(Exception):
    """What was asked for cannot be done; the text says why."""


@dataclass(frozen=True)
class KnownInstance:
    """One instance."""

    family: Family
    raw: dict[str, Any]
    """The file as it is written, for the scorer."""
    instance: Instance
    best: BestKnown | None

    @property
    def possible(self) -> bool:
        """Whether it is not proved that there is no solution."""
        return self.best is None or self.best.cost is not None


def suite(data: Path, families: Collection[Family] = FAMILIES) -> list[KnownInstance]:
    """Return all instances in the families' folders of ``data``, family by family."""
    if not data.is_dir():
        raise UnusableInputError(f"{data}: no such folder")
    paths = [p for family in families for p in sorted((data / family).glob("*.json"))]
    cases = _cases(paths, data)
    found = {case.family for case in cases}
    missing = [family for family in families if family not in found]
    if missing:
        raise UnusableInputError(f"{data}: no instance of {', '.join(missing)}")
    return sorted(cases, key=lambda case: FAMILIES.index(case.family))


def single(path: Path, data: Path) -> KnownInstance:
    """Return the instance in one file; what is known of it stands in ``data``."""
    return _cases([path], data)[0]


def _cases(paths: Iterable[Path], data: Path) -> list[KnownInstance]:
    known = best_known(data)
    cases: list[KnownInstance] = []
    faults: list[str] = []
    for path in paths:
        try:
            instance = read(path)
        except BadInstanceError as error:
            faults.append(str(error))
            continue
        raw = json.loads(path.read_text(encoding="utf-8"))
        cases.append(KnownInstance(family_of(raw), raw, instance, known.get(path.stem)))
    if faults:
        raise UnusableInputError("\n".join(faults))
    return cases
