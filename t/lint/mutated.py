# SPDX-License-Identifier: GPL-3.0-or-later
"""t/mutate, which asks whether the tests notice a broken rule, knows every file of rules."""
import functools
import os
import re

PROGRAM = "t/mutate"
FILES = r"src/(?:.*/)?(?:\w+_)?rules\.c"
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


@functools.cache
def known():
    with open(os.path.join(ROOT, PROGRAM), encoding="utf-8") as f:
        return set(re.findall(r'^    "(src/[^"]+)": \[', f.read(), re.M))


def check_mutated(path, _text):
    if path not in known():
        yield 1, f"{PROGRAM} does not list it with the suites that know it"
