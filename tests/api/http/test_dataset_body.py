"""The contract's words on a dataset fit what is sent and read."""

import json
from typing import Any

import jsonschema_rs

from api.http.dataset_body import dataset_schema
from data.reading.dataset import SHEETS
from data.writing.dataset_files import write_document
from tests.api.village import village


def test_a_dataset_as_it_is_written_fits_the_contract() -> None:
    document = json.loads(json.dumps(write_document(village())))
    jsonschema_rs.validate(dataset_schema(), document)


def test_every_column_is_there_with_a_type_and_words() -> None:
    schema = dataset_schema()["properties"]
    for sheet in SHEETS:
        cells: dict[str, Any] = schema[sheet.name]["items"]["properties"]
        assert set(cells) == set(sheet.names)
        assert all(cell["type"] and cell["description"] for cell in cells.values())
