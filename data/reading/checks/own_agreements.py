"""The agreements beside the data: TOML in the folder ``agreements``, and its faults."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from data.cell_place import CellPlace
from data.columns import Column, is_private
from data.faults import Fault, FaultList
from data.reading.csv_cells import decoded
from data.reading.folders import content_of_file, is_left_behind
from data.reading.records import Record
from scheduler.pay.agreement import UnknownAgreementError, find_agreement
from scheduler.pay.agreement_rows import NoRateError
from scheduler.pay.overlay import AgreementFault, AgreementFaultsError

AGREEMENTS = "agreements"
"""The folder, and the key of a document."""
_LAID_UNDER = "AB"
"""What an agreement is laid over that the dataset does not use."""
_UNSAID = {"on_call": "no_on_call_rates", "comp_time": "no_comp_time_rates"}
"""What to say where an agreement has no rows of a kind."""
_HEADER = re.compile(r"\s*\[{1,2}\s*([\w-]+)\s*\]{1,2}")
_AT_LINE = re.compile(r"at line (\d+)")
"""What the parser of TOML says of where it stopped."""
_NAME = re.compile(r"[^\W_][\w-]{0,39}")
"""Of an agreement: letters, digits, hyphens."""


def read_own(folder: Path, faults: FaultList) -> dict[str, str]:
    """Return the agreements of a dataset's folder by name."""
    place = folder / AGREEMENTS
    if not place.exists():
        return {}
    if not place.is_dir():
        faults.append(CellPlace(AGREEMENTS).fault("not_a_folder"))
        return {}
    texts: dict[str, str] = {}
    for path in sorted(place.iterdir()):
        if is_left_behind(path.name) or is_private(path.name):
            continue
        text = read_one(path, file_of(path.stem), faults)
        if text is not None:
            texts[path.stem] = text
    return texts


def read_one(path: Path, shown: str, faults: FaultList) -> str | None:
    """Return the text of one agreement; ``None`` if it cannot be one."""
    if path.suffix != ".toml" or not _NAME.fullmatch(path.stem):
        name = f"{AGREEMENTS}/{path.name}"
        faults.append(CellPlace(name).fault("agreement_name", None, path.name))
        return None
    content = content_of_file(path, shown, faults)
    return None if content is None else decoded(shown, content, faults)


def own_of_document(raw: object, faults: FaultList) -> dict[str, str]:
    """Return what stands under ``agreements`` in a JSON document."""
    if raw is None:
        return {}
    place = CellPlace(AGREEMENTS, pointer=f"/{AGREEMENTS}")
    if not isinstance(raw, Mapping):
        faults.append(place.fault("json_object"))
        return {}
    texts: dict[str, str] = {}
    for name, text in raw.items():
        if not _NAME.fullmatch(str(name)):
            faults.append(place.fault("agreement_name", str(name), str(name)))
        elif not isinstance(text, str):
            faults.append(place.fault("setting_text", str(name), str(text)))
        else:
            texts[str(name)] = text
    return texts


def file_of(name: str) -> str:
    """Return the file of an agreement, as faults name it."""
    return f"{AGREEMENTS}/{name}.toml"


def check_peoples_agreements(
    rows: Iterable[Record], column: Column[str | None], own: Mapping[str, str]
) -> None:
    """Blame every person's agreement that there is not."""
    for record in rows:
        if name := record.get(column):
            try:
                find_agreement(name, own)
            except UnknownAgreementError as error:
                known = ", ".join(error.known)
                record.blame("agreement", column, choices=known)
            except NoRateError as error:
                first = error.first.isoformat()
                record.blame("agreement_day", column, first=first)
            except AgreementFaultsError:
                pass  # told where they are, in the agreement itself


def check_rates(
    kind: str,
    rows: Iterable[Record],
    column: Column[Any],
    used: Iterable[str],
    own: Mapping[str, str],
) -> None:
    """Blame what a column asks for where an agreement has no rows of its kind."""
    for record in rows:
        for name in used if record.get(column) else ():
            try:
                known = getattr(find_agreement(name, own), kind)
            except (UnknownAgreementError, NoRateError, AgreementFaultsError):
                continue  # blamed where the agreement is named
            if not known:
                record.blame(_UNSAID[kind], column, agreement=name)


def faults_of_own(used: Iterable[str], own: Mapping[str, str]) -> list[AgreementFault]:
    """Return all that is wrong with a dataset's own agreements, used or not."""
    names = list(used)
    mentioned = {part for name in names for part in re.split("[+@]", name)}
    names += [f"{_LAID_UNDER}+{name}" for name in own if name not in mentioned]
    return list(dict.fromkeys(fault for name in names for fault in _tried(name, own)))


def _tried(name: str, own: Mapping[str, str]) -> Iterator[AgreementFault]:
    try:
        find_agreement(name, own)
    except AgreementFaultsError as error:
        yield from error.faults
    except (UnknownAgreementError, NoRateError):
        pass  # blamed where the agreement is named


def located(found: AgreementFault, place: CellPlace, text: str) -> Fault:
    """Return a fault of an agreement with its place in the text."""
    if place.pointer is None:
        at_line = _AT_LINE.search(found.value or "") if found.code == "toml" else None
        line = int(at_line[1]) if at_line else _line_of(found.key, text)
        place = CellPlace(place.file, line)
    facts = {"names": found.expected, "choices": found.expected}
    return place.fault(found.code, found.key or None, found.value, **facts)


def _line_of(key: str, text: str) -> int | None:
    """Return the line of ``ob[2].b_night``, or of its row if it stands nowhere."""
    table, number, inner = _parts(key)
    line: int | None = None
    seen, inside = 0, False
    for at, row in enumerate(text.splitlines(), start=1):
        header = _HEADER.match(row)
        if header is not None:
            seen += header[1] == table
            inside = header[1] == table and seen == number
            line = at if inside else line
        elif inside == bool(inner) and _names(row, inner or table):
            return at
    return line


def _names(row: str, key: str) -> bool:
    """Whether a line of TOML gives a key."""
    return row.partition("=")[0].strip() == key and "=" in row


def _parts(key: str) -> tuple[str, int, str]:
    found = re.fullmatch(r"([^\[.]*)(?:\[(\d+)\])?(?:\.(.*))?", key)
    if found is None:
        return key, 1, ""
    return found[1], int(found[2] or 1), found[3] or ""
