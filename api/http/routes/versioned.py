"""The routers of the operations: all below ``/v1``, all with what any may answer."""

from fastapi import APIRouter
from fastapi.routing import APIRoute

from api.http.routes.access import refusals


def versioned(
    prefix: str, tag: str, route_class: type[APIRoute] = APIRoute
) -> APIRouter:
    """Return a router whose routes are served as they are.

    Including it in another would build them a second time, with all their models.
    """
    return APIRouter(
        prefix="/v1" + prefix,
        tags=[tag],
        route_class=route_class,
        responses=refusals(401, 403, 500),
        generate_unique_id_function=lambda route: route.name,
    )
