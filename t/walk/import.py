#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The real file of online-retail, where it is there ($REGULARS_SHARED, else ../shared): imported at once, and killed on the way; the
facts of its README, every row of the books against what the file says, their proof, memory and time, with programs as they are
released."""
import hashlib
import os
import random
import re
import signal
import subprocess
import sys
import time

from hello_house import free_port
from retail_books import MORE_QUERIES, QUERIES, RetailFile

source = os.environ["REGULARS_TEST_SOURCE"]
tmp = os.environ["REGULARS_TEST_TMP"]
shared = os.environ.get("REGULARS_SHARED") or os.path.join(source, "..", "shared")
packed = os.path.join(shared, "data", "online-retail", "online_retail.csv.xz")
SHA256 = "959c8b3847939247e4007cbbd6dfcf3fdc78bc8236a08eba94565e15679914d8"
LINES = 541909
MEMORY_KB = 100 * 1024
FACTS = """
      541,909 lines
       25,900 invoices
        4,070 stock codes
        3,958 stock codes, case ignored
        4,223 descriptions
        4,372 customers
           38 countries
          305 trading days
"""
SUM = ("25,900", "541,909", "5,176,450", "9,747,747.934", "9,747,747.93")
PROGRESS = r"^booking [0-9,]+ of 541,909 lines, [0-9]+ %, [0-9,]+/s, [0-9]+:[0-9:]+ left$"
# What the worker goes on with: its jobs, its number, and the counts of orders that it folds a moment later (verify proves them).
RESTLESS = ("job", "node", "order_count", "order_count_change", "feed_head")
passed = failed = 0


def check(name, well, said=""):
    global passed, failed
    if well:
        passed += 1
    else:
        failed += 1
        print(f"  FAIL {name}\n{said}")


def run(*command, **more):
    return subprocess.run(command, check=True, capture_output=True, text=True, **more)


def unpack():
    path = os.path.join(tmp, "online_retail.csv")
    with open(path, "wb") as out:
        subprocess.run(["xz", "-dc", packed], check=True, stdout=out)
    with open(path, "rb") as data:
        check("the file is the one we know", hashlib.file_digest(data, "sha256").hexdigest() == SHA256)
    return path


def build():
    folder = os.path.join(tmp, "build")
    os.makedirs(folder, exist_ok=True)
    run(os.path.join(source, "configure"), cwd=folder)
    run("make", f"-j{os.cpu_count()}", cwd=folder)
    return folder


class House:
    def __init__(self, name, programs):
        self.var = os.path.join(tmp, name)
        self.programs = programs
        self.dev("up")

    def dev(self, act):
        run(os.path.join(source, "dev"), act, env=dict(os.environ, REGULARS_VAR=self.var, REGULARS_BUILD=self.programs,
                                                         REGULARS_DEMO="no", PORT=str(free_port())))

    def command(self, *arguments):
        return [os.path.join(self.programs, "regulars"), "--config", os.path.join(self.var, "regulars.conf"), *arguments]

    def query(self, sql):
        with open(os.path.join(self.var, "regulars.conf"), encoding="utf-8") as conf:
            socket = re.search(r"^db_socket = (.*)$", conf.read(), re.M).group(1)
        return run("mariadb", "--no-defaults", f"--socket={socket}", "--user=root", "--default-character-set=utf8mb4", "--batch", "-N",
                   "regulars", "-e", sql).stdout.splitlines()

    def books(self, queries):
        return {name: sorted(self.query(sql)) for name, sql in queries.items()}

    def checksums(self):
        tables = [table for table in self.query("SHOW TABLES") if table not in RESTLESS]
        return self.query(f"CHECKSUM TABLE {', '.join(tables)}")

    def lines_done(self):
        return int((self.query("SELECT lines_done FROM import_run") or ["0"])[0])

    def start(self, path):
        """What it says goes to files, so that it is never held up."""
        out, err = (open(os.path.join(self.var, name), "w", encoding="utf-8") for name in ("import.out", "import.err"))
        return subprocess.Popen(self.command("import", "online-retail", path), stdout=out, stderr=err)

    def said(self, name="import.out"):
        with open(os.path.join(self.var, name), encoding="utf-8") as out:
            return out.read()


def finish(process):
    """Exit status, and the memory it had at most."""
    _, status, usage = os.wait4(process.pid, 0)
    return os.waitstatus_to_exitcode(status), usage.ru_maxrss


def check_report(name, report):
    check(f"{name}: the facts of the README", all(fact.strip() in report for fact in FACTS.splitlines()), report)
    check(f"{name}: the sums", re.search(r"^sum +" + " +".join(map(re.escape, SUM)) + "$", report, re.M), report)


def check_books(name, books, wanted):
    for part, rows in wanted.items():
        more, less = (sorted(set(a) - set(b))[:5] for a, b in ((books[part], rows), (rows, books[part])))
        check(f"{name}: {part}", books[part] == rows, f"{len(books[part])} rows of {len(rows)}; too much {more}, missing {less}")


def quiet(path, programs):
    house = House("quiet", programs)
    started = time.monotonic()
    status, memory = finish(house.start(path))
    seconds = time.monotonic() - started
    check_report("at once", house.said())
    check("at once: it ends well", status == 0)
    check("at once: at most 100 MB", memory <= MEMORY_KB, f"{memory} KB")
    check("at once: how far, how fast, how long", seconds < 10 or re.search(PROGRESS, house.said("import.err"), re.M),
          house.said("import.err"))
    print(f"{seconds:.1f} s, {memory // 1024} MB")
    print(house.said())
    # Not before: what this process has, its children have had at most.
    file = RetailFile(path)
    check("the file adds up", (file.n_lines, str(file.exact), file.booked) == (LINES, "9747747.934", 974774793))
    check_books("the file", house.books(QUERIES), file.books())
    proof = subprocess.run(house.command("verify"), capture_output=True, text=True, check=False)
    check("at once: the books agree", proof.returncode == 0 and " 0 violations" in proof.stdout, proof.stdout)
    sums = house.checksums()
    status, _ = finish(house.start(path))
    check("twice: nothing was changed", "nothing was changed" in house.said() and house.checksums() == sums, house.said())
    books = house.books(QUERIES | MORE_QUERIES)
    house.dev("down")
    return books


def kill(house, path, share):
    """In the middle: when this share of the lines is booked, and a little later."""
    process = house.start(path)
    while process.poll() is None and house.lines_done() < share * LINES:
        time.sleep(0.02)
    time.sleep(random.uniform(0, 0.3))
    process.send_signal(signal.SIGKILL)
    check(f"killed at {share:.2f}", process.wait() == -signal.SIGKILL, process.returncode)


def killed(path, programs, books):
    house = House("killed", programs)
    for share in (0, random.uniform(0.1, 0.4), random.uniform(0.5, 0.8)):
        kill(house, path, share)
    status, _ = finish(house.start(path))
    check("killed: it ends well", status == 0)
    check("killed: it went on", "by a run that was broken off" in house.said(), house.said())
    check_report("killed", house.said())
    check_books("killed", house.books(QUERIES | MORE_QUERIES), books)
    house.dev("down")


def main():
    if not os.path.exists(packed):
        print(f"  skip no {packed} (REGULARS_SHARED)\n0 passed, 0 failed, 1 skipped")
        return 0
    path, programs = unpack(), build()
    killed(path, programs, quiet(path, programs))
    print(f"{passed} passed, {failed} failed, 0 skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
