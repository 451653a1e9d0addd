#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A file of 50 MB goes through the browser's door and is checked and taken over, with programs as they are released: neither the
workers that take it in nor the one that goes through it grow by more than MEMORY_KB, however large the file is."""
import http.client
import os
import subprocess
import sys
import threading
import time

MEGABYTES = 50
MEMORY_KB = 48 * 1024
CELL = 1900


def build():
    """Programs as they are released, unless REGULARS_BUILD_RELEASED has them already."""
    folder = os.environ.get("REGULARS_BUILD_RELEASED")
    if folder:
        return folder
    folder = os.path.join(os.environ["REGULARS_TEST_TMP"], "build")
    os.makedirs(folder, exist_ok=True)
    for command in ([os.path.join(os.environ["REGULARS_TEST_SOURCE"], "configure")], ["make", f"-j{os.cpu_count()}"]):
        subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return folder


def write_file(path):
    """Just under 50 MB of products with long descriptions; how many."""
    rows = 0
    with open(path, "wb") as out:
        out.write(b"SKU,Name,Price,English description,Chinese description\n")
        while out.tell() < (MEGABYTES << 20) - 3 * CELL:
            out.write(f"BIG{rows:06d},Thing {rows},9.00,{'long words ' * (CELL // 11)},{'x' * CELL}\n".encode())
            rows += 1
    return rows


def send(shop, owner, path):
    """As a browser sends it: piece by piece."""
    owner.get("/desk/imports/new?kind=products")
    head = "".join(f'--XX\r\nContent-Disposition: form-data; name="{n}"\r\n\r\n{v}\r\n'
                   for n, v in {**owner.tokens, "kind": "products"}.items())
    head = (head + '--XX\r\nContent-Disposition: form-data; name="file"; filename="big.csv"\r\n\r\n').encode()
    tail = b"\r\n--XX--\r\n"
    c = http.client.HTTPConnection("127.0.0.1", shop.port, timeout=120)
    c.putrequest("POST", "/desk/imports")
    for name, value in {"Cookie": "; ".join(f"{n}={v}" for n, v in owner.cookies.items()), "Sec-Fetch-Site": "same-origin",
                        "Content-Type": "multipart/form-data; boundary=XX",
                        "Content-Length": str(len(head) + os.path.getsize(path) + len(tail))}.items():
        c.putheader(name, value)
    c.endheaders()
    c.send(head)
    with open(path, "rb") as data:
        while piece := data.read(1 << 16):
            c.send(piece)
    c.send(tail)
    answer = c.getresponse()
    return answer.status, answer.getheader("Location"), answer.read()


class Watch(threading.Thread):
    """The most memory of its own that each of our processes had at one of many looks, in KB. Pages of a file that is mapped are not
    its own: the kernel takes them back when it wants the room."""

    def __init__(self, shop):
        super().__init__(daemon=True)
        self.shop, self.first, self.most, self.lock = shop, {}, {}, threading.Lock()
        self.look()
        self.start()

    def look(self):
        with self.lock:
            for pid in [self.shop.pid("worker"), self.shop.pid("web"), *self.shop.workers()]:
                with open(f"/proc/{pid}/status", encoding="ascii") as status:
                    kb = int(next(line.split()[1] for line in status if line.startswith("RssAnon:")))
                self.first.setdefault(pid, kb)
                self.most[pid] = max(kb, self.most.get(pid, 0))

    def run(self):
        while True:
            try:
                self.look()
            except (OSError, StopIteration):		# one was replaced meanwhile, or the shop is going
                pass
            time.sleep(0.005)

    def grown(self):
        with self.lock:
            return max(self.most[pid] - self.first[pid] for pid in self.most)


def main():
    os.environ["REGULARS_BUILD"] = os.environ["REGULARS_TEST_BUILD"] = build()		# these ask for it when they are read
    from hello_house import Count
    from import_desk import begin, look, until
    from shop import Browser, Shop
    count, shop = Count(), Shop("import-large", workers=2)
    try:
        owner = Browser(shop)
        owner.become_owner()
        path = os.path.join(shop.var, "big.csv")
        rows = write_file(path)
        watch = Watch(shop)
        status, location, said = send(shop, owner, path)
        count.check("it is taken in", status == 303 and location, f"{status} {said[:400]}")
        in_kb = watch.grown()
        count.check(f"taking it in: at most {MEMORY_KB} KB more", in_kb <= MEMORY_KB, f"{in_kb} KB")
        tree = look(owner, location, ["sku", "name_en", "price", "description_en", "description_zh"])
        count.check("all of it is new", (tree["new"], tree["bad"]) == (rows, 0), f"{tree['new']} of {rows}, {tree['bad']} bad")
        check_kb = watch.grown()
        begin(owner, location)
        count.check("all of it is there", until(owner, location, "done")["new"] == rows)
        run_kb = watch.grown()
        count.check(f"checking it: at most {MEMORY_KB} KB more", check_kb <= MEMORY_KB, f"{check_kb} KB")
        count.check(f"taking it over: at most {MEMORY_KB} KB more", run_kb <= MEMORY_KB, f"{run_kb} KB")
        print(f"{os.path.getsize(path) >> 20} MB, {rows} rows: +{in_kb >> 10} MB, +{check_kb >> 10} MB, +{run_kb >> 10} MB")
    finally:
        shop.down()
    return count.end()


sys.exit(main())
