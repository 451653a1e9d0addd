#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A file is taken over at the desk while the worker is killed again and again, and comes to the same end as its twin that nobody
disturbed: the same products, each once, the same report, the same lines handed back.

usage: import_killed.py [KILLS]"""
import json
import os
import random
import signal
import sys
import time

from hello_house import Count
from import_desk import begin, look, tree, until
from shop import Browser, File, Shop

KILLS = int(sys.argv[1]) if len(sys.argv) > 1 else 4
ROWS = 3000


def lines(mark):
    """Products, and now and then a line with a problem."""
    text = ["SKU,Name,Price,Weight (g)"]
    for i in range(ROWS):
        text.append(f"{mark}{i:05d},Thing {i},{i % 90 + 1}.{i % 100:02d},{i}")
        if i % 70 == 9:
            text.append(f"{mark}BAD{i},No price,soon,")
        if i % 250 == 3:
            text.append(f"{mark}{i:05d},Thing {i} again,1.00,")
    return "\n".join(text)


def check_file(owner, mark):
    """Brought and checked; its path."""
    owner.get("/desk/imports/new?kind=products")
    _, headers, _ = owner.post("/desk/imports", {"kind": "products", "file": File(lines(mark))})
    path = headers["location"]
    look(owner, path, ["sku", "name_en", "price", "weight_g"])
    return path


def done(shop, path):
    """Rows that are written so far."""
    number = path.rsplit("/", 1)[1]
    return int(shop.sql(f"SELECT COUNT(*) FROM regulars.import_made WHERE file_id = {number}")[0][0])


def kill(shop, owner, path):
    """The worker, in the midst of it; False: it was through before."""
    before, end = done(shop, path), time.monotonic() + 120
    while done(shop, path) <= before and tree(owner, path)["state"] == "running" and time.monotonic() < end:
        time.sleep(0.05)
    if tree(owner, path)["state"] != "running":
        return False
    time.sleep(random.random() / 4)
    os.kill(shop.pid("worker"), signal.SIGKILL)
    # what it had is another one's when its lease is over: nobody waits for that here
    shop.sql("UPDATE regulars.task SET lease_until = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND WHERE state = 0 AND owner IS NOT NULL")
    shop.up()
    return True


def what_is(shop, owner, path, mark):
    """All that it came to, without what names the file itself."""
    number = path.rsplit("/", 1)[1]
    report = {name: tree(owner, path)[name] for name in ("new", "changed", "same", "bad", "problems")}
    _, _, lines_back = owner.get(f"{path}/failed")
    skus = shop.sql("SELECT s.code, p.name_en, s.unit_milli, s.weight_g, s.state, p.state FROM regulars.sku s JOIN regulars.product p"
                    f" ON p.id = s.product_id WHERE s.code LIKE '{mark}%' ORDER BY s.code")
    made = shop.sql(f"SELECT line FROM regulars.import_made WHERE file_id = {number} ORDER BY line")
    return json.dumps([report, lines_back.decode(), skus, made]).replace(mark, "")


def main():
    random.seed(11)
    count = Count()
    shop = Shop("import-killed", workers=2)
    try:
        owner = Browser(shop)
        owner.become_owner()
        quiet = check_file(owner, "QA")
        begin(owner, quiet)
        until(owner, quiet, "done")
        killed = check_file(owner, "QB")
        begin(owner, killed)
        kills = sum(kill(shop, owner, killed) for _ in range(KILLS))
        until(owner, killed, "done")
        count.check("the worker was killed in the midst of it", kills > 0, f"{kills} of {KILLS}")
        count.check("each row once", done(shop, killed) == done(shop, quiet) == ROWS, f"{done(shop, killed)} rows")
        a, b = what_is(shop, owner, quiet, "QA"), what_is(shop, owner, killed, "QB")
        at = next((i for i, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
        count.check("the same end as without", a == b, f"{a[at - 80:at + 80]}\n{b[at - 80:at + 80]}")
        proof = shop.regulars("verify", check=False)
        count.check("the books agree", " 0 violations" in proof, proof)
        print(f"{kills} kills, {done(shop, killed)} rows")
    finally:
        shop.down()
    return count.end()


sys.exit(main())
