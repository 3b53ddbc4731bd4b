"""Datasets on the shelf: put there once, read many times."""

import hashlib
import json
from collections import OrderedDict
from collections.abc import Sequence
from datetime import datetime
from threading import Lock
from typing import Any, NamedTuple

from sqlalchemy import Engine, delete, select, tuple_, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, undefer

from api.inputs import Inputs, document_of, read_document_inputs
from api.store.schema import Dataset, Job
from api.summary import as_document, size_of
from scheduler.domain.problem import Problem

_KEPT = 4
"""Datasets that stay in memory."""


class Place(NamedTuple):
    """Where a dataset stands in the list; no two share a place."""

    created_at: datetime
    id: str


class DatasetStore:
    """The only place that reads or writes the ``datasets`` table."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._read: OrderedDict[str, Inputs] = OrderedDict()
        self._lock = Lock()

    def put(
        self, inputs: Inputs, rules: Any | None, told_from: str | None = None
    ) -> tuple[Dataset, bool]:
        """Store a dataset with its rules as they were sent.

        Returns the dataset, and whether it is new. ``told_from`` is the dataset that
        it is with a change: what people were told of that one holds here.
        """
        content = document_of(inputs.problem, rules)
        id_ = _id(inputs, rules)
        if (known := self.get(id_)) is not None:
            return known, False
        dataset = _row(id_, inputs.problem, content)
        dataset.told_from = told_from
        try:
            with Session(self._engine, expire_on_commit=False) as session:
                session.add(dataset)
                session.commit()
        except IntegrityError:  # somebody else was faster
            return self._one(id_), False
        return dataset, True

    def get(self, id_: str) -> Dataset | None:
        """Return what is known of a dataset beside its content."""
        with Session(self._engine) as session:
            return session.get(Dataset, id_)

    def _one(self, id_: str) -> Dataset:
        with Session(self._engine) as session:
            return session.get_one(Dataset, id_)

    def put_as_read(self, inputs: Inputs, rules: Any | None) -> tuple[Dataset, bool]:
        """Store what was read just now, as ``put``; it need not be read again."""
        dataset, is_new = self.put(inputs, rules)
        self._keep_at_hand(dataset.id, inputs)
        return dataset, is_new

    def page(self, after: Place | None, limit: int) -> Sequence[Dataset]:
        """Return the latest datasets, or the latest of those that come ``after``."""
        order = tuple_(Dataset.created_at, Dataset.id)
        query = select(Dataset).order_by(Dataset.created_at.desc(), Dataset.id.desc())
        if after is not None:
            query = query.where(order < tuple_(*after))
        with Session(self._engine) as session:
            return session.scalars(query.limit(limit)).all()

    def read(self, id_: str) -> Inputs:
        """Return the dataset with its rules, ready to judge plans.

        Raises
        ------
        LookupError
            There is no such dataset.
        """
        with self._lock:
            if id_ in self._read:
                self._read.move_to_end(id_)
                return self._read[id_]
        inputs = read_document_inputs(json.loads(self._content(id_)), judges=True)
        self._keep_at_hand(id_, inputs)
        return inputs

    def _keep_at_hand(self, id_: str, inputs: Inputs) -> None:
        with self._lock:
            self._read[id_] = inputs
            self._read.move_to_end(id_)
            while len(self._read) > _KEPT:
                self._read.popitem(last=False)

    def rules(self, id_: str) -> Any | None:
        """Return the rules of a dataset as they were sent; as ``read``."""
        return json.loads(self._content(id_)).get("rules")

    def _content(self, id_: str) -> str:
        query = select(Dataset).where(Dataset.id == id_)
        with Session(self._engine) as session:
            found = session.scalar(query.options(undefer(Dataset.content)))
        if found is None:
            raise LookupError(id_)
        return found.content

    def rename(self, dataset: Dataset, name: str) -> bool:
        """Give a dataset another name to know it by; refused if it has another by now.

        What its plans say of it stays: its content never changes.
        """
        known = (Dataset.id == dataset.id, Dataset.name == dataset.name)
        query = update(Dataset).where(*known).values(name=name).returning(Dataset.id)
        with Session(self._engine) as session:
            met = session.scalar(query)
            session.commit()
        return met is not None

    def remove(self, id_: str) -> bool:
        """Forget a dataset; refused (``False``) while jobs refer to it."""
        with self._lock:
            self._read.pop(id_, None)
        unused = ~select(Job.number).where(Job.dataset_id == id_).exists()
        with Session(self._engine) as session:
            session.execute(delete(Dataset).where(Dataset.id == id_, unused))
            session.commit()
        return self.get(id_) is None


def _row(id_: str, problem: Problem, content: object) -> Dataset:
    size = as_document([size_of(problem)])["size"]
    assert isinstance(size, dict)
    counts = {name: quantity["value"] for name, quantity in size.items()}
    return Dataset(
        id=id_,
        content=json.dumps(content),
        name=problem.name,
        series=problem.name,
        start=problem.start,
        days=problem.days,
        size=json.dumps(counts),
    )


def _id(inputs: Inputs, rules: Any | None) -> str:
    text = inputs.problem.sha256 + json.dumps(rules, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:32]
