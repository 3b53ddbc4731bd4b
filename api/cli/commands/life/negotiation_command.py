"""``bemanna negotiation-pack``: the old schedule against the new, for each person."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from api.cli.commands.compare import Sides
from api.cli.exits import Exit
from api.cli.kept_file import keep_file
from api.cli.output import Output
from api.handing_out.negotiation import negotiation_view, negotiation_xlsx, pack_of
from api.inputs import read_inputs
from api.side_by_side import JudgedSide, side_by_side
from data.cell_place import CellPlace
from data.disk.whole_file import check_file
from data.export.personal_numbers import check_personal_numbers
from data.faults import BadInput
from data.negotiation.negotiation_pack import NegotiationPack
from data.negotiation.negotiation_page import negotiation_html


@dataclass(frozen=True)
class PackOrder:
    """Which two schedules, and where the pack goes."""

    folder: Path
    """The dataset of both, or of the new one."""
    old: Path
    new: Path
    out: Path
    other: Path | None = None
    """The dataset of the old one, if it is another."""
    force: bool = False

    def sides(self) -> tuple[JudgedSide, JudgedSide]:
        """Judge both, each by its own inputs; raises ``BadInput``."""
        own = read_inputs(self.folder, judges=True)
        check_personal_numbers(own.problem)
        if self.other is None:
            wanted = Sides(self.folder, (self.old, self.new))
        else:
            beside = ((self.other, self.old),)
            wanted = Sides(self.folder, (self.new,), beside=beside)
        first, second = side_by_side(own, None, wanted.read(own)).sides
        return (first, second) if self.other is None else (second, first)


def write_pack(order: PackOrder, output: Output) -> Exit:
    """Write a negotiation pack; the name of its file says in which form.

    Raises
    ------
    BadInput
        With every fault of what was handed in, or the file may not be written.
    """
    make = _FORMS.get(order.out.suffix.lower())
    if make is None:
        place = CellPlace(str(order.out))
        fault = place.fault("pack_suffix", None, order.out.suffix or "–")
        raise BadInput([fault])
    check_file(order.out, force=order.force)
    pack = pack_of(*order.sides())
    keep_file(order.out, make(pack, output.language), force=order.force)
    facts = {"count": pack.changed, "people": len(pack.people)}
    output.tell("negotiation.changed", **facts)
    output.tell("cli.wrote.pack", path=order.out)
    files = {"pack": str(order.out)}
    return output.document({"files": files, "changed": pack.changed}, Exit.DONE)


def _html(pack: NegotiationPack, _language: str) -> bytes:
    return negotiation_html(pack)


def _json(pack: NegotiationPack, _language: str) -> bytes:
    told = negotiation_view(pack).model_dump(mode="json")
    return json.dumps(told, ensure_ascii=False, indent=2).encode()


_FORMS: Mapping[str, Callable[[NegotiationPack, str], bytes]] = {
    ".html": _html,
    ".xlsx": negotiation_xlsx,
    ".json": _json,
}
