#!/usr/bin/env python3
"""Stands in for `java … -jar muster-server.jar --data-dir DIR`: announces itself and is ready."""

import http.server
import json
import os
import pathlib
import sys
import threading
import time

LIFETIME_SECONDS = 120

home = pathlib.Path(sys.argv[sys.argv.index("--data-dir") + 1])


def note(file, *lines):
    with open(home / file, "a") as out:
        out.writelines(line + "\n" for line in lines)


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        body = b"" if self.path.startswith("/health/") else b'{"items": [], "next": null}'
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


note("starts", str(os.getpid()))
note("arguments", " ".join(sys.argv[1:]))
note("environment", *os.environ)
print(" ".join(sys.argv[1:]), flush=True)
if (home / "die").exists():
    print("the database is newer than the program", file=sys.stderr)
    sys.exit(7)

server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
url = f"http://127.0.0.1:{server.server_port}"
(home / "token").write_text("a-token\n")
(home / "lock").write_text(f"pid {os.getpid()} at {url}\n")
time.sleep(0.3)
info = {"url": url, "pid": os.getpid(), "started": "2026-03-01T10:00:00Z", "version": "test"}
(home / "server.json.new").write_text(json.dumps(info))
(home / "server.json.new").rename(home / "server.json")
threading.Timer(LIFETIME_SECONDS, os._exit, [0]).start()
server.serve_forever()
