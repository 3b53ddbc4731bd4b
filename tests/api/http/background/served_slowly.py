"""The service with a planner that takes its time: run as a module, as ``serve`` is."""

import argparse
import socket

from tests.api.http.background.slow_planner import find


def main() -> None:
    """Serve on a port."""
    # The process that plans begins by reading this file, and serves nobody.
    import uvicorn
    from sqlalchemy import create_engine

    from api.http.app import create_app
    from api.store.database import open_file

    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int)
    parser.add_argument("--db")
    asked = parser.parse_args()
    is_server = "://" in asked.db
    engine = create_engine(asked.db) if is_server else open_file(asked.db)
    app = create_app(engine, find=find, plans_apart=True)
    listener = socket.create_server(("127.0.0.1", asked.port))
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical"))
    app.state.is_ending = lambda: server.should_exit
    server.run(sockets=[listener])


if __name__ == "__main__":
    main()
