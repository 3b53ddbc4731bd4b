"""Presets of how much care there is: technology that saves visits, and growth."""

from collections.abc import Iterable, Iterator, Mapping
from typing import ClassVar

from pydantic import Field, FiniteFloat

from data.scenario.patch import Addition, Alteration, Patch, Removal
from data.scenario.presets.base_rows import BaseRows
from data.scenario.presets.chance import drawn, share_of
from data.scenario.presets.preset import Preset
from data.written_values import Cells

_DECIMALS = 6


class MedicineDispensers(Preset):
    """A machine hands some clients their medicine."""

    name: ClassVar[str] = "dispensers"
    share: FiniteFloat = Field(default=30, ge=1, le=100)
    """Per cent of the clients who could have one."""

    def changes(self, base: BaseRows) -> Patch:
        """Take their medication visits away."""
        able = self._able(base)
        return _without_visits("medication", share_of(able, self.share, self.name))

    def facts_of(self, base: BaseRows) -> Mapping[str, object]:
        """Tell how many could have one."""
        return {"clients": len(self._able(base))}

    def _able(self, base: BaseRows) -> set[str]:
        """Return whose medicine a machine can hand: no dose that a meal follows."""
        bound = {visit.get("after") for visit in base.rows("visits")}
        doses = base.rows("visits", kind="medication")
        never = {v["client_id"] for v in doses if v["visit_id"] in bound}
        return {str(v["client_id"]) for v in doses} - never


class DigitalSupervision(Preset):
    """A camera looks after some clients instead of a visit."""

    name: ClassVar[str] = "digital-supervision"
    share: FiniteFloat = Field(default=50, ge=1, le=100)
    """Per cent of the clients who are supervised."""

    def changes(self, base: BaseRows) -> Patch:
        """Take the supervision of a drawn share of clients away."""
        able = _clients_of(base.rows("visits", kind="supervision"))
        return _without_visits("supervision", share_of(able, self.share, self.name))

    def facts_of(self, base: BaseRows) -> Mapping[str, object]:
        """Tell how many are supervised."""
        visits = base.rows("visits", kind="supervision")
        return {"clients": len(_clients_of(visits))}


class FewerDoubleVisits(Preset):
    """With lifts in the ceiling, one person is enough at some clients'."""

    name: ClassVar[str] = "double-visits"
    share: FiniteFloat = Field(default=30, ge=1, le=100)
    """Per cent of the clients who are visited by two."""

    def changes(self, base: BaseRows) -> Patch:
        """Send one person, and let the second one's locked places go."""
        visits = {str(v["visit_id"]): v for v in base.rows("visits", staff=2)}
        able = _clients_of(visits.values())
        clients = tuple(share_of(able, self.share, self.name))
        if not clients:
            return Patch()
        second = base.rows("locked_visits", staff_no=2)
        freed = tuple(
            str(row["visit_id"])
            for row in second
            if visits[str(row["visit_id"])]["client_id"] in clients
        )
        where = {"visit_id": freed, "staff_no": (2,)}
        single = Alteration(
            file="visits", where={"staff": (2,), "client_id": clients}, set={"staff": 1}
        )
        removal = Removal(file="locked_visits", where=where)
        return Patch(remove=(removal,) if freed else (), change=(single,))

    def facts_of(self, base: BaseRows) -> Mapping[str, object]:
        """Tell how many are visited by two."""
        return {"clients": len(_clients_of(base.rows("visits", staff=2)))}


class DemandGrowth(Preset):
    """More people who need care, as those who have it today."""

    name: ClassVar[str] = "demand"
    growth: FiniteFloat = Field(default=72, ge=1, le=100)
    """Per cent more clients, and more wanted where headcount is wanted."""

    def changes(self, base: BaseRows) -> Patch:
        """Add clients like drawn ones with all their visits, and raise headcounts."""
        clients = {str(row["client_id"]): row for row in base.rows("clients")}
        again = share_of(clients, self.growth, self.name)
        new_id = {id_: base.free_id("clients", f"{id_}-more") for id_ in again}
        homes = [
            Addition(
                file="clients", set=_moved(clients[id_], clients) | {"client_id": n}
            )
            for id_, n in new_id.items()
        ]
        visits = [
            Addition(file="visits", set=row) for row in _visits_again(base, new_id)
        ]
        times = 1 + self.growth / 100
        raised = [
            Alteration(file="staffing", where={name: (">0",)}, times={name: times})
            for name in ("min", "want", "max")
            if any(row.get(name) for row in base.rows("staffing"))
        ]
        return Patch(change=tuple(raised), add=(*homes, *visits))

    def facts_of(self, base: BaseRows) -> Mapping[str, object]:
        """Tell how many clients there are."""
        return {"clients": len(base.rows("clients"))}


def _clients_of(visits: Iterable[Cells]) -> set[str]:
    return {str(visit["client_id"]) for visit in visits}


def _without_visits(kind: str, clients: list[str]) -> Patch:
    where = {"kind": (kind,), "client_id": tuple(clients)}
    removal = Removal(file="visits", where=where)
    return Patch(remove=(removal,) if clients else ())


def _moved(client: Cells, clients: dict[str, Cells]) -> Cells:
    """Return a client who lives half-way to another one of the same unit and route."""
    near = [
        id_
        for id_, row in clients.items()
        if (row["unit_id"], row["route_id"]) == (client["unit_id"], client["route_id"])
        and row is not client
    ]
    if not near:
        return dict(client)
    other = clients[drawn(near, f"home {client['client_id']}")[0]]
    between = {
        name: round((float(str(client[name])) + float(str(other[name]))) / 2, _DECIMALS)
        for name in ("lat", "lon")
    }
    return {**client, **between}


def _visits_again(base: BaseRows, new_client: dict[str, str]) -> Iterator[Cells]:
    """Yield the visits of clients once more, for those who are new."""
    theirs = [v for v in base.rows("visits") if v["client_id"] in new_client]
    ids = [str(visit["visit_id"]) for visit in theirs]
    new_visit = {id_: base.free_id("visits", f"{id_}-more") for id_ in ids}
    for visit in theirs:
        after = visit.get("after")
        yield {
            **visit,
            "visit_id": new_visit[str(visit["visit_id"])],
            "client_id": new_client[str(visit["client_id"])],
            "after": None if after is None else new_visit[str(after)],
        }
