"""How the commands tell what became of a plan."""

from collections.abc import Mapping

from api.cli.exits import Exit
from api.cli.output import Output
from api.cli.terminal_tables import section_tables
from api.inputs import Rules
from api.plan_folder import SavedPlan
from api.summary import as_document, sections_of
from scheduler.planning.result import Defect, Result, Status
from scheduler.proofs.proof import ProofVerdict

MOST_PROOFS = 10
"""Open visits whose proof the terminal tells."""


def tell_plan(
    result: Result,
    rules: Rules,
    saved: SavedPlan | None,
    code: Exit,
    output: Output,
    **more: object,
) -> Exit:
    """Print a result's summary and where its files are; return ``code``.

    Unless there was a defect: it is reported as such, whatever was kept. A program is
    told ``more`` besides.
    """
    sections = sections_of(result, rules)
    _tell_conflicts(result, output)
    _tell_proofs(result, output)
    output.show(section_tables(sections, output.language))
    if result.audit is not None and result.audit.must_open:
        output.tell("cli.solved.why")
    files = {} if saved is None else saved.paths()
    _tell_files(result, files, output)
    if saved is not None and saved.stays is not None:
        output.tell(f"cli.stays.{saved.stays}", plan=files["plan"])
    document = {
        "status": result.status.value,
        "interrupted": result.interrupted,
        "seconds": round(result.seconds, 3),
        "summary": as_document(sections),
        "conflicts": [conflict.model_dump() for conflict in result.conflicts],
        "proofs": [proof.model_dump(mode="json") for proof in result.proofs],
        "files": files,
        "stays": saved.stays if saved else None,
        **more,
    }
    if defect := result.defect or (saved and saved.defect):
        return _tell_defect(defect, document, output)
    return output.document(document, code)


def _tell_defect(
    defect: Defect, document: Mapping[str, object], output: Output
) -> Exit:
    message = output.words("cli.internal.kept", **defect.model_dump())
    output.note(message)
    return output.document({**document, "error": message}, Exit.INTERNAL)


def _tell_conflicts(result: Result, output: Output) -> None:
    if result.conflicts:
        is_proved = result.status is Status.INFEASIBLE
        output.tell(f"cli.solved.{'conflicts' if is_proved else 'in_the_way'}")
    for conflict in result.conflicts:
        output.show(f"- {getattr(conflict, f'message_{output.language}')}")


def _tell_proofs(result: Result, output: Output) -> None:
    """Print the proofs of what no plan can do; the files have them all."""
    proved = [p for p in result.proofs if p.verdict is not ProofVerdict.NOT_FOUND]
    for proof in proved[:MOST_PROOFS]:
        output.show(f"- {proof.visit}: {getattr(proof, f'message_{output.language}')}")


def _tell_files(result: Result, files: Mapping[str, str], output: Output) -> None:
    if result.plan is None:
        output.tell("cli.solved.no_plan")
    if files:
        output.tell("cli.wrote")
    for name, path in files.items():
        output.tell(f"cli.wrote.{name}", path=path)
