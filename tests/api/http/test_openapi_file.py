"""The contract is a file in the repository: nobody changes it without noticing."""

from pathlib import Path

from api.http.openapi_file import FILE, main

DOCS = Path(__file__).parents[3] / "docs"


def test_the_file_says_what_the_service_says(tmp_path: Path) -> None:
    main(str(tmp_path))
    written = (DOCS / FILE).read_text(encoding="utf-8")
    assert written == (tmp_path / FILE).read_text(encoding="utf-8"), "run `make docs`"
