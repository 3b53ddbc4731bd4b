"""What no plan of a dataset can do: looked for once, as a dataset never changes."""

from collections import OrderedDict
from threading import Lock
from typing import Annotated

from fastapi import Depends, Request

from api.http.views import FindingView
from api.inputs import Inputs
from scheduler.feasibility import feasibility

_KEPT = 64
"""Datasets whose findings stay in memory: some sentences each."""

Findings = tuple[FindingView, ...]


class CheckedDatasets:
    """Looks through datasets, one at a time: a month takes seconds of a processor."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Findings] = OrderedDict()
        self._lock = Lock()
        self._looking = Lock()

    def known(self, id_: str) -> Findings | None:
        """Return what was found in a dataset, if it was looked through."""
        with self._lock:
            return self._kept.get(id_)

    def of(self, id_: str, inputs: Inputs) -> Findings:
        """Return what stands in the way of plans of a dataset."""
        with self._looking:  # whoever comes meanwhile waits, and finds it known
            if (found := self.known(id_)) is not None:
                return found
            told = tuple(map(FindingView.of, feasibility(*inputs)))
            with self._lock:
                self._kept[id_] = told
                while len(self._kept) > _KEPT:
                    self._kept.popitem(last=False)
        return told


def _checked(request: Request) -> CheckedDatasets:
    found: CheckedDatasets = request.app.state.checked
    return found


CheckedDep = Annotated[CheckedDatasets, Depends(_checked)]
