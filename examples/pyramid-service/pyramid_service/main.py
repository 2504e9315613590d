# SPDX-License-Identifier: Apache-2.0
"""The command line of pyramid-service."""

import argparse
import os
import sys
from pathlib import Path

from pyramid_service.config import ConfigError, load_config, parse_port
from pyramid_service.layout import Layout
from pyramid_service.version import commit, version


def main(arguments: list[str], prefix: Path) -> int:
    """Runs the service installed under a prefix: 0 done, 1 cannot; argparse exits with 2."""
    options = _parser().parse_args(arguments)
    try:
        _run(options, Layout(prefix))
    except (ConfigError, OSError) as error:
        print(f"pyramid-service: error: {error}", file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    text = f"pyramid-service {version}" + (f" (commit {commit[:12]})" if commit else "")
    parser = argparse.ArgumentParser("pyramid-service", description="Serves the meeting rooms.")
    parser.add_argument("--config", type=Path, metavar="FILE", help="the environment's INI file")
    parser.add_argument("--host", metavar="ADDRESS", help="the address to listen on")
    parser.add_argument(
        "--port", type=_port_option, metavar="N", help="the port to listen on, 0 for any free one"
    )
    parser.add_argument("--version", action="version", version=text)
    return parser


def _port_option(text: str) -> int:
    try:
        return parse_port(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(error) from error


def _run(options: argparse.Namespace, layout: Layout) -> None:
    # Here, since they load the whole of Pyramid and Waitress, which --version needn't wait for.
    from pyramid_service.app import make_app
    from pyramid_service.server import serve

    environment = os.environ.get("SHIPIT_ENVIRONMENT") or "production"
    config = load_config(options.config or layout.configs / f"{environment}.ini")
    app = make_app(config, layout)
    serve(app, options.host or config.address, _chosen_port(options, config))


def _chosen_port(options: argparse.Namespace, config) -> int:
    if options.port is not None:
        return options.port
    if not os.environ.get("PORT"):
        return config.port
    try:
        return parse_port(os.environ["PORT"])
    except ValueError as error:
        raise ConfigError(f"PORT: {error}") from error
