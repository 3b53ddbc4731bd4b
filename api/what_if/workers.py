"""Who makes the runs: the cores of this machine, or a cluster somewhere."""

from contextlib import ExitStack, suppress
from types import TracebackType
from typing import Any, Self
from warnings import catch_warnings, filterwarnings

from api.what_if.out_of_reach import out_of_reach
from data.cell_place import CellPlace
from data.faults import BadInput

NOWHERE = "127.0.0.1:0"
"""Where dask tells of itself: only here, and on whatever port is free. Without an
address it takes one that all see, and warns when somebody else has it."""

_BUSY_DISK = "Creating scratch directories is taking"
"""How dask begins to wonder about the disk, on any machine that has much to do."""


class Workers:
    """A dask client that is there from the first run on, and until all are made.

    Without an address it begins workers of its own, once for all sweeps.
    """

    def __init__(self, cores: int, cluster: str | None = None) -> None:
        self._cores = cores
        """Runs at a time on this machine."""
        self._cluster = cluster
        """Address of a dask scheduler to use instead."""
        self._open = ExitStack()
        self._client: Any = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._client = None
        with suppress(
            TimeoutError
        ):  # a worker that is slow to go: what is made is kept
            self._open.close()

    def client(self) -> Any:
        """Return the client; begins what is needed when it is first asked for.

        Raises
        ------
        BadInput
            Nobody answers.
        """
        if self._client is None:
            try:
                self._client = self._open.enter_context(self._begun())
            except (OSError, ValueError) as error:
                raise self.gone() from error
        return self._client

    def gone(self) -> BadInput:
        """Return what is said where nobody makes runs any more."""
        place = CellPlace(f"--cluster {self._cluster}" if self._cluster else "--cores")
        return BadInput([place.fault("cluster")])

    def _begun(self) -> Any:
        from distributed import Client, LocalCluster  # takes a second to import

        if self._cluster is not None:
            return Client(self._cluster, timeout="10s")
        with out_of_reach(), catch_warnings():
            filterwarnings("ignore", message=_BUSY_DISK)
            local = LocalCluster(
                n_workers=self._cores,
                threads_per_worker=1,
                memory_limit=None,
                dashboard_address=NOWHERE,
                silence_logs=50,
            )
        return Client(self._open.enter_context(local))
