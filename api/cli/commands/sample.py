"""``bemanna sample``: a made-up municipality to try things on."""

from pathlib import Path

from api.cli.commands.written_dataset import tell_dataset
from api.cli.exits import Exit
from api.cli.output import Output
from api.cli.stopping import stopping
from api.cli.terminal_tables import section_tables
from api.summary import as_document, size_of
from constraints import default_rules
from constraints.handbook.handbook import write_handbook
from data.sample import SAMPLES, make_sample
from data.writing.dataset_files import check_dataset_folder, write_dataset


def write_sample(name: str, out: Path, seed: int, force: bool, output: Output) -> Exit:
    """Write the sample ``name`` into a folder."""
    if name not in SAMPLES:
        known = ", ".join(SAMPLES)
        return output.refused(output.words("cli.unknown_sample", names=known))
    check_dataset_folder(out, force=force)
    problem = make_sample(name, seed)
    rules = write_handbook(default_rules()).encode()
    stopping.keep()
    written = write_dataset(problem, out, rules, force=force)
    size = size_of(problem)
    output.show(section_tables([size], output.language))
    files = tell_dataset(written, output)
    document = {"sample": name, "seed": seed, "files": files}
    return output.document(document | as_document([size]), Exit.DONE)
