"""How the commands tell where a dataset was written."""

from api.cli.output import Output
from data.disk.whole_folder import Written


def tell_dataset(written: Written, output: Output) -> dict[str, str]:
    """Print where a dataset is, and the one that it replaced; return both."""
    files = {"dataset": str(written.folder)}
    output.tell("cli.wrote.dataset", path=written.folder)
    if written.replaced is not None:
        output.tell("cli.wrote.earlier", path=written.replaced)
        files["earlier"] = str(written.replaced)
    return files
