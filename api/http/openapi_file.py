"""What the service promises, as a file: ``python -m api.http.openapi_file FOLDER``."""

import json
import sys
from pathlib import Path

from sqlalchemy import create_engine

from api.http.app import create_app

FILE = "openapi.json"


def main(folder: str) -> None:
    """Write the description of the service into a folder."""
    promised = create_app(create_engine("sqlite://")).openapi()
    text = json.dumps(promised, ensure_ascii=False, indent=1) + "\n"
    (Path(folder) / FILE).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
