"""``bemanna serve``: a real server on a real port, ended by real signals."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

from api.cli.exits import Exit
from tests.api.cli.commands import Shell
from tests.api.fakes import PATIENCE
from tests.api.village import document

HERE = "127.0.0.1"


@pytest.fixture
def port() -> int:
    with socket.create_server((HERE, 0)) as free:
        number: int = free.getsockname()[1]
        return number


Server = subprocess.Popen[str]


@pytest.fixture
def server(port: int, tmp_path: Path) -> Iterator[Server]:
    words = ["serve", "--port", str(port), "--db", str(tmp_path / "x.sqlite"), "--json"]
    code = "from api.cli.main import main; main()"
    with subprocess.Popen(
        [sys.executable, "-c", code, *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        yield process
        process.kill()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_it_answers_until_a_signal_and_ends_in_order(
    server: Server, port: int, number: signal.Signals, tmp_path: Path
) -> None:
    assert server.stdout is not None
    told = json.loads("".join(server.stdout.readline() for _ in range(4)))
    assert told == {"url": f"http://{HERE}:{port}", "exit_code": 0}
    body = json.dumps(document()).encode()
    headers = {"Content-Type": "application/json"}
    ask = Request(f"{told['url']}/v1/datasets", body, headers)
    with urlopen(ask, timeout=PATIENCE) as answer:
        assert answer.status == 201
    planner = begun(told["url"])
    server.send_signal(number)
    assert server.wait(PATIENCE) == Exit.DONE
    assert server.stderr is not None
    assert "INFO" not in server.stderr.read()  # a planner reads it, not an operator
    assert (tmp_path / "x.sqlite").exists()
    with pytest.raises(ProcessLookupError):
        os.kill(planner, 0)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGHUP])
def test_ctrl_c_while_the_planning_process_begins_shows_no_traceback(
    server: Server, port: int, number: signal.Signals
) -> None:
    """A terminal sends it to all processes; that one still reads its modules."""
    assert server.stdout is not None
    "".join(server.stdout.readline() for _ in range(4))
    assert begun(f"http://{HERE}:{port}")
    os.killpg(server.pid, number)
    _, told = server.communicate(timeout=PATIENCE)
    assert (len(told.splitlines()), server.returncode) == (1, Exit.DONE)


def begun(url: str) -> int:
    """Return the number of the process that plans, once it has begun."""
    with urlopen(f"{url}/v1/health", timeout=PATIENCE) as answer:
        number: int = json.load(answer)["planning_process"]
        return number


def test_a_port_that_is_taken_is_told(shell: Shell, port: int, tmp_path: Path) -> None:
    db = tmp_path / "x.sqlite"
    with socket.create_server((HERE, port)):
        ran = shell("serve", "--port", port, "--db", db, "--lang", "en")
    assert ran.code is Exit.BAD_INPUT
    assert f"Port {port} on {HERE} cannot be used" in ran.err
    assert not db.exists()


def test_a_database_that_cannot_be_opened_is_told(
    shell: Shell, port: int, tmp_path: Path
) -> None:
    ran = shell("serve", "--port", port, "--db", tmp_path / "none" / "x.sqlite")
    assert ran.code is Exit.BAD_INPUT
    assert "none/x.sqlite" in ran.err


def test_a_file_that_is_no_database_is_told(
    shell: Shell, port: int, tmp_path: Path
) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear madam, " * 100, encoding="utf-8")
    ran = shell("serve", "--port", port, "--db", letter)
    assert ran.code is Exit.BAD_INPUT
    assert "letter.txt" in ran.err
    assert letter.read_text("utf-8").startswith("Dear")


def test_another_address_without_a_key_is_refused(
    shell: Shell, port: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("BEMANNA_KEY", raising=False)
    db = tmp_path / "x.sqlite"
    for host in ("0.0.0.0", "192.0.2.1", "::", "some.where"):
        words = ("--host", host, "--port", port, "--db", db, "--lang", "en")
        ran = shell("serve", *words)
        assert ran.code is Exit.BAD_INPUT
        assert f"{host} can be reached from other computers" in ran.err
    assert not db.exists()


@pytest.mark.parametrize("key", ["x" * 15, "x" * 15 + " y", "x" * 15 + "å", ""])
def test_a_key_that_can_be_guessed_or_not_be_sent_is_refused(
    shell: Shell, tmp_path: Path, key: str
) -> None:
    file = tmp_path / "key"
    file.write_text(key + "\n", encoding="utf-8")
    ran = shell("serve", "--key-file", file, "--lang", "en")
    assert ran.code is Exit.BAD_INPUT
    assert "at least 16 visible characters" in ran.err


def test_a_key_file_that_is_not_there_is_told(shell: Shell, tmp_path: Path) -> None:
    ran = shell("serve", "--key-file", tmp_path / "none")
    assert ran.code is Exit.BAD_INPUT
    assert "none" in ran.err


def test_the_key_of_the_environment_holds_on_another_address(
    shell: Shell, port: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BEMANNA_KEY", "x" * 16)
    db = tmp_path / "none" / "x.sqlite"
    words = ("--host", "0.0.0.0", "--port", port, "--db", db, "--lang", "en")
    ran = shell("serve", *words)
    assert "The database" in ran.err  # neither key nor address is refused any more
