# SPDX-License-Identifier: GPL-3.0-or-later
"""Sends what nobody should send, looks at each answer, and keeps what was wrong with it."""

import http.client
import json
import re
import socket
import threading
import time

import bad_values

SECONDS = 10
# nginx refuses these by itself: a method or a transfer coding, a version of HTTP it does not know
NGINX_REFUSES = (501, 505)
OWN_COOKIES = ("__Host-", "lang", "theme")


def short(thing):
    return repr(thing)[:160]


class Sender:
    def __init__(self, shop):
        self.shop = shop
        self.lock = threading.Lock()
        self.sent = 0
        self.statuses = {}
        self.slowest = 0.0
        self.bad = []

    def complain(self, name, what):
        with self.lock:
            self.bad.append(f"{name}: {what}")

    def counted(self, status, began):
        with self.lock:
            self.sent += 1
            self.statuses[status] = self.statuses.get(status, 0) + 1
            self.slowest = max(self.slowest, time.monotonic() - began)

    def send(self, name, method, path, body, headers):
        """One request on a connection of its own. Returns its status; None: there was no answer."""
        began = time.monotonic()
        asked = f"{method} {path[:100]!r} {short(body)} {short(headers)}"
        try:
            status, got, text = self.shop.request(method, path, body, headers, timeout=SECONDS)
        except (http.client.HTTPException, ConnectionError) as e:
            status = None
            self.complain(name, f"no answer to {asked}: {e!r}")
        except TimeoutError:
            status = None
            self.complain(name, f"no answer in {SECONDS} s to {asked}")
        self.counted(status, began)
        if status is not None:
            for what in self.faults(status, {n.lower(): v for n, v in got}, text):
                self.complain(name, f"{what} to {asked}")
        return status

    def faults(self, status, headers, text):
        """What is wrong with an answer."""
        kind = headers.get("content-type", "")
        if status >= 500 and status not in NGINX_REFUSES:
            yield f"{status} {text[:200]!r}"
        if status == 405 and "allow" not in headers:
            yield "405 without what it takes"
        if not re.fullmatch(r"/|/[^/\\].*", headers.get("location", "/").removeprefix(f"http://127.0.0.1:{self.shop.port}")):
            yield f"leads to {headers['location']!r}"
        if not headers.get("set-cookie", "lang").startswith(OWN_COOKIES):
            yield f"sets {headers['set-cookie']!r}"
        if "html" in kind:
            for raw in bad_values.RAW:
                if raw in text:
                    at = text.index(raw)
                    yield f"unescaped …{text[max(0, at - 60):at + 60]!r}"
        if "json" in kind and text:
            try:
                json.loads(text)
            except ValueError:
                yield f"no JSON {text[:200]!r}"
        elif kind.startswith("text/"):
            try:
                text.decode()
            except ValueError:
                yield f"no UTF-8 {text[:200]!r}"

    def send_raw(self, name, data, cut):
        """Bytes as they are; cut: and no more will come."""
        began = time.monotonic()
        answer = b""
        try:
            with socket.create_connection(("127.0.0.1", self.shop.port), SECONDS) as s:
                s.sendall(data)
                if cut:
                    s.shutdown(socket.SHUT_WR)
                while chunk := s.recv(65536):
                    answer += chunk
        except ConnectionError:
            pass
        except TimeoutError:
            self.complain(name, f"no end in {SECONDS} s of {data[:200]!r}")
        found = re.match(rb"HTTP/1\.1 (\d{3})", answer)
        status = int(found[1]) if found else None
        self.counted(status, began)
        if status is not None and status >= 500 and status not in NGINX_REFUSES:
            self.complain(name, f"{status} to {data[:200]!r}")
