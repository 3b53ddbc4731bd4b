"""Tables where the terminal is too narrow for them."""

from pathlib import Path

import pytest

from tests.api.cli.commands import Shell
from tests.api.village import dataset_folder, good_plan, lazy_plan, plan_folder

pytestmark = pytest.mark.usefixtures("plain_weeks")


def figures(text: str) -> list[str]:
    """Return every word with a digit; paths of plans have none."""
    return sorted(word for word in text.split() if any(c.isdigit() for c in word))


@pytest.mark.parametrize("width", [80, 50])
def test_no_figure_of_a_comparison_loses_its_end(
    shell: Shell,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    width: int,
) -> None:
    monkeypatch.chdir(tmp_path_factory.mktemp("long-names"))
    dataset = dataset_folder(Path("village"))
    plans = (
        plan_folder(Path(f"{name}-{'x' * 60}"), dataset, plan)
        for name, plan in (("good", good_plan()), ("lazy", lazy_plan()))
    )
    words = ("compare", dataset, *plans)
    monkeypatch.setenv("COLUMNS", "400")
    whole = figures(shell(*words).out)
    monkeypatch.setenv("COLUMNS", str(width))
    assert figures(shell(*words).out) == whole
