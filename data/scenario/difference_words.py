"""What differs between the inputs of two plans, in sentences."""

from collections.abc import Iterable, Iterator
from pathlib import PurePath

from data.both_languages import Both, both, named
from data.scenario.difference import FileDifference, InputDifference
from scheduler.messages import catalogue


def difference_words(inputs: InputDifference) -> Iterator[Both]:
    """Yield what differs, a sentence for each file; one that nothing does."""
    if inputs.is_empty:
        yield both("inputs.differ.same")
    if inputs.settings:
        names = _listed(named("dataset.key", key) for key in inputs.settings)
        yield both("inputs.differ.settings", names=names)
    if inputs.rules:
        yield both("inputs.differ.rules", names=", ".join(inputs.rules))
    yield from map(_file_words, inputs.files)


def _file_words(file: FileDifference) -> Both:
    sheet = PurePath(file.file).stem
    columns = (
        both("inputs.differ.column", name=_column(sheet, name), rows=rows)
        for name, rows in file.columns.items()
    )
    return both(
        "inputs.differ.file_columns" if file.columns else "inputs.differ.file",
        title=named("dataset.sheet", sheet),
        names=_listed(columns),
        **file.model_dump(include={"file", "added", "removed", "changed"}),
    )


def _column(sheet: str, name: str) -> Both:
    """Return what a column is called in its sheet: words differ, as of ``from``."""
    own = f"{sheet}.{name}"
    is_own = f"dataset.column.{own}" in catalogue()
    return named("dataset.column", own if is_own else name)


def _listed(words: Iterable[Both]) -> Both:
    texts = list(words)
    return Both(", ".join(t.sv for t in texts), ", ".join(t.en for t in texts))
