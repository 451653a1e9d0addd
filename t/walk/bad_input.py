#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Bad input at every door: each route of the site map answers one valid request, and then whatever is thrown at it. Nothing fails
(5xx), nothing hangs, no worker ends, nothing comes back unescaped, and the books are proved afterwards.

usage: bad_input.py [INPUTS-A-ROUTE [SEED]]"""

import http.client
import json
import os
import random
import re
import socket
import sys
import threading
import time
import urllib.parse
from concurrent.futures import ThreadPoolExecutor

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import bad_values
from hello_house import Count
from shop import Shop
from valid_requests import VALID, World

LONG = os.environ.get("REGULARS_TEST_LONG") == "yes"
EACH = int(sys.argv[1]) if len(sys.argv) > 1 else 140 if LONG else 20
SEED = int(sys.argv[2]) if len(sys.argv) > 2 else 7
SECONDS = 10
FORM, JSON = "application/x-www-form-urlencoded", "application/json"
# Each costs a password hash or a look at the mail: fewer of them.
DEAR = {"POST /desk/sign-in", "POST /desk/invite/{token}"}


class Sender:
    """Counts, and looks at each answer."""

    def __init__(self, shop, count):
        self.shop, self.count = shop, count
        self.lock = threading.Lock()
        self.sent = 0
        self.statuses = {}
        self.slowest = 0.0
        self.bad = []

    def complain(self, name, what):
        with self.lock:
            self.bad.append(f"{name}: {what}")

    def look(self, name, method, path, body, headers, may_hang_up=False):
        """One request on a connection of its own; None: the connection ended without an answer."""
        began = time.monotonic()
        try:
            status, got, text = self.shop.request(method, path, body, headers, timeout=SECONDS)
        except (http.client.HTTPException, ConnectionError) as e:
            status, got, text = None, [], b""
            if not may_hang_up:
                self.complain(name, f"no answer to {method} {path[:100]!r} {self.brief(body)}: {e!r}")
        except (TimeoutError, socket.timeout):
            status, got, text = None, [], b""
            self.complain(name, f"no answer in {SECONDS} s to {method} {path[:100]!r} {self.brief(body)}")
        took = time.monotonic() - began
        with self.lock:
            self.sent += 1
            self.statuses[status] = self.statuses.get(status, 0) + 1
            self.slowest = max(self.slowest, took)
        if status is not None and status >= 500 and status not in (501, 503, 505):
            self.complain(name, f"{status} to {method} {path[:100]!r} {self.brief(body)} {self.brief(headers)}: {text[:120]!r}")
        if b"html" in dict((n.lower(), v) for n, v in got).get("content-type", "").encode():
            for raw in bad_values.RAW:
                if raw in text:
                    at = text.index(raw)
                    self.complain(name, f"unescaped after {method} {path[:100]!r} {self.brief(body)}: …{text[max(0, at - 60):at + 60]!r}")
        return status, got, text

    @staticmethod
    def brief(body):
        return repr(body)[:160]

    def raw(self, name, data, cut):
        """Bytes as they are; the writing side is closed behind them."""
        began = time.monotonic()
        answer = b""
        try:
            with socket.create_connection(("127.0.0.1", self.shop.port), SECONDS) as s:
                s.sendall(data)
                if cut:
                    s.shutdown(socket.SHUT_WR)
                s.settimeout(SECONDS)
                while chunk := s.recv(65536):
                    answer += chunk
        except ConnectionError:
            pass
        except (TimeoutError, socket.timeout):
            self.complain(name, f"no end in {SECONDS} s of {data[:100]!r}")
        with self.lock:
            self.sent += 1
            self.slowest = max(self.slowest, time.monotonic() - began)
        if re.match(rb"HTTP/1\.1 50[024]", answer):
            self.complain(name, f"{answer[:60]!r} to {data[:200]!r}")


class Door:
    """One route, and how a request gets through it: the headers of who may, the path, the valid fields."""

    def __init__(self, shop, route, access, ask):
        self.route, self.ask, self.shop = route, ask, shop
        self.name = route
        self.method, self.pattern = route.split(" ", 1)
        self.is_api = ask.who is None
        self.access = access

    def headers(self, **more):
        if self.is_api:
            h = {"Authorization": f"Bearer {self.shop.key}", "Accept": "application/json", "Idempotency-Key": os.urandom(8).hex()}
        else:
            h = {"Cookie": "; ".join(f"{n}={v}" for n, v in self.ask.who.cookies.items()), "Accept": "text/html", "Sec-Fetch-Site": "same-origin"}
        h.update(more)
        return h

    def tokens(self):
        """The fields of our own pages: their token, and a key of its own."""
        return {} if self.is_api else {"csrf": self.ask.who.tokens.get("csrf", ""), "form_key": os.urandom(16).hex()}

    def hole(self):
        """The valid path with a hole where the pattern has a capture; None: it has none."""
        path, _, query = self.ask.path.partition("?")
        pieces = [("\0" if p.startswith("{") else s) for p, s in zip(self.pattern.split("/"), path.split("/"))]
        return "/".join(pieces) + ("?" + query if query else "") if "{" in self.pattern else None


def ask_validly(shop, ask):
    """A request as people and programs send it; a browser loads a page of its own first, for the token."""
    if ask.who is None:
        method = "GET" if ask.fields is None else "POST"
        return shop.api(method, ask.path, ask.fields)
    if ask.fields is None:
        status, _, text = ask.who.get(ask.path)
    else:
        ask.who.get("/track")
        status, _, text = ask.who.post(ask.path, ask.fields)
    return status, text


def visit_all(shop, count, world):
    """One valid request for each route; the doors for the bad ones."""
    doors = []
    for line in shop.regulars("routes").splitlines():
        method, path, _, access, _ = line.split("\t")
        route = f"{method} {path}"
        if route not in VALID:
            count.check(f"{route} has a valid request in t/walk/valid_requests.py", False)
            continue
        ask = VALID[route](world)
        status, text = ask_validly(shop, ask)
        wanted = ask.want if isinstance(ask.want, tuple) else (ask.want,)
        count.check(f"{route} answers a valid request", status in wanted, f"{status}, wanted {wanted}: {str(text)[:600]}")
        # what the first request used up is made anew
        door = Door(shop, route, access, VALID[route](world))
        if door.ask.who is not None:
            door.ask.who.get("/track")
        doors.append(door)
    return doors


# ---- what is thrown at a door: mostly one thing that is wrong in a request that is right ----


def right(door):
    """The valid body, and its type."""
    if door.method == "GET":
        return None, {}
    if door.is_api:
        return json.dumps(door.ask.fields).encode(), {"Content-Type": JSON}
    return bad_values.encoded({**door.tokens(), **door.ask.fields}), {"Content-Type": FORM}


def paths(door, dice, n):
    hole = door.hole()
    for _ in range(n if hole else 0):
        yield (door.method, hole.replace("\0", dice.choice(bad_values.SEGMENTS)), *right(door))
    for _ in range(0 if hole else n):
        yield door.method, door.ask.path.partition("?")[0] + dice.choice(["/", "//", "/x", "/%2e%2e/", "%00", "/" + "a" * 200, ";x", "%20", ".html", "/../x"]), None, {}


def queries(door, dice, n):
    for _ in range(n):
        query = dice.choice(bad_values.QUERIES)
        for hole, text in bad_values.for_query.items():
            query = query.replace(hole, text)
        path, _, own = door.ask.path.partition("?")
        yield (door.method, path + query + ("&" + own if own else ""), *right(door))


def bodies(door, dice, n):
    if door.method == "GET":
        return
    if door.is_api:
        for body in bad_values.bodies(door.ask.fields, dice, n):
            yield door.method, door.ask.path, body, {"Content-Type": JSON}
        return
    for i, body in enumerate(bad_values.forms(door.ask.fields, dice, n)):
        own = door.tokens()
        if i % 7 == 6:
            dice.choice([lambda: own.pop("csrf", 0), lambda: own.update(csrf="0" * 64), lambda: own.pop("form_key", 0), lambda: own.update(form_key="a b"), lambda: own.update(csrf="")])()
        yield door.method, door.ask.path, bad_values.encoded(own) + b"&" + body, {"Content-Type": FORM}


def types(door, dice, n):
    for _ in range(n if door.method != "GET" else 0):
        kind = dice.choice(bad_values.TYPES)
        yield door.method, door.ask.path, right(door)[0], {"Content-Type": kind} if kind is not None else {}
    if not door.is_api and door.method != "GET":
        yield door.method, door.ask.path, b"{\"csrf\":\"x\",\"form_key\":\"y\"}", {"Content-Type": JSON, "Accept": JSON}


def heads(door, dice, n):
    for _ in range(n):
        body, headers = right(door)
        yield door.method, door.ask.path, body, {**headers, **dice.choice(bad_values.HEADERS)}


def methods(door, dice, n):
    for method in dice.sample(bad_values.METHODS, n):
        yield (method, door.ask.path, *right(door))


def inputs(door, dice, n):
    if door.route in DEAR:
        n = min(n, 24)
    share = max(1, n // 10)
    yield from paths(door, dice, 3 * share if door.method == "GET" else 2 * share)
    yield from queries(door, dice, 5 * share if door.method == "GET" else share)
    yield from bodies(door, dice, n - 5 * share)
    yield from types(door, dice, share)
    yield from heads(door, dice, share)
    yield from methods(door, dice, min(share, len(bad_values.METHODS)))


def throw(sender, door, dice):
    for method, path, body, headers in inputs(door, dice, EACH):
        # a line of a request that is not ASCII, or longer than nginx reads, is its to refuse
        sender.look(door.name, method, urllib.parse.quote(path, safe="/?&=%;:+*~'{}.,!@()[]$-_<>\"\\"), body, door.headers(**headers), may_hang_up=True)
    if door.method == "GET":
        return
    path = door.ask.path
    head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n" + "".join(f"{n}: {v}\r\n" for n, v in door.headers().items())
    kind = JSON if door.is_api else FORM
    sender.raw(door.name, f"{head}Content-Type: {kind}\r\nContent-Length: 500\r\n\r\n{{\"a\":".encode(), True)
    sender.raw(door.name, f"{head}Content-Type: {kind}\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n".encode(), True)
    sender.raw(door.name, f"{head}Content-Type: {kind}\r\nContent-Length: -1\r\n\r\n".encode(), False)


def look_again(sender, doors):
    """What was stored meanwhile is shown escaped."""
    for door in doors:
        if door.method == "GET":
            sender.look(door.name + " afterwards", "GET", door.ask.path, None, door.headers())


def log_lines(shop, words):
    folder = os.path.join(shop.var, "log")
    for name in os.listdir(folder):
        with open(os.path.join(folder, name), encoding="utf-8", errors="replace") as f:
            yield from (line.strip() for line in f if any(w in line for w in words))


def main():
    count = Count()
    shop = Shop("bad-input", workers=3)
    try:
        world = World(shop)
        doors = visit_all(shop, count, world)
        sender = Sender(shop, count)
        began = time.monotonic()
        with ThreadPoolExecutor(max_workers=4) as pool:
            list(pool.map(lambda i: throw(sender, doors[i], random.Random(SEED * 1000 + i)), range(len(doors))))
        look_again(sender, doors)
        print(f"  {sender.sent} inputs at {len(doors)} routes in {time.monotonic() - began:.0f} s; the slowest answer took {sender.slowest:.1f} s; "
              + ", ".join(f"{k}: {v}" for k, v in sorted(sender.statuses.items(), key=lambda x: str(x[0]))))
        for line in sender.bad[:40]:
            print(f"  {line}")
        count.check("nothing failed, hung or came back raw", not sender.bad, f"{len(sender.bad)} did")
        count.check("at least 2,000 inputs", sender.sent >= 2000, str(sender.sent))
        died = list(log_lines(shop, ("worker died", "worker killed")))
        count.check("no worker ended by itself", not died, "\n".join(died[:5]))
        count.check("the shop answers", shop.request("GET", "/healthz")[0] == 200 and shop.api("GET", "/api/v1/orders")[0] == 200)
        proof = shop.regulars("verify", check=False).strip().splitlines()
        count.check("the books are proved", proof[-1].endswith(" 0 violations"), "\n".join(proof[:5]))
    finally:
        shop.down()
    return count.end()


sys.exit(main())
