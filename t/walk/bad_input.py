#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Bad input at every door: each route of the site map answers one valid request, and then whatever is thrown at it. Nothing fails
(5xx), nothing hangs, no worker ends, nothing comes back unescaped, and the books are proved afterwards.

usage: bad_input.py [INPUTS-A-ROUTE [SEED]], about that many"""

import json
import os
import random
import sys
import threading
import time
import urllib.parse
from concurrent.futures import ThreadPoolExecutor

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import bad_values
from bad_sender import Sender
from hello_house import Count
from shop import Shop
from valid_requests import VALID, World

EACH = int(sys.argv[1]) if len(sys.argv) > 1 else 30
SEED = int(sys.argv[2]) if len(sys.argv) > 2 else 7
FORM, JSON = "application/x-www-form-urlencoded", "application/json"
# Each costs a hash of a password or a look at the mail: fewer inputs, fewer renewals.
DEAR = {"POST /desk/sign-in", "POST /desk/invite/{token}", "POST /desk/code", "POST /desk/enrol", "POST /sign-in/code"}
# What stands in a path as it is; the rest is written in per cents.
PLAIN = "/?&=%;:+*~'{}.,!@()[]$-_<>\"\\"


class Door:
    """One route, and how a request gets through it: who may, the path, the valid fields."""

    lock = threading.Lock()		# a world makes one thing at a time

    def __init__(self, world, route):
        self.world, self.route = world, route
        self.method, self.pattern = route.split(" ", 1)
        self.ask = VALID[route](world)
        self.is_unsafe = self.method != "GET"
        self.is_used = False
        self.renewals = max(1, EACH // (40 if route in DEAR else 6))

    @property
    def is_api(self):
        return self.ask.who is None

    def answers(self, status):
        return status in (self.ask.want if isinstance(self.ask.want, tuple) else (self.ask.want,))

    def renew(self):
        """What was used up by a request that was accepted is made anew: an order that can be cancelled, a session that can end."""
        with Door.lock:
            self.ask = VALID[self.route](self.world)
            if self.ask.who is not None:
                self.ask.who.get("/track")		# for its token
        self.is_used = False

    def renew_if_used(self):
        if self.is_used and self.renewals > 0:
            self.renewals -= 1
            self.renew()

    def headers(self, **more):
        if self.is_api:
            own = {"Authorization": f"Bearer {self.world.shop.key}", "Accept": JSON, "Idempotency-Key": os.urandom(8).hex()}
        else:
            cookies = "; ".join(f"{n}={v}" for n, v in self.ask.who.cookies.items())
            own = {"Cookie": cookies, "Accept": "text/html", "Sec-Fetch-Site": "same-origin"}
        return {**own, **more}

    def tokens(self):
        """The fields of our own pages: their token, and a key of its own."""
        return {} if self.is_api else {"csrf": self.ask.who.tokens.get("csrf", ""), "form_key": os.urandom(16).hex()}

    def right(self):
        """The valid body, and its type."""
        if not self.is_unsafe:
            return None, {}
        if self.is_api:
            return json.dumps(self.ask.fields).encode(), {"Content-Type": JSON}
        return bad_values.encoded({**self.tokens(), **self.ask.fields}), {"Content-Type": FORM}

    def path_with(self, segment):
        """The valid path with something else where the pattern has a capture; None: it has none."""
        path, _, query = self.ask.path.partition("?")
        pieces = [segment if p.startswith("{") else s for p, s in zip(self.pattern.split("/"), path.split("/"))]
        return "/".join(pieces) + ("?" + query if query else "") if "{" in self.pattern else None


def visit(shop, count, world):
    """One valid request at each route. Returns the doors for the bad ones."""
    doors = []
    routes = [" ".join(line.split("\t")[:2]) for line in shop.regulars("routes").splitlines()]
    for route in routes:
        if route not in VALID:
            count.check(f"{route} has a valid request in t/walk/valid_requests.py", False)
            continue
        door = Door(world, route)
        if door.is_api:
            status, text = shop.api("POST" if door.is_unsafe else "GET", door.ask.path, door.ask.fields)
        elif door.is_unsafe:
            door.ask.who.get("/track")
            status, _, text = door.ask.who.post(door.ask.path, door.ask.fields)
        else:
            status, _, text = door.ask.who.get(door.ask.path)
        count.check(f"{route} answers a valid request", door.answers(status), f"{status}, wanted {door.ask.want}: {str(text)[:600]}")
        door.renew()
        doors.append(door)
    gone = sorted(set(VALID) - set(routes))
    count.check("each valid request has its route", not gone, str(gone))
    return doors


# ---- what is thrown at a door: mostly one thing that is wrong in a request that is right ----


def paths(door, dice, n):
    for _ in range(n):
        path = door.path_with(dice.choice(bad_values.SEGMENTS))
        yield door.method, path or door.ask.path.partition("?")[0] + dice.choice(bad_values.TAILS), *door.right()


def queries(door, dice, n):
    for _ in range(n):
        query = dice.choice(bad_values.QUERIES)
        for hole, text in bad_values.IN_QUERY.items():
            query = query.replace(hole, text)
        path, _, own = door.ask.path.partition("?")
        yield door.method, path + query + ("&" + own if own else ""), *door.right()


def bodies(door, dice, n):
    for i in range(n if door.is_unsafe else 0):
        door.renew_if_used()
        if door.is_api:
            yield door.method, door.ask.path, bad_values.body(door.ask.fields, dice, i), {"Content-Type": JSON}
            continue
        own = door.tokens()
        if i % 7 == 6:
            own.update(dice.choice(bad_values.TOKENS))
        body = bad_values.form(door.ask.fields, dice, i)
        yield door.method, door.ask.path, bad_values.encoded(own) + b"&" + body, {"Content-Type": FORM}


def types(door, dice, n):
    for _ in range(n if door.is_unsafe else 0):
        kind = dice.choice(bad_values.TYPES)
        yield door.method, door.ask.path, door.right()[0], {"Content-Type": kind} if kind is not None else {}
    if door.is_unsafe and not door.is_api:
        yield door.method, door.ask.path, b"{\"csrf\":\"x\",\"form_key\":\"y\"}", {"Content-Type": JSON, "Accept": JSON}


def heads(door, dice, n):
    for _ in range(n):
        body, headers = door.right()
        yield door.method, door.ask.path, body, {**headers, **dice.choice(bad_values.HEADERS)}


def methods(door, dice, n):
    for method in dice.choices(bad_values.METHODS, k=n):
        yield method, door.ask.path, *door.right()


def inputs(door, dice, n):
    share = max(1, n // 10)
    yield from bodies(door, dice, n - 5 * share)
    yield from paths(door, dice, 2 * share if door.is_unsafe else 4 * share)
    yield from queries(door, dice, share if door.is_unsafe else n - 6 * share)
    yield from types(door, dice, share)
    yield from heads(door, dice, share)
    yield from methods(door, dice, share)


def throw(sender, door, dice):
    for method, path, body, headers in inputs(door, dice, min(EACH, 24 + EACH // 10) if door.route in DEAR else EACH):
        status = sender.send(door.route, method, urllib.parse.quote(path, safe=PLAIN), body, door.headers(**headers))
        door.is_used |= door.is_unsafe and door.answers(status)
    if not door.is_unsafe:
        return
    lines = [f"POST {door.ask.path} HTTP/1.1", "Host: 127.0.0.1", "Connection: close", f"Content-Type: {JSON if door.is_api else FORM}"]
    lines += [f"{n}: {v}" for n, v in door.headers().items()]
    for length, rest, cut in bad_values.BROKEN:
        sender.send_raw(door.route, "\r\n".join([*lines, length, "", rest]).encode(), cut)


# ---- afterwards ----


def look_again(sender, shop, world, doors):
    """What was stored meanwhile is shown escaped: the doors' own pages, and those of everything there is now."""
    def look(path, who):
        sender.send("afterwards", "GET", path, None, {"Cookie": "; ".join(f"{n}={v}" for n, v in who.cookies.items()), "Accept": "text/html"})

    for door in doors:
        if not door.is_unsafe:
            sender.send(door.route + " afterwards", "GET", door.ask.path, None, door.headers())
    for table, column, page in (("orders", "number", "orders"), ("customer", "number", "customers"), ("parcel", "id", "parcels"),
                                ("product", "code", "products"), ("outbox", "id", "outbox")):
        for row in shop.sql(f"SELECT {column} FROM regulars.{table} ORDER BY id DESC LIMIT 400"):
            look(f"/desk/{page}/{urllib.parse.quote(row[0], safe='')}", world.owner)
            if table == "orders":
                link = shop.api("GET", f"/api/v1/orders/{row[0]}")[1]["tracking_url"]
                look(link.partition(str(shop.port))[2], world.nobody)


def log_lines(shop, words):
    folder = os.path.join(shop.var, "log")
    for name in os.listdir(folder):
        with open(os.path.join(folder, name), encoding="utf-8", errors="replace") as f:
            yield from (line.strip() for line in f if any(w in line for w in words))


def see_the_shop(shop, count):
    died = list(log_lines(shop, ("worker died", "worker killed", "runtime error:", "Sanitizer")))
    count.check("no worker ended by itself", not died, "\n".join(died[:5]))
    errors = list(log_lines(shop, ('"level":"error"',)))
    count.check("no error was logged", not errors, "\n".join(errors[:5]))
    count.check("the shop answers", shop.request("GET", "/healthz")[0] == 200 and shop.api("GET", "/api/v1/orders")[0] == 200)
    proof = shop.regulars("verify", check=False).strip().splitlines()
    count.check("the books are proved", proof[-1].endswith(" 0 violations"), "\n".join(proof[:5]))


def main():
    count = Count()
    shop = Shop("bad-input", workers=3)
    try:
        world = World(shop)
        doors = visit(shop, count, world)
        sender = Sender(shop)
        began = time.monotonic()
        with ThreadPoolExecutor(max_workers=4) as pool:
            list(pool.map(lambda i: throw(sender, doors[i], random.Random(SEED * 1000 + i)), range(len(doors))))
        thrown = sender.sent
        look_again(sender, shop, world, doors)
        statuses = ", ".join(f"{status}: {n}" for status, n in sorted(sender.statuses.items(), key=lambda row: str(row[0])))
        print(f"  {thrown} inputs at {len(doors)} routes, {sender.sent - thrown} looks afterwards, {time.monotonic() - began:.0f} s; "
              f"the slowest answer took {sender.slowest:.1f} s; {statuses}")
        for line in sender.bad[:40]:
            print(f"  {line}")
        count.check("nothing failed, hung, came back raw or led elsewhere", not sender.bad, f"{len(sender.bad)} did")
        count.check("at least 2,000 inputs", thrown >= 2000, str(thrown))
        see_the_shop(shop, count)
    finally:
        shop.down()
    return count.end()


sys.exit(main())
