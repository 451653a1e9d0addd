#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Places an order at a worker's socket, twice with one key, and looks at it.

usage: mysql_order.py SOCKET API-KEY"""

import json
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from hello_house import ask, request_bytes, within
from shop import order_tree

PLACE, KEY = sys.argv[1:]


def api(method, path, tree=None, key=""):
    """The status and the body."""
    body = json.dumps(tree).encode() if tree is not None else b""
    more = {"HTTP_AUTHORIZATION": f"Bearer {KEY}", "HTTP_ACCEPT": "application/json", "HTTP_IDEMPOTENCY_KEY": key}
    if body:
        more["CONTENT_TYPE"] = "application/json"
    answer = ask(PLACE, request_bytes(path, method, body, **more))
    if answer is None:
        return None, None
    head, _, text = answer.partition(b"\r\n\r\n")
    return int(head.split()[1]), json.loads(text) if text else None


def must(what, truth):
    print(what)
    if not truth:
        sys.exit(1)


must("the worker serves", within(20, lambda: api("GET", "/healthz")[0] == 200))
status, goods = api("GET", "/api/v1/products")
must(f"there are goods: {status}", status == 200)
code = next(p["code"] for p in goods["products"] if p["kind"] == "goods" and p["state"] == "on_sale")
status, goods = api("GET", f"/api/v1/products/{code}")
must(f"they have SKUs: {status}", status == 200)
sku = goods["skus"][0]["code"]
first, again = (api("POST", "/api/v1/orders", order_tree(sku), "one") for _ in range(2))
must(f"it is placed: {first}", first[0] == 201)
must(f"once: {again}", again == first)
status, order = api("GET", f"/api/v1/orders/{first[1]['number']}")
must(f"it is there: {status}", status == 200 and order["number"] == first[1]["number"])
