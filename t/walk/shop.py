# SPDX-License-Identifier: GPL-3.0-or-later
"""A whole shop for the walks: a house of its own by ./dev up, a member of staff, an API key, goods with stock."""

import base64
import hashlib
import hmac
import http.client
import json
import os
import re
import signal
import struct
import subprocess
import tempfile
import time
import urllib.parse
import zlib

from hello_house import SOURCE, BUILD, free_port


class File(str):
    """A form's field that is a file: its bytes, each as the character of that number."""


def encoded(fields):
    """A form's body, and its type: of parts where it has a file."""
    if not any(isinstance(v, File) for v in fields.values()):
        return urllib.parse.urlencode(fields, doseq=True).encode(), "application/x-www-form-urlencoded"
    parts = b""
    for name, value in fields.items():
        is_file = isinstance(value, File)
        parts += f'--XX\r\nContent-Disposition: form-data; name="{name}"'.encode() + (b'; filename="a.png"' if is_file else b"")
        parts += b"\r\n\r\n" + str(value).encode("latin-1" if is_file else "utf-8") + b"\r\n"
    return parts + b"--XX--\r\n", "multipart/form-data; boundary=XX"


def png(side=2):
    """A red square."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    rows = (b"\0" + b"\xff\0\0" * side) * side
    return File((b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)) +
                 chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")).decode("latin-1"))


class Shop:
    def __init__(self, name, workers=4, demo=None):
        tmp = os.environ.get("REGULARS_TEST_TMP") or tempfile.mkdtemp(prefix="regulars-walk-")
        self.var = os.path.join(tmp, name)
        self.port = free_port()
        self.environment = dict(os.environ, REGULARS_VAR=self.var, REGULARS_BUILD=os.path.abspath(BUILD), PORT=str(self.port),
                                WORKERS=str(workers), REGULARS_DEMO="no", REGULARS_THROTTLE="no", REGULARS_DEVELOPMENT="no")
        self.up()
        if demo:
            self.regulars("demo", *demo)
        self.take_all_orders()
        self.key = self.regulars("api-key", "create", "walk", "owner").split()[0]

    def up(self):
        out = subprocess.run([os.path.join(SOURCE, "dev"), "up"], env=self.environment, capture_output=True, text=True, timeout=280)
        if out.returncode != 0:
            self.down()
            raise RuntimeError(f"./dev up: {out.stdout}{out.stderr}")
        self.owner_link = re.search(r"^owner\s+(\S+)", out.stdout, re.M)
        self.owner_link = self.owner_link.group(1) if self.owner_link else None

    def take_all_orders(self):
        """The walks order the same again and again: nothing of it is held as ordered twice. And there are members."""
        before = set(self.workers())
        self.regulars("setting", "set", "duplicate_minutes", "0")
        self.regulars("setting", "set", "member", "yes")
        self.regulars("setting", "set", "referral_points", "100")
        os.kill(self.pid("web"), signal.SIGHUP)
        end = time.monotonic() + 30
        while before & set(self.workers()) or not self.workers():
            if time.monotonic() > end:
                raise RuntimeError("the workers of before do not end")
            time.sleep(0.05)

    def down(self):
        subprocess.run([os.path.join(SOURCE, "dev"), "down"], env=self.environment, capture_output=True, timeout=120)

    def regulars(self, *args, check=True):
        out = subprocess.run([os.path.join(BUILD, "regulars"), "--config", os.path.join(self.var, "regulars.conf"), *args],
                             capture_output=True, text=True, timeout=280)
        if check and out.returncode != 0:
            raise RuntimeError(f"regulars {' '.join(args)}: {out.stdout}{out.stderr}")
        return out.stdout

    def pid(self, name):
        with open(os.path.join(self.var, "run", f"{name}.pid")) as f:
            return int(f.read())

    def workers(self):
        """The web workers' pids."""
        master = self.pid("web")
        with open(f"/proc/{master}/task/{master}/children") as f:
            return [int(p) for p in f.read().split()]

    def sql(self, text):
        """Rows as lists of text."""
        out = subprocess.run([os.path.join(SOURCE, "dev"), "db", text], env=dict(self.environment, MYSQL_PWD=""), capture_output=True,
                             text=True, timeout=60)
        if out.returncode != 0:
            raise RuntimeError(f"{text}: {out.stderr}")
        lines = [line for line in out.stdout.splitlines() if not line.startswith("+")]
        return [[c.strip() for c in line.strip("|").split("|")] if line.startswith("|") else line.split("\t") for line in lines][1:]

    def request(self, method, path, body=None, headers=None, timeout=30):
        """Status, headers and body of one request on a connection of its own."""
        c = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            c.putrequest(method, path, skip_accept_encoding=True)
            for name, value in (headers or {}).items():
                c.putheader(name, value)
            if body is not None:
                c.putheader("Content-Length", str(len(body)))
            c.endheaders()
            if body:
                c.send(body)
            r = c.getresponse()
            return r.status, r.getheaders(), r.read()
        finally:
            c.close()

    def api(self, method, path, tree=None, key=None, timeout=30):
        headers = {"Authorization": f"Bearer {self.key}", "Accept": "application/json"}
        body = None
        if tree is not None:
            body, headers["Content-Type"] = json.dumps(tree).encode(), "application/json"
        if any(isinstance(v, File) for v in (tree or {}).values()):
            body, headers["Content-Type"] = encoded(tree)
        if method != "GET":
            headers["Idempotency-Key"] = key or os.urandom(8).hex()
        status, got, text = self.request(method, path, body, headers, timeout)
        is_json = "json" in dict((n.lower(), v) for n, v in got).get("content-type", "")
        return status, json.loads(text) if text and is_json else text or None

    def add_goods(self, code, price="10.00", stock=1000000):
        status, tree = self.api("POST", "/api/v1/products", {
            "code": code, "name_en": f"Goods {code}", "name_zh": f"商品 {code}", "kind": "goods", "state": "on_sale",
            "skus": [{"code": code, "price": price}]})
        if status not in (200, 201):
            raise RuntimeError(f"product {code}: {status} {tree}")
        sku = int(tree["skus"][0]["id"])
        self.sql(f"INSERT INTO regulars.stock (sku_id, on_hand, reserved, may_backorder) VALUES ({sku}, {stock}, 0, 0);"
                 f" INSERT INTO regulars.stock_move (id, sku_id, quantity, kind, actor_kind, at)"
                 f" VALUES ({sku}, {sku}, {stock}, 0, 7, UTC_TIMESTAMP(6))")
        return sku


def order_tree(sku, quantity=1, who=1):
    return {"contact": {"name": f"Walker {who}", "phone": f"139{who:08d}", "email": f"walker{who}@mail.example", "province": "浙江省",
                        "city": "杭州市", "district": "西湖区", "street": f"文三路 {who} 号"},
            "lines": [{"sku": sku, "quantity": quantity}], "payment_method": "cod", "lang": "zh-CN"}


def totp(secret, at=None):
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    mac = hmac.new(key, struct.pack(">Q", int(at or time.time()) // 30), hashlib.sha1).digest()
    offset = mac[19] & 15
    return f"{(struct.unpack('>I', mac[offset:offset + 4])[0] & 0x7fffffff) % 1000000:06d}"


class Browser:
    """Keeps cookies and the tokens of the page it saw last, as a browser does."""

    def __init__(self, shop):
        self.shop = shop
        self.cookies = {}
        self.tokens = {}

    def send(self, method, path, body=None, headers=None):
        own = {"Cookie": "; ".join(f"{n}={v}" for n, v in self.cookies.items()), "Accept": "text/html", "Sec-Fetch-Site": "same-origin"}
        own.update(headers or {})
        status, got, text = self.shop.request(method, path, body, own)
        for name, value in got:
            if name.lower() == "set-cookie":
                pair = value.split(";", 1)[0]
                self.cookies.update([pair.split("=", 1)])
        for name in ("csrf", "form_key"):
            found = re.search(rb'name="%s" value="([^"]*)"' % name.encode(), text)
            if found:
                self.tokens[name] = found.group(1).decode()
        return status, dict((n.lower(), v) for n, v in got), text

    def get(self, path):
        return self.send("GET", path)

    def post(self, path, fields):
        body, kind = encoded({**fields, **self.tokens})
        return self.send("POST", path, body, {"Content-Type": kind})

    def become_owner(self):
        path = urllib.parse.urlparse(self.shop.owner_link).path
        self.get(path)
        self.post(path, {"email": "owner@mail.example", "name": "Zhou Min", "password": "four quiet words here"})
        _, _, page = self.get("/desk/enrol")
        self.secret = re.search(rb'class="mono">([A-Z2-7]+)<', page).group(1).decode()
        status, _, page = self.post("/desk/enrol", {"code": totp(self.secret)})
        if status != 200:
            raise RuntimeError(f"enrolling: {status}")
