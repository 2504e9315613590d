# SPDX-License-Identifier: Apache-2.0
"""The WSGI application."""

from pyramid.config import Configurator
from pyramid.session import SignedCookieSessionFactory

from pyramid_service.assets import Assets
from pyramid_service.views import add_views


def make_app(config, layout):
    """An application for one environment; OSError if the assets aren't where the layout says."""
    with Configurator() as configurator:
        configurator.registry.config = config
        configurator.registry.assets = Assets(layout.assets)
        configurator.set_session_factory(
            SignedCookieSessionFactory(config.session_key, httponly=True, samesite="Lax")
        )
        add_views(configurator)
        return configurator.make_wsgi_app()
