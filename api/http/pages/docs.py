"""The page at ``/docs``: Swagger UI from our own files, nothing from elsewhere."""

from importlib.resources import files

from fastapi import FastAPI, Response
from fastapi.responses import HTMLResponse
from starlette.requests import Request

from api.http.problems import Refusal

POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:"
"""Swagger UI sets styles on its elements and draws its arrows as ``data:`` images."""
VENDORED = files("api.http.vendored")
_TYPES = {"swagger-ui.css": "text/css", "swagger-ui-bundle.js": "text/javascript"}
_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>bemanna</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/docs/swagger-ui.css">
<link rel="stylesheet" href="/docs/contrast.css">
</head>
<body>
<div id="page"></div>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/begin.js"></script>
</body>
</html>
"""
_BEGIN = """SwaggerUIBundle({
  url: "/openapi.json",
  dom_id: "#page",
  deepLinking: true,
  displayOperationId: true,
  validatorUrl: null,
  plugins: [({ React }) => ({
    components: { DeepLink: ({ text }) => React.createElement("span", null, text) },
  })],
});
"""
"""Names of operations are no links: they stand in buttons, which lead there as well."""
_CONTRAST = """.swagger-ui .info .title small { background: #5f6672; }
.swagger-ui .info .title small.version-stamp { background: #4a6a00; }
.swagger-ui .info .title small pre { color: #fff; }
.swagger-ui .info .link .url { color: #1f62ae; }
.swagger-ui .btn.authorize { color: #1d7a4d; border-color: #1d7a4d; }
.swagger-ui .btn.authorize svg { fill: #1d7a4d; }
.swagger-ui .opblock.opblock-get .opblock-summary-method { background: #1f62ae; }
.swagger-ui .opblock.opblock-post .opblock-summary-method { background: #1d7a4d; }
.swagger-ui .opblock.opblock-put .opblock-summary-method { background: #8a5200; }
.swagger-ui .opblock.opblock-patch .opblock-summary-method { background: #0d6f66; }
.swagger-ui .opblock.opblock-delete .opblock-summary-method { background: #b3261e; }
.swagger-ui .json-schema-2020-12-expand-deep-button { color: #595959; }
"""
"""The colours of Swagger UI, as dark as letters need to be read."""


def install(app: FastAPI) -> None:
    """Let ``app`` serve the page and its files."""
    app.add_route("/docs", _page, include_in_schema=False)
    app.add_route("/docs/begin.js", _begin, include_in_schema=False)
    app.add_route("/docs/contrast.css", _contrast, include_in_schema=False)
    app.add_route("/docs/{name}", _file, include_in_schema=False)


async def _page(_: Request) -> Response:
    return HTMLResponse(_PAGE, headers=_HEADERS)


async def _begin(_: Request) -> Response:
    return Response(_BEGIN, media_type="text/javascript", headers=_HEADERS)


async def _contrast(_: Request) -> Response:
    return Response(_CONTRAST, media_type="text/css", headers=_HEADERS)


async def _file(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in _TYPES:
        raise Refusal(404, "not_found")
    content = (VENDORED / name).read_bytes()
    return Response(content, media_type=_TYPES[name], headers=_HEADERS)
