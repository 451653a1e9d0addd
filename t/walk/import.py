#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The real file of online-retail, where it is there ($REGULARS_SHARED, else ../shared): imported at once, and killed on the way; the
facts of its README, the proof of the books, memory and time, with programs as they are released."""
import hashlib
import os
import re
import signal
import subprocess
import sys
import time

from hello_house import free_port

source = os.environ["REGULARS_TEST_SOURCE"]
tmp = os.environ["REGULARS_TEST_TMP"]
shared = os.environ.get("REGULARS_SHARED") or os.path.join(source, "..", "shared")
packed = os.path.join(shared, "data", "online-retail", "online_retail.csv.xz")
SHA256 = "959c8b3847939247e4007cbbd6dfcf3fdc78bc8236a08eba94565e15679914d8"
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
BOOKS = """
    SELECT COUNT(*), SUM(total_amount), SUM(captured_amount), SUM(credited_amount), SUM(version), SUM(badge = 17) FROM orders;
    SELECT COUNT(*), SUM(ordered), SUM(delivered), SUM(amount) FROM order_line;
    SELECT kind, COUNT(*) FROM order_event GROUP BY kind;
    SELECT COUNT(*), SUM(LENGTH(UNCOMPRESS(document))) FROM order_document;
    SELECT kind, COUNT(*), SUM(amount), COUNT(order_id) FROM credit_entry GROUP BY kind;
    SELECT COUNT(*), SUM(amount) FROM payment_entry;
    SELECT COUNT(*), SUM(quantity) FROM parcel_line;
    SELECT kind, COUNT(*), SUM(quantity) FROM stock_move GROUP BY kind;
    SELECT COUNT(*), SUM(quantity), SUM(amount) FROM import_line;
    SELECT COUNT(*), SUM(n_orders) FROM customer;
    SELECT COUNT(*) FROM customer_contact;
    SELECT COUNT(*) FROM sku;
"""
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
        check("the file is the one we know", hashlib.sha256(data.read()).hexdigest() == SHA256)
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

    def books(self):
        with open(os.path.join(self.var, "regulars.conf"), encoding="utf-8") as conf:
            socket = re.search(r"^db_socket = (.*)$", conf.read(), re.M).group(1)
        return run("mariadb", "--no-defaults", f"--socket={socket}", "--user=root", "-N", "regulars", "-e", BOOKS).stdout

    def start(self, path):
        """What it says goes to files, so that it is never held up."""
        out, err = (open(os.path.join(self.var, name), "w", encoding="utf-8") for name in ("import.out", "import.err"))
        return subprocess.Popen(self.command("import", "online-retail", path), stdout=out, stderr=err)

    def said(self):
        with open(os.path.join(self.var, "import.out"), encoding="utf-8") as out:
            return out.read()


def finish(process):
    """Exit status, and the memory it had at most."""
    _, status, usage = os.wait4(process.pid, 0)
    return os.waitstatus_to_exitcode(status), usage.ru_maxrss


def check_report(name, report):
    check(f"{name}: the facts of the README", all(fact.strip() in report for fact in FACTS.splitlines()), report)
    check(f"{name}: the sums", re.search(r"^sum +" + " +".join(map(re.escape, SUM)) + "$", report, re.M), report)


def quiet(path, programs):
    house = House("quiet", programs)
    started = time.monotonic()
    status, memory = finish(house.start(path))
    seconds = time.monotonic() - started
    check_report("at once", house.said())
    check("at once: it ends well", status == 0)
    check("at once: at most 100 MB", memory <= MEMORY_KB, f"{memory} KB")
    print(f"{seconds:.1f} s, {memory // 1024} MB")
    print(house.said())
    proof = subprocess.run(house.command("verify"), capture_output=True, text=True, check=False)
    check("at once: the books agree", proof.returncode == 0 and " 0 violations" in proof.stdout, proof.stdout)
    books = house.books()
    status, _ = finish(house.start(path))
    check("twice: nothing was changed", "nothing was changed" in house.said() and house.books() == books, house.said())
    house.dev("down")
    return books, seconds


def killed(path, programs, books, seconds):
    house = House("killed", programs)
    for _ in range(2):
        process = house.start(path)
        time.sleep(seconds / 3)
        process.send_signal(signal.SIGKILL)
        check("killed on the way", finish(process)[0] == -signal.SIGKILL)
    status, _ = finish(house.start(path))
    check("killed: it ends well", status == 0)
    check_report("killed", house.said())
    check("killed: the same end", house.books() == books, house.books())
    house.dev("down")


def main():
    if not os.path.exists(packed):
        print(f"  skip no {packed} (REGULARS_SHARED)\n0 passed, 0 failed, 1 skipped")
        return 0
    path, programs = unpack(), build()
    killed(path, programs, *quiet(path, programs))
    print(f"{passed} passed, {failed} failed, 0 skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
