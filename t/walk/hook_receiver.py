#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""hook_receiver.py FOLDER: a program that is told by webhooks. Prints its port; keeps each call as FOLDER/<n>.json.

Checks signatures by the text of Standard Webhooks 1.0 alone, with Python's own HMAC, for each secret in FOLDER/secrets (a line each).
What it answers stands in the path: /200, /410, /503?after=120, /302, /big, /slow; /mood answers what FOLDER/mood says, and /says the
text of FOLDER/mood."""

import base64
import hashlib
import hmac
import http.server
import json
import os
import sys
import time

FOLDER = sys.argv[1] if len(sys.argv) > 1 else "."
TOLERANCE = 300


def secrets():
    try:
        with open(os.path.join(FOLDER, "secrets")) as f:
            return [line.strip() for line in f if line.strip()]
    except FileNotFoundError:
        return []


def is_signed(secret, headers, body):
    """Whether one of the signatures was made with this secret, for this id, time and body."""
    name, stamp = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not name or "." in name or not stamp.isdigit() or abs(time.time() - int(stamp)) > TOLERANCE:
        return False
    key = base64.b64decode(secret.removeprefix("whsec_"), validate=True)
    wanted = hmac.new(key, f"{name}.{stamp}.".encode() + body, hashlib.sha256).digest()
    for entry in headers.get("webhook-signature", "").split(" "):
        version, _, text = entry.partition(",")
        if version == "v1" and hmac.compare_digest(base64.b64decode(text), wanted):
            return True
    return False


class Receiver(http.server.BaseHTTPRequestHandler):
    count = 0

    def log_message(self, *args):
        pass

    def do_GET(self):
        self.keep(b"")
        self.answer(200, b"")

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.keep(body)
        word = self.path.lstrip("/").split("?")[0]
        if word == "mood":
            with open(os.path.join(FOLDER, "mood")) as f:
                word = f.read().strip()
        if word == "says":
            with open(os.path.join(FOLDER, "mood")) as f:
                self.answer(200, f.read().encode())
        elif word == "slow":
            time.sleep(40)
        elif word == "big":
            self.answer(200, b"x" * 200000)
        else:
            self.answer(int(word), b"thanks \x01<b>" + "谢谢".encode() + b"\xff")

    def keep(self, body):
        Receiver.count += 1
        call = {"method": self.command, "path": self.path, "id": self.headers.get("webhook-id"), "type": self.headers.get("Content-Type"),
                "signatures": len(self.headers.get("webhook-signature", "").split()),
                "signed_by": [i for i, s in enumerate(secrets()) if is_signed(s, self.headers, body)], "body": body.decode(),
                "authorization": self.headers.get("Authorization")}
        part = os.path.join(FOLDER, f".{Receiver.count}")
        with open(part, "w") as f:
            json.dump(call, f)
        os.rename(part, os.path.join(FOLDER, f"{Receiver.count}.json"))

    def answer(self, status, body):
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "/200")
        if "after=" in self.path:
            self.send_header("Retry-After", self.path.split("after=")[1])
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def main():
    server = http.server.HTTPServer(("127.0.0.1", 0), Receiver)
    print(server.server_address[1], flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
