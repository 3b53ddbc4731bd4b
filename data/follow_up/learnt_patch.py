"""Durations that were learnt, as a patch that can be tried before it is applied."""

import json
from collections.abc import Iterator, Mapping, Sequence

from data.scenario.patch import Alteration, Patch
from scheduler.follow_up.learnt_minutes import LearntMinutes
from scheduler.messages import say


def learnt_patch(learnt: Sequence[LearntMinutes], name: str, language: str) -> Patch:
    """Return the proposed times as changes of needs, or of visits that stand alone."""
    return Patch(
        name=name,
        why=say("follow_up.patch.why", language),
        change=tuple(_changes(learnt)),
    )


def _changes(learnt: Sequence[LearntMinutes]) -> Iterator[Alteration]:
    for row in learnt:
        if row.proposed is not None:
            file, where = _where(row)
            change = {"file": file, "where": where, "set": {"minutes": row.proposed}}
            yield Alteration.model_validate(change)


def _where(row: LearntMinutes) -> tuple[str, dict[str, object]]:
    if row.need is not None:
        return "needs", {"need_id": row.need}
    same = {"client_id": row.client, "kind": row.kind.value}
    return "visits", {**same, "minutes": row.granted}


def patch_toml(patch: Patch) -> str:
    """Return a patch of changed cells as the file that ``what-if --patch`` reads."""
    lines = ["format = 1", f"name = {_text(patch.name)}", f"why = {_text(patch.why)}"]
    for step in patch.change:
        where = {name: values[0] for name, values in step.where.items()}
        lines += ["", "[[change]]", f"file = {_text(step.file)}"]
        lines += [f"where = {_table(where)}", f"set = {_table(step.set)}"]
    return "\n".join(lines) + "\n"


def _table(cells: Mapping[str, object]) -> str:
    pairs = (f"{name} = {_text(value)}" for name, value in cells.items())
    return f"{{ {', '.join(pairs)} }}"


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
