#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""pages.py PORT COOKIE FILE: asks for each page of FILE (kind, tab, path), one after the other, and prints for each kind the median of
its milliseconds and of its rows. What leads elsewhere is followed, for that is what somebody waits for."""

import http.client
import re
import statistics
import sys
import time


def ask(connection, path, cookie):
    connection.request("GET", path, headers={"Cookie": cookie, "Accept": "text/html", "Accept-Language": "en"})
    answer = connection.getresponse()
    body = answer.read()
    if answer.status in (302, 303):
        return ask(connection, re.sub(r"^https?://[^/]*", "", answer.getheader("Location")), cookie)
    if answer.status != 200:
        raise SystemExit(f"pages: {path} answers {answer.status}")
    return body


def main(port, cookie, file):
    connection, took, rows = http.client.HTTPConnection("127.0.0.1", int(port), timeout=60), {}, {}
    with open(file, encoding="utf-8") as lines:
        pages = [line.rstrip("\n").split("\t") for line in lines]
    for is_counted in (False, True):
        for kind, path in pages:
            began = time.perf_counter()
            body = ask(connection, path, cookie)
            if is_counted:
                took.setdefault(kind, []).append((time.perf_counter() - began) * 1000)
                rows.setdefault(kind, []).append(len(set(re.findall(rb'href="/desk/orders/(R-[0-9A-Z]{4}-[0-9A-Z]{4})', body))))
    for kind in took:
        print(f"{kind}\t{statistics.median(took[kind]):.2f}\t{statistics.median(rows[kind]):.0f}")


main(*sys.argv[1:])
