#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# The system's Python, for it has the packages of dev.d/packages.
"""The document of the API (doc/openapi.yaml) against a real house: every operation and every answer that is documented, refusals
included, is brought about, and what is answered is looked at by its schema. What is answered and not documented is a fault too.
And doc/api.md, whose commands do what the page says."""

import copy
import json
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import yaml
from jsonschema import Draft202012Validator, RefResolver

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import api_page
from hello_house import SOURCE, Count
from shop import File, Shop, encoded
from valid_requests import VALID, World

API = "/api/v1"
JSON = "application/json"
HOW = "doc/openapi.yaml (CONTRIBUTING.md, \"An address for programs\")"
NEVER = 2000000000		# a version that nothing has


def closed(schema):
    """Schemas of answers may gain members; here one that is not in the document is a fault, so that the document is kept up."""
    if isinstance(schema, dict):
        if "properties" in schema and schema.get("type") == "object":
            schema.setdefault("additionalProperties", False)
        for value in schema.values():
            closed(value)
    elif isinstance(schema, list):
        for value in schema:
            closed(value)
    return schema


def innermost(error):
    """Of what is a thing or null, what is wrong with the thing."""
    while error.context:
        of_thing = [e for e in error.context if e.relative_schema_path[0] == 0]
        error = of_thing[0] if of_thing else error.context[0]
    return error


class Document:
    def __init__(self, tree):
        self.tree = tree
        self.resolver = RefResolver("", closed(copy.deepcopy(tree)))
        self.seen = set()

    def find(self, node):
        while "$ref" in node:
            at = self.tree
            for part in node["$ref"][2:].split("/"):
                at = at[part.replace("~1", "/").replace("~0", "~")]
            node = at
        return node

    def operations(self):
        for path, item in self.tree["paths"].items():
            for method, op in item.items():
                yield Operation(self, path, method, op)

    def faults(self, schema, value):
        validator = Draft202012Validator(schema, resolver=self.resolver)
        return [f"/{'/'.join(map(str, e.absolute_path))}: {e.message[:200]}" for e in map(innermost, validator.iter_errors(value))][:4]


class Operation:
    def __init__(self, document, path, method, op):
        self.document, self.path, self.method, self.op = document, path, method.upper(), op
        self.name = f"{self.method} {API}{path}"
        parameters = [document.find(p) for p in op.get("parameters", [])]
        self.headers = {p["name"] for p in parameters if p["in"] == "header"}
        self.query = [p for p in parameters if p["in"] == "query"]
        self.has_path = "{" in path
        self.is_public = op.get("security") == []

    @property
    def body(self):
        return next(iter(self.op["requestBody"]["content"].values()))["schema"] if "requestBody" in self.op else None

    @property
    def takes_version(self):
        return self.body is not None and "version" in self.document.find(self.body)["properties"]

    @property
    def is_keyed(self):
        return "Idempotency-Key" in self.headers

    def documents(self, status):
        return str(status) in self.op["responses"]


class Walk:
    def __init__(self, shop, count, document):
        self.shop, self.count, self.document = shop, count, document
        self.weak = shop.regulars("api-key", "create", "weak", "audit").split()[0]
        self.world = World(shop)

    def ask(self, op):
        return VALID[op.name](self.world)

    def send(self, op, path, tree=None, raw=None, kind=JSON, key="", bearer=None, more=None):
        headers = {"Accept": JSON, **(more or {})}
        if bearer is not False:
            headers["Authorization"] = f"Bearer {bearer or self.shop.key}"
        body = raw if raw is not None else json.dumps(tree).encode() if tree is not None else None
        if raw is None and any(isinstance(v, File) for v in (tree or {}).values()):
            body, kind = encoded(tree)
        if body is not None:
            headers["Content-Type"] = kind
        if op.is_keyed and key is not None:
            headers["Idempotency-Key"] = key or os.urandom(8).hex()
        status, got, text = self.shop.request(op.method, path, body, headers)
        return status, {n.lower(): v for n, v in got}, text

    def judge(self, op, what, wanted, answer):
        """The answer has the status wanted, and is as the document says. Returns its tree."""
        status, headers, text = answer
        name = f"{op.name}, {what}"
        if status != wanted:
            self.count.check(name, False, f"{status}, wanted {wanted}: {text[:400]}")
            return None
        if not op.documents(status):
            self.count.check(name, False, f"answers {status}, which is not in {HOW}")
            return None
        self.document.seen.add((op.name, str(status)))
        response = self.document.find(op.op["responses"][str(status)])
        faults = [f"no header {n}" for n, h in response.get("headers", {}).items()
                  if self.document.find(h).get("required") and n.lower() not in headers]
        for n, h in response.get("headers", {}).items():
            if n.lower() in headers:
                faults += self.document.faults(self.document.find(h)["schema"], headers[n.lower()])
        kind = headers.get("content-type", "").split(";")[0]
        content = response["content"].get(kind)
        if not content:
            faults.append(f"is {kind}, not {' or '.join(response['content'])}")
        tree = json.loads(text) if "json" in kind else None
        faults += self.document.faults(content["schema"], tree) if content and tree is not None else []
        self.count.check(name, not faults, f"differs from {HOW}: " + "; ".join(faults))
        return tree

    # ---- what every operation answers ----

    def valid(self, op):
        ask = self.ask(op)
        if op.body is not None:
            faults = self.document.faults(op.body, ask.fields)
            self.count.check(f"{op.name}, the valid request is valid by the document", not faults, "; ".join(faults))
        wanted = next(s for s in op.op["responses"] if s.startswith("2"))
        return self.judge(op, "a valid request", int(wanted), self.send(op, ask.path, ask.fields))

    def strangers(self, op):
        ask = self.ask(op)
        if not op.is_public:
            self.judge(op, "without a key", 401, self.send(op, ask.path, ask.fields, bearer=False))
            self.judge(op, "with too weak a key", 403, self.send(op, ask.path, ask.fields, bearer=self.weak))
        self.judge(op, "with a wrong key", 401, self.send(op, ask.path, ask.fields, bearer="rk_wrong"))

    def nothing_there(self, op):
        ask = self.ask(op)
        if op.documents(404) and op.has_path:
            pieces = ["NOTHING" if p.startswith("{") else s for p, s in zip((API + op.path).split("/"), ask.path.split("?")[0].split("/"))]
            self.judge(op, "of nothing there is", 404, self.send(op, "/".join(pieces), ask.fields))

    def bodies(self, op):
        if op.body is None:
            return
        path, fields = self.ask(op).path, self.ask(op).fields
        tree = self.judge(op, "a body with a surplus member", 422, self.send(op, path, {**fields, "surplus": 1}))
        if tree:
            self.count.check(f"{op.name}, the surplus member is pointed at",
                             [e["pointer"] for e in tree["errors"]] == ["/surplus"], str(tree["errors"]))
        self.count.check(f"{op.name}, the document refuses it too", self.document.faults(op.body, {**fields, "surplus": 1}) != [])
        self.judge(op, "a body that is no JSON", 400, self.send(op, path, raw=b"{"))
        self.judge(op, "a body of another kind", 415, self.send(op, path, raw=b"a=1", kind="application/x-www-form-urlencoded"))
        self.judge(op, "a body that is too large", 413, self.send(op, path, raw=b" " * (op.op.get("x-body-bytes", 65536) + 1)))

    def keys(self, op):
        if not op.is_keyed:
            return
        ask, key = self.ask(op), os.urandom(8).hex()
        self.judge(op, "without an Idempotency-Key", 400, self.send(op, ask.path, ask.fields, key=None))
        first = self.send(op, ask.path, ask.fields, key=key)
        again = self.send(op, ask.path, ask.fields, key=key)
        if op.op.get("x-shown-once"):
            self.count.check(f"{op.name}, the same key is not shown it again", again[0] == 200 and b"secret" not in again[2], again[2][:300])
        else:
            self.count.check(f"{op.name}, the same key gets the same answer", (first[0], first[2]) == (again[0], again[2]), again[2][:300])
        self.judge(op, "the key for another body", 422, self.send(op, ask.path, {**ask.fields, "surplus": 1}, key=key))

    def versions(self, op):
        if not op.takes_version or not op.documents(412):
            return
        ask = self.ask(op)
        self.judge(op, "with another version", 409, self.send(op, ask.path, {**ask.fields, "version": NEVER}))
        tree = {n: v for n, v in ask.fields.items() if n != "version" or "version" in self.document.find(op.body).get("required", [])}
        self.judge(op, "with another If-Match", 412, self.send(op, ask.path, tree, more={"If-Match": f'"{NEVER}"'}))

    def in_flight(self, operations):
        """Somebody holds the rows of these keys and is not through. Each of the others waits as long as it waits for a row."""
        asks = [(op, self.ask(op), os.urandom(8).hex()) for op in operations]
        if not asks:
            return
        actor = self.shop.sql("SELECT CONCAT('3:', id) AS actor FROM regulars.api_key WHERE name = 'walk'")[0][0]
        rows = ", ".join(f"('{actor}', '{op.name}', '{key}', '', 0, '', '', UTC_TIMESTAMP(6))" for op, _, key in asks)
        holder = subprocess.Popen(
            [os.path.join(SOURCE, "dev"), "db",
             "START TRANSACTION; INSERT INTO regulars.idempotency (actor, route, idem_key, request_hash, status, headers, body, created_at) "
             f"VALUES {rows}; SELECT SLEEP(300); ROLLBACK"],
            env=dict(self.shop.environment, MYSQL_PWD=""), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        try:
            sleeping = "SELECT id FROM information_schema.processlist WHERE info = 'SELECT SLEEP(300)'"
            end = time.monotonic() + 30
            while time.monotonic() < end and not self.shop.sql(sleeping):
                time.sleep(0.05)
            with ThreadPoolExecutor(len(self.shop.workers())) as at_once:
                answers = list(at_once.map(lambda a: self.send(a[0], a[1].path, a[1].fields, key=a[2]), asks))
            for (op, _, _), answer in zip(asks, answers):
                self.judge(op, "while its key is being worked on", 409, answer)
            for row in self.shop.sql(sleeping):
                self.shop.sql(f"KILL {row[0]}")
        finally:
            os.killpg(holder.pid, signal.SIGTERM)
            holder.wait()

    # ---- what only some answer ----

    def wrong_queries(self, op):
        if op.documents(400) and op.method == "GET":
            self.judge(op, "with a filter that cannot be read", 400, self.send(op, self.ask(op).path.split("?")[0] + "?from=soon&limit=none"))

    def others(self, by_name):
        op = by_name[f"POST {API}/orders"]
        tree = {**self.ask(op).fields, "source_ref": "TWICE"}
        self.send(op, API + "/orders", tree)
        self.judge(op, "with a reference that is taken", 409, self.send(op, API + "/orders", tree))
        op = by_name[f"GET {API}/customers/{{number}}/merge/{{other}}"]
        number = self.world.number()
        self.judge(op, "of one with itself", 409, self.send(op, f"{API}/customers/{number}/merge/{number}"))
        self.large_batch(by_name)
        op = by_name[f"POST {API}/parcels/events"]
        self.judge(op, "of an unknown number", 404, self.send(op, API + "/parcels/events", {**self.ask(op).fields, "tracking_number": "SF1"}))

    def large_batch(self, by_name):
        """Of more lines than a request works at: planned, started and made by tasks."""
        sku = self.world.bench(25)
        plan = by_name[f"POST {API}/production"]
        self.judge(plan, "of 25 lines", 202, self.send(plan, f"{API}/production", {"sku": sku}))
        batch = self.batch_of(sku, "planned")
        for act, fields, then in (("start", {}, "in_production"), ("finish", {"made": 50}, "made")):
            op = by_name[f"POST {API}/production/{{id}}/{act}"]
            self.judge(op, "of 25 lines", 202, self.send(op, f"{API}/production/{batch['id']}/{act}", fields))
            self.batch_of(sku, then)

    def batch_of(self, sku, state):
        """The batch of this SKU, as soon as the worker has brought it so far."""
        end = time.monotonic() + 30
        while time.monotonic() < end:
            _, page = self.shop.api("GET", f"{API}/production?state={state}")
            for batch in page["batches"]:
                if batch["sku"] == sku:
                    return batch
            time.sleep(0.1)
        raise RuntimeError(f"no batch of {sku} is {state}")

    def full_trees(self, by_name):
        """Reads what has been through everything: lines that wait, parcels of each state, money back and forth."""
        order, parcel = by_name[f"GET {API}/orders/{{number}}"], by_name[f"GET {API}/parcels/{{id}}"]
        for make in ("in_review", "held", "cancelled", "stuck", "settled"):
            o = getattr(self.world, make)()
            self.judge(order, f"an order that is {make}", 200, self.send(order, f"{API}/orders/{o['number']}"))
            if "parcel" in o:
                self.judge(parcel, f"a parcel of an order that is {make}", 200, self.send(parcel, f"{API}/parcels/{o['parcel']}"))
        o = self.world.paid()
        self.world.act(f"{API}/orders/{o['number']}/refunds", {"payment": o["payment"], "amount": "1.00", "why": "late"})
        self.world.act(f"{API}/orders/{o['number']}/credits", {"kind": "goodwill", "amount": "1.00", "why": "sorry"})
        self.world.act(f"{API}/orders/{o['number']}/notes", {"note": "careful"})
        self.judge(order, "an order with all kinds of money", 200, self.send(order, f"{API}/orders/{o['number']}"))
        ledger = by_name[f"GET {API}/orders/{{number}}/ledger"]
        self.judge(ledger, "with all kinds of money", 200, self.send(ledger, f"{API}/orders/{o['number']}/ledger"))

    def other_methods(self, path, operations):
        ask = self.ask(operations[0])
        status, got, text = self.shop.request("DELETE", ask.path, None, {"Authorization": f"Bearer {self.shop.key}"})
        headers = {n.lower(): v for n, v in got}
        wanted = {op.method for op in operations} | {"OPTIONS"} | ({"HEAD"} if any(op.method == "GET" for op in operations) else set())
        faults = self.document.faults({"$ref": "#/components/schemas/Problem"}, json.loads(text) if text else None)
        self.count.check(f"DELETE {API}{path} is refused and says what is taken",
                         status == 405 and set(headers.get("allow", "").split(", ")) == wanted and not faults,
                         f"{status} {headers.get('allow')}: {faults}")

    def too_often(self, operations):
        """The same shop, where a key may ask once a minute. Between two requests nginx wants a breath."""
        self.shop.up()
        asks = [(op, self.ask(op)) for op in operations if op.documents(429)]
        self.shop.regulars("setting", "set", "api_minute", "1")
        self.shop.down()
        self.shop.environment["REGULARS_THROTTLE"] = "yes"
        self.shop.up()
        for i, (op, ask) in enumerate(asks):
            if i == 0:
                self.send(op, ask.path, ask.fields)
            answer = self.send(op, ask.path, ask.fields)
            if answer[0] != 429:		# another minute began
                answer = self.send(op, ask.path, ask.fields)
            self.judge(op, "too often", 429, answer)
            time.sleep(0.05)

    def without_database(self, operations):
        asks = [(op, self.ask(op)) for op in operations if op.documents(503)]
        os.kill(self.shop.pid("database"), signal.SIGKILL)
        time.sleep(0.5)
        for op, ask in asks:		# a house that is brought up again has its database
            self.judge(op, "without a database", 503, self.send(op, ask.path, ask.fields))


def lint(count):
    """By a linter that others use too."""
    program = os.path.join(SOURCE, "t/browser/node_modules/@redocly/cli/bin/cli.js")
    if not os.path.exists(program):
        count.skip("the linter finds nothing", "npm ci in t/browser has not run")
        return
    out = subprocess.run(["node", program, "lint", "--config", os.path.join(SOURCE, "t/walk/redocly.yaml"), "--format", "github-actions",
                          os.path.join(SOURCE, "doc/openapi.yaml")], capture_output=True, text=True, timeout=120,
                         env=dict(os.environ, REDOCLY_TELEMETRY="off", REDOCLY_SUPPRESS_UPDATE_NOTICE="true"))
    count.check("the linter finds nothing in doc/openapi.yaml", out.returncode == 0, out.stdout[-2000:] + out.stderr[-2000:])


def main():
    count = Count()
    lint(count)
    shop = Shop("openapi", workers=8)
    try:
        document = Document(json.loads(shop.request("GET", API + "/openapi.json")[2]))
        with open(os.path.join(SOURCE, "doc/openapi.yaml"), encoding="utf-8") as f:
            count.check("what is served is doc/openapi.yaml", yaml.safe_load(f) == document.tree)
        api_page.run(shop, count)
        walk = Walk(shop, count, document)
        operations = list(document.operations())
        by_name = {op.name: op for op in operations}
        missing = sorted(name for name in by_name if name not in VALID)
        count.check("each operation has a valid request in t/walk/valid_requests.py", not missing, str(missing))
        operations = [op for op in operations if op.name in VALID]
        for op in operations:
            for look in (walk.valid, walk.strangers, walk.nothing_there, walk.bodies, walk.keys, walk.versions, walk.wrong_queries):
                look(op)
        for path in document.tree["paths"]:
            walk.other_methods(path, [op for op in operations if op.path == path])
        walk.others(by_name)
        walk.full_trees(by_name)
        walk.in_flight([op for op in operations if op.is_keyed and op.documents(409) and (op.name, "409") not in document.seen])
        walk.without_database(operations)
        walk.too_often(operations)
        unseen = sorted(f"{op.name} {status}" for op in operations for status in op.op["responses"] if (op.name, status) not in document.seen)
        count.check("every documented answer was given", not unseen, f"{unseen}: bring them about in t/walk/openapi.py, or take them out")
        print(f"  {len(operations)} operations, {len(document.seen)} documented answers")
    finally:
        shop.down()
    return count.end()


sys.exit(main())
