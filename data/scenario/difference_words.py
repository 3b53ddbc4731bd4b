"""What differs between the inputs of two plans, in sentences."""

from collections.abc import Iterable, Iterator
from pathlib import PurePath

from data.both_languages import Both, both, named
from data.scenario.difference import FileDifference, InputDifference


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
    columns = (
        both("inputs.differ.column", name=named("dataset.column", name), rows=rows)
        for name, rows in file.columns.items()
    )
    return both(
        "inputs.differ.file_columns" if file.columns else "inputs.differ.file",
        title=named("dataset.sheet", PurePath(file.file).stem),
        names=_listed(columns),
        **file.model_dump(include={"file", "added", "removed", "changed"}),
    )


def _listed(words: Iterable[Both]) -> Both:
    texts = list(words)
    return Both(", ".join(t.sv for t in texts), ", ".join(t.en for t in texts))
