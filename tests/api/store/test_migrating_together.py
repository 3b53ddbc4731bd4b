"""Servers that begin at once on an empty database all find its tables."""

import subprocess
import sys
from contextlib import ExitStack

SERVERS = 3

BEGINS = """
import sys
from sqlalchemy import create_engine, inspect
from api.store.database import tune
from api.store.migrate import migrate
engine = tune(create_engine(sys.argv[1]))
print("ready", flush=True)
sys.stdin.readline()
migrate(engine)
sys.exit(not inspect(engine).has_table("jobs"))
"""


def test_servers_that_begin_at_once_wait_for_whoever_makes_the_tables(
    database: str,
) -> None:
    words = [sys.executable, "-c", BEGINS, database]
    with ExitStack() as all_servers:
        begun = [
            all_servers.enter_context(
                subprocess.Popen(words, stdin=-1, stdout=-1, text=True)
            )
            for _ in range(SERVERS)
        ]
        for server in begun:
            assert server.stdout is not None
            server.stdout.readline()
        for server in begun:
            assert server.stdin is not None
            server.stdin.close()
        assert [server.wait() for server in begun] == [0] * SERVERS
