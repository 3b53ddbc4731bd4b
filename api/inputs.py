"""A dataset with the rules it is planned under, or all that is wrong with them."""

from collections.abc import Callable, Hashable
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from constraints import default_rules
from constraints.handbook.handbook import read_handbook, read_handbook_document
from constraints.handbook.handbook_faults import HandbookError, HandbookFault
from data.faults import BadInput, Fault, FaultList
from data.reading.dataset import RULES, read_dataset, read_document
from data.writing.dataset_files import write_document
from scheduler.domain.problem import Problem
from scheduler.rules.rule import Rule

T = TypeVar("T")

Rules = tuple[Rule, ...]


class Inputs(NamedTuple):
    """What a plan is made or judged from."""

    problem: Problem
    rules: Rules


class RulesFault(Fault):
    """A fault of rules, in the handbook's words."""

    found: HandbookFault

    @property
    def sameness(self) -> Hashable:
        """No two places in rules say the same."""
        return self.code, self.file, self.found.pointer, self.found.code

    def place(self, language: str = "sv") -> str:
        """Return the file, and where in it; or the pointer into a document."""
        if self.pointer is not None:
            return self.pointer
        return f"{super().place(language)}, {self.found.pointer or '/'}"

    def message(self, language: str = "sv") -> str:
        """Return what was found and what was expected."""
        return self.found.message(language)


def read_inputs(
    folder: Path, rules: Path | None = None, *, judges: bool = False
) -> Inputs:
    """Read a dataset's folder, with its own rules or those of another file.

    ``judges``: a plan is only judged, on shift types that may not be planned too.

    Raises
    ------
    BadInput
        With every fault of both.
    """
    return _both(
        lambda: read_dataset(folder, judges=judges), lambda: _rules_for(folder, rules)
    )


def read_document_inputs(document: object, *, judges: bool = False) -> Inputs:
    """Read a dataset from a JSON document; as ``read_inputs``."""
    rules = document.get("rules") if isinstance(document, dict) else None
    return _both(
        lambda: read_document(document, judges=judges),
        lambda: default_rules() if rules is None else read_rules_document(rules),
    )


def read_rules_document(rules: object) -> Rules:
    """Read what stands as ``rules`` in a document: as in ``rules.json``, or its list.

    Raises
    ------
    BadInput
        With every fault.
    """
    bare = isinstance(rules, list)
    try:
        return read_handbook_document({"rules": rules} if bare else rules)
    except HandbookError as error:
        above = "" if bare else "/rules"
        raise BadInput(
            RulesFault(
                code=found.code,
                file="rules",
                value=found.value,
                pointer=above + found.pointer,
                found=found,
            )
            for found in error.faults
        ) from error


def document_of(problem: Problem, rules: Any | None) -> dict[str, object]:
    """Return the JSON document of a dataset with its rules as they were sent."""
    document = write_document(problem)
    return document if rules is None else document | {"rules": rules}


def _both(problem: Callable[[], Problem], rules: Callable[[], Rules]) -> Inputs:
    faults: FaultList = FaultList()
    read, settled = _tried(problem, faults), _tried(rules, faults)
    if read is None or settled is None:
        raise BadInput(faults)
    return Inputs(read, settled)


def _tried(read: Callable[[], T], faults: FaultList) -> T | None:
    try:
        return read()
    except BadInput as bad:
        faults.extend(bad.faults)
        return None


def _rules_for(folder: Path, given: Path | None) -> Rules:
    path = given or folder / RULES
    if given is None and not path.exists():
        return default_rules()
    name = str(given) if given else RULES
    if path.exists() and not path.is_file():
        raise BadInput([Fault(code="unreadable_file", file=name)])
    try:
        return read_handbook(path)
    except HandbookError as error:
        faults: list[Fault] = [
            RulesFault(
                code=found.code,
                file=name,
                line=found.line,
                value=found.value,
                found=found,
            )
            for found in error.faults
        ]
        raise BadInput(faults) from error
    except FileNotFoundError as error:
        raise BadInput([Fault(code="no_file", file=name)]) from error
    except OSError as error:
        raise BadInput([Fault(code="unreadable_file", file=name)]) from error
    except (ValueError, RecursionError) as error:  # numbers or nesting beyond reason
        raise BadInput([Fault(code="json_syntax", file=name)]) from error
