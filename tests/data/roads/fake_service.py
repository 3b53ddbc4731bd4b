"""A table service on this computer that reckons with latitudes alone."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

MOST = 100
"""Places in one question."""


class _Answer(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        asked: list[str] = self.server.asked  # type: ignore[attr-defined]
        url = urlsplit(self.path)
        asked.append(url.path.split("/")[3])
        lats = [float(spot.split(",")[1]) for spot in url.path.split("/")[4].split(";")]
        query = parse_qs(url.query)
        starts, ends = (
            [lats[int(n)] for n in query[name][0].split(";")]
            for name in ("sources", "destinations")
        )
        times = [[_seconds(start, end) for end in ends] for start in starts]
        body = {"code": "Ok", "durations": times}
        if len(lats) > MOST:
            body = {"code": "TooBig"}
        content = json.dumps(body).encode()
        self.send_response(400 if len(lats) > MOST else 200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


def _seconds(start: float, end: float) -> float | None:
    """Return ten minutes a degree, and twice that southwards; nothing from 70."""
    if start >= 70:
        return None
    return 600 * (end - start if end >= start else 2 * (start - end))


@contextmanager
def table_service() -> Iterator[tuple[str, list[str]]]:
    """Yield the address of a service, and the profiles it was asked for."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Answer)
    server.asked = []  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", server.asked  # type: ignore[attr-defined]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
