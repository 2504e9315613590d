# SPDX-License-Identifier: Apache-2.0
"""Listens, says where, and stops in order."""

import signal
import sys

from waitress import create_server


def serve(app, address: str, port: int) -> None:
    """Answers until SIGTERM or SIGINT; OSError if the address cannot be had."""
    try:
        server = create_server(app, host=address, port=port, ident=None)
    except OSError as error:
        raise OSError(f"cannot listen on {address}:{port}: {error.strerror}") from error
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: sys.exit(0))  # Waitress then ends its tasks and returns
    for host, bound in getattr(server, "effective_listen", [(address, server.effective_port)]):
        print(f"listening on http://{f'[{host}]' if ':' in host else host}:{bound}", flush=True)
    server.run()
    print("stopped", flush=True)
