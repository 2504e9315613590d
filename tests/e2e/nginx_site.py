#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""usage: nginx_site.py serve NAME PORT|SOCKET | speak HOST PORT CERTIFICATE

serve: answers what nginx is asked to pass on, as NAME. speak: a websocket's way through nginx."""

import http.server
import json
import os
import socket
import socketserver
import ssl
import sys


class Service(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    name = ""

    def do_GET(self):
        if self.headers.get("Upgrade") == "echo":
            return self.upgrade()
        body = json.dumps({"name": self.name, "headers": dict(self.headers)}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Type", "application/json" if self.path == "/data" else "text/html; charset=utf-8")
        if self.path == "/held":
            self.send_header("Cache-Control", "max-age=5")
            self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        os._exit(1)  # in the middle of its work

    def upgrade(self):
        self.send_response(101)
        self.send_header("Upgrade", "echo")
        self.send_header("Connection", self.headers["Connection"])
        self.end_headers()
        self.wfile.write(b"heard " + self.rfile.readline())
        self.close_connection = True

    def address_string(self):
        return "client"

    def log_message(self, *_):
        pass


class UnixServer(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    pass


def serve(name, place):
    Service.name = name
    server = UnixServer(place, Service) if "/" in place else http.server.ThreadingHTTPServer(("127.0.0.1", int(place)), Service)
    server.serve_forever()


def speak(host, port, certificate):
    context = ssl.create_default_context(cafile=certificate)
    with socket.create_connection(("127.0.0.1", int(port)), timeout=5) as plain:
        with context.wrap_socket(plain, server_hostname=host) as to:
            to.sendall(f"GET / HTTP/1.1\r\nHost: {host}\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\nhello\n".encode())
            said = b""
            while b"hello" not in said:
                piece = to.recv(4096)
                if not piece:
                    break
                said += piece
    print(said.decode())


{"serve": serve, "speak": speak}[sys.argv[1]](*sys.argv[2:])
