"""The command line as such: help, language, usage, exit codes, defects."""

import os
import re
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from api.cli.command_line import SHELLS, app
from api.cli.exits import Exit
from api.cli.help import SAMPLES
from data import sample
from scheduler.messages import LANGUAGES
from tests.api.cli.commands import Shell

HEAVY = {
    "babel",
    "pandas",
    "numpy",
    "ortools",
    "numba",
    "fastapi",
    "pydantic",
    "sqlalchemy",
}
COMMANDS = ("sample", "check", "solve", "evaluate", "compare", "serve", "completion")


def test_help_imports_nothing_heavy_and_takes_less_than_half_a_second() -> None:
    script = (
        "import sys, time; from api.cli.command_line import run;"
        "code = run(['--help']);"
        f"heavy = {HEAVY} & set(sys.modules);"
        "print(code, heavy, time.process_time(), file=sys.stderr)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    code, heavy, seconds = ran.stderr.split()
    assert (code, heavy) == ("0", "set()")
    assert float(seconds) < 0.5


def test_the_installed_command_ends_with_its_code() -> None:
    command = Path(sys.executable).parent / "bemanna"
    ran = subprocess.run([command, "solv"], capture_output=True, check=False)
    assert ran.returncode == Exit.BAD_INPUT


def test_help_tells_every_command_and_every_exit_code(shell: Shell) -> None:
    told = shell("--help")
    assert told.code is Exit.DONE
    for command in COMMANDS:
        assert f" {command} " in told.out
    for code in Exit:
        assert f"{code:>3}  " in told.out
    assert "Slutkoder" in told.out


def test_the_help_of_a_command_says_what_is_asked_and_what_holds_otherwise(
    shell: Shell,
) -> None:
    told = " ".join(shell("--lang", "en", "solve", "-h").out.split())
    assert "Usage: bemanna solve [OPTIONS] DIR" in told
    assert "--seconds S How long to plan, seconds. [default: 180]" in told
    assert "--workers N (1–256)" in told
    assert "PLAN.1. [required]" in told
    assert "--rules FILE Rules to use instead of the dataset's rules.json. --a" in told
    assert "--force Replace" in told


@pytest.mark.parametrize("words", [(), ("check",)])
def test_help_may_be_asked_for_in_one_letter(
    shell: Shell, words: tuple[str, ...]
) -> None:
    short, long = shell(*words, "-h"), shell(*words, "--help")
    assert short == long
    assert short.code is Exit.DONE


def test_the_version_is_that_of_the_distribution(shell: Shell) -> None:
    ran = shell("--version")
    assert (ran.code, ran.out) == (Exit.DONE, f"bemanna {version('bemanna')}\n")


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (["solv"], "Menade du solve?"),
        (["evalaute", "x"], "Menade du evaluate?"),
        (["solve", "x", "--worker", "2"], "Menade du --workers, --force?"),
        (["check", "x", "--jsn"], "Menade du --json?"),
    ],
)
def test_a_misspelt_word_is_answered_with_what_may_be_meant(
    shell: Shell, words: list[str], part: str
) -> None:
    ran = shell(*words)
    assert ran.code is Exit.BAD_INPUT
    assert part in ran.err


def test_a_word_like_no_other_is_not_guessed_at(shell: Shell) -> None:
    for words in (["xyzzy"], ["check", "x", "--xyzzy"]):
        assert "Menade du" not in shell(*words).err


def completed(words: str, language: str = "sv", shell_name: str = "zsh") -> str:
    """Return what a shell is told may follow; an empty last word is being typed."""
    script = "import sys; from api.cli.command_line import run; run(['--lang', '%s'])"
    position = str(len(words.split(" ")) - 1)
    asked = {
        "_BEMANNA_COMPLETE": f"{shell_name}_complete",
        "COMP_WORDS": words,
        "COMP_CWORD": position,
    }
    ran = subprocess.run(
        [sys.executable, "-c", script % language],
        env=os.environ | asked,
        capture_output=True,
        text=True,
        check=True,
    )
    return ran.stdout


def test_a_shell_completes_commands_options_and_files() -> None:
    assert "check\nGranska ett underlag" in completed("bemanna c")
    assert "check\nCheck a dataset" in completed("bemanna c", "en")
    assert "follow-up\nFollow a plan up" in completed("bemanna f", "en")
    assert "solve" not in completed("bemanna c")
    assert "--workers\nHur många processorkärnor" in completed("bemanna solve --w")
    assert "--help\nVisa den här hjälpen." in completed("bemanna solve --h")
    assert completed("bemanna check m", shell_name="bash") == "file,m\n"
    assert "sv" in completed("bemanna check m --lang s", shell_name="bash")


def test_bash_takes_the_script_that_is_printed(shell: Shell, tmp_path: Path) -> None:
    script = tmp_path / "completion.bash"
    script.write_text(shell("completion", "bash").out)
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("no bash here")
    asked = f"source {script}; complete -p bemanna"
    ran = subprocess.run(
        [bash, "-c", asked], capture_output=True, text=True, check=True
    )
    assert "_bemanna_completion bemanna" in ran.stdout


@pytest.mark.parametrize("name", SHELLS)
def test_every_shell_has_its_script(shell: Shell, name: str) -> None:
    ran = shell("completion", name, "--json")
    assert "_BEMANNA_COMPLETE" in ran.document["script"]


def test_an_unknown_shell_is_explained(shell: Shell) -> None:
    assert "Det ska vara bash, zsh" in shell("completion", "tcsh").err


def test_no_command_at_all_shows_the_help(shell: Shell) -> None:
    assert shell().out == shell("--help").out


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_takes_json_and_language(shell: Shell, command: str) -> None:
    told = shell(command, "--help", "--lang", "en").out
    assert "--json" in told
    assert "--lang" in told
    assert "Show this help." in told
    assert "cli." not in told


@pytest.mark.parametrize("name", [None, *app.commands])
def test_no_text_of_the_help_is_a_bare_key(shell: Shell, name: str | None) -> None:
    words = () if name is None else (name,)
    for language in LANGUAGES:
        told = shell("--lang", language, *words, "--help").out
        assert re.findall(r"cli\.\w+", told) == []


@pytest.mark.parametrize("words", [("--lang", "en"), ("--lang=en",)])
def test_a_language_may_stand_before_the_command(
    shell: Shell, words: tuple[str, ...], tmp_path: Path
) -> None:
    assert "Exit codes" in shell(*words, "--help").out
    told = shell(*words, "check", tmp_path / "none")
    assert "There is no such folder" in told.err


def test_swedish_is_spoken_where_nothing_is_said(shell: Shell, tmp_path: Path) -> None:
    assert "Mappen finns inte" in shell("check", tmp_path / "none").err


def test_a_language_after_the_command_wins(shell: Shell, tmp_path: Path) -> None:
    told = shell("--lang", "en", "check", tmp_path / "none", "--lang", "sv")
    assert "Mappen finns inte" in told.err


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (["solv"], "There is no such command. Choose one of: sample, check"),
        (["check"], "DIR is missing"),
        (["solve", "x"], "--out is missing"),
        (["solve", "x", "--out"], "--out needs a value"),
        (["solve", "x", "--outt", "y"], "There is no option --outt"),
        (["check", "x", "y"], "cannot be understood"),
        (["solve", "x", "--out", "y", "--seconds", "0"], "--seconds cannot be used"),
        (["solve", "x", "--out", "y", "--seconds", "inf"], "greater than 0"),
        (["solve", "x", "--out", "y", "--seconds", "nan"], "greater than 0"),
        (["solve", "x", "--out", "y", "--seconds", "ten"], "greater than 0"),
        (["solve", "x", "--out", "y", "--workers", "0"], "from 1 to 256"),
        (["solve", "x", "--out", "y", "--workers", "257"], "from 1 to 256"),
        (["solve", "x", "--out", "y", "--effort", "-1"], "a whole number from 0"),
        (["solve", "x", "--out", "y", "--seed", "-1"], "from 0 to 2147483647"),
        (["serve", "--port", "65536"], "from 1 to 65535"),
        (["compare", "x", "--lang", "en"], "PLAN PLAN... is missing"),
    ],
)
def test_a_wrong_command_is_explained(
    shell: Shell, words: list[str], part: str
) -> None:
    ran = shell("--lang", "en", *words)
    assert ran.code is Exit.BAD_INPUT
    assert part in ran.err
    assert "Help: bemanna" in ran.err
    assert ran.out == ""


def test_an_unknown_language_is_explained(shell: Shell) -> None:
    ran = shell("check", "x", "--lang", "de")
    assert ran.code is Exit.BAD_INPUT
    assert "Det ska vara sv eller en" in ran.err


def test_a_program_gets_a_wrong_command_as_json(shell: Shell) -> None:
    ran = shell("check", "--json")
    assert ran.code is Exit.BAD_INPUT
    assert ran.document["exit_code"] == 2
    assert ran.document["error"] in ran.err


def test_a_defect_shows_kind_and_place_but_neither_traceback_nor_data(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("Amy")

    monkeypatch.setattr("api.cli.commands.check.read_inputs", broken)
    ran = shell("check", "x")
    assert ran.code is Exit.INTERNAL
    assert "ZeroDivisionError" in ran.err
    assert "test_cli.py:" in ran.err
    assert "Amy" not in ran.err
    assert "Traceback" not in ran.err


def test_a_full_disk_is_no_defect(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", "/x")

    monkeypatch.setattr("api.cli.commands.check.read_inputs", full)
    ran = shell("check", "x", "--lang", "en")
    assert ran.code is Exit.BAD_INPUT
    assert "Cannot write to /x: No space left on device" in ran.err


def test_the_help_names_the_samples_that_there_are() -> None:
    assert set(sample.SAMPLES) <= set(SAMPLES)
