#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Orders are placed with keys while workers and the database are killed. Afterwards: no acknowledged order is lost, none is there twice, a
repeat gets the first answer, the books are proved, and the shop came back by itself.

usage: chaos.py [SIGNALS [DATABASE_KILLS]]"""

import os
import random
import signal
import sys
import threading
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from hello_house import Count, within
from shop import Shop, order_tree

SIGNALS = int(sys.argv[1]) if len(sys.argv) > 1 else 36
DATABASE_KILLS = int(sys.argv[2]) if len(sys.argv) > 2 else 2
CLIENTS = 6


class Client(threading.Thread):
    """Places orders one after another; each key is tried until it is answered, as a careful program does."""

    def __init__(self, shop, who, stop):
        super().__init__(daemon=True)
        self.shop, self.who, self.stop = shop, who, stop
        self.answered = {}		# key -> number
        self.refused = []
        self.tries = self.outages = 0
        self.longest = 0.0

    def place(self, key, tree):
        began = time.monotonic()
        while time.monotonic() < began + 60:
            self.tries += 1
            try:
                status, answer = self.shop.api("POST", "/api/v1/orders", tree, key, timeout=20)
            except Exception:
                status, answer = 0, None
            if status == 201:
                self.answered[key] = answer["number"]
                self.longest = max(self.longest, time.monotonic() - began)
                return
            if status not in (0, 409, 503):
                self.refused.append((status, answer))
                return
            self.outages += 1
            time.sleep(0.1)
        self.refused.append((0, "not answered in a minute"))

    def run(self):
        n = 0
        while not self.stop.is_set():
            n += 1
            self.place(f"{self.who}-{n}", order_tree("CHAOS", random.randint(1, 3), self.who))


def wound(shop):
    """One signal to one worker: killed, ended, or stopped for a while."""
    pids = shop.workers()
    if not pids:
        return
    pid = random.choice(pids)
    kind = random.choice([signal.SIGKILL, signal.SIGTERM, signal.SIGSTOP])
    try:
        os.kill(pid, kind)
        if kind == signal.SIGSTOP:
            time.sleep(0.3)
            os.kill(pid, signal.SIGCONT)
    except ProcessLookupError:
        pass


def kill_database(shop):
    os.kill(shop.pid("database"), signal.SIGKILL)
    time.sleep(1)
    shop.up()


def answers(shop):
    try:
        return shop.request("GET", "/healthz", timeout=5)[0] == 200 and shop.api("GET", "/api/v1/orders", timeout=5)[0] == 200
    except Exception:
        return False


def main():
    count = Count()
    random.seed(7)
    shop = Shop("chaos", workers=4)
    try:
        shop.add_goods("CHAOS")
        stop = threading.Event()
        clients = [Client(shop, i + 1, stop) for i in range(CLIENTS)]
        for c in clients:
            c.start()
        for i in range(SIGNALS):
            time.sleep(0.25)
            wound(shop)
            if DATABASE_KILLS and i % (SIGNALS // DATABASE_KILLS) == SIGNALS // DATABASE_KILLS // 2:
                kill_database(shop)
        time.sleep(2)
        stop.set()
        for c in clients:
            c.join(90)
        count.check("the shop answers by itself again", within(20, lambda: answers(shop)))
        acknowledged = {k: n for c in clients for k, n in c.answered.items()}
        refused = [r for c in clients for r in c.refused]
        there = {row[0] for row in shop.sql("SELECT number FROM regulars.orders")}
        print(f"  {len(acknowledged)} orders acknowledged in {sum(c.tries for c in clients)} tries; "
              f"{sum(c.outages for c in clients)} tries met a wound; longest wait {max(c.longest for c in clients):.1f} s")
        count.check("orders were placed meanwhile", len(acknowledged) > 50, str(len(acknowledged)))
        count.check("something was wounded while they were", sum(c.outages for c in clients) > 0)
        count.check("none was refused", not refused, str(refused[:3]))
        count.check("none is lost", set(acknowledged.values()) <= there, str(len(set(acknowledged.values()) - there)))
        count.check("none is there twice", len(there) == len(acknowledged), f"{len(there)} orders for {len(acknowledged)} keys")
        differs = 0
        for key, number in random.sample(sorted(acknowledged.items()), min(60, len(acknowledged))):
            who = int(key.split("-")[0])
            status, answer = shop.api("POST", "/api/v1/orders", order_tree("CHAOS", 1, who), key)
            # another quantity is another body; the same one is the same answer
            differs += not (status == 422 or (status == 201 and answer["number"] == number))
        count.check("a repeat gets the first answer", differs == 0, str(differs))
        proof = shop.regulars("verify", check=False).strip().splitlines()
        count.check("the books are proved", proof[-1].endswith(" 0 violations"), "\n".join(proof[:5]))
    finally:
        shop.down()
    return count.end()


sys.exit(main())
