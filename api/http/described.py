"""What crosses the wire, each field with its description."""

from pydantic import BaseModel, ConfigDict


class Described(BaseModel):
    """A body whose fields are described by the docstrings below them."""

    model_config = ConfigDict(use_attribute_docstrings=True)
