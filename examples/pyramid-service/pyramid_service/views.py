# SPDX-License-Identifier: Apache-2.0
"""What the service answers."""

from pyramid.events import NewResponse
from pyramid.exceptions import URLDecodeError
from pyramid.httpexceptions import HTTPSeeOther
from pyramid.response import FileResponse, Response

from pyramid_service.page import render_page
from pyramid_service.rooms import FLOORS, rooms_on
from pyramid_service.version import commit, version


def show_page(request):
    chosen = request.session.get("floor")
    registry = request.registry
    page = render_page(
        registry.assets, registry.config, version, rooms_on(chosen), FLOORS, chosen
    )
    return Response(page, cache_control="no-cache")


def choose_floor(request):
    """Remembers a floor in the signed cookie; whatever is no floor means all of them."""
    wanted = request.POST.get("floor")
    request.session["floor"] = next((floor for floor in FLOORS if str(floor) == wanted), None)
    return HTTPSeeOther("/")


def show_version(request):
    return {"name": "pyramid-service", "version": version, "commit": commit}


def show_health(request):
    return {"status": "ok", "version": version}


def serve_asset(request):
    asset = request.registry.assets.find("/".join(request.matchdict["path"]))
    if asset is None:
        return not_found(request)
    response = FileResponse(asset["path"], request, content_type=asset["type"])
    if asset["immutable"]:
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


def not_found(request):
    return Response("404 there is nothing here\n", 404, content_type="text/plain")


def bad_path(error, request):
    return Response("400 this path is not UTF-8\n", 400, content_type="text/plain")


def add_headers(event):
    headers = event.response.headers
    headers.setdefault("Cache-Control", "no-cache")
    headers["Content-Security-Policy"] = "default-src 'self'"
    headers["X-Content-Type-Options"] = "nosniff"


def add_views(config) -> None:
    """Connects every address with its view."""
    routes = (
        ("page", "/", show_page, "GET", None),
        ("floor", "/floor", choose_floor, "POST", None),
        ("version", "/version", show_version, "GET", "json"),
        ("health", "/healthz", show_health, "GET", "json"),
        ("static", "/static/*path", serve_asset, "GET", None),
    )
    for name, pattern, view, method, renderer in routes:
        config.add_route(name, pattern)
        config.add_view(view, route_name=name, request_method=method, renderer=renderer)
    config.add_notfound_view(not_found)
    config.add_exception_view(bad_path, context=URLDecodeError)
    config.add_subscriber(add_headers, NewResponse)
