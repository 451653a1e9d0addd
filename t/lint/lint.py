#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The house rules: lint.py [RULE…]. Each rule first proves on examples that it catches what it should, then looks at the house."""
import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True

import includes  # noqa: E402
import model     # noqa: E402
import manual    # noqa: E402
import mutated   # noqa: E402
import pages     # noqa: E402
import sql       # noqa: E402
import tools     # noqa: E402
import words     # noqa: E402
from examples import EXAMPLES  # noqa: E402
from source import ours        # noqa: E402

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

C_OURS = r"src/.*\.[ch]"
TEMPLATES = r"templates/.*\.(?:html|txt)"
NO_BYTES = r"(?<!\.png)(?<!\.jpg)(?<!\.xz)(?<!\.ico)"
TEXT = r"(?!COPYING|t/lint/|.*package-lock\.json$).*" + NO_BYTES
PLACES = r"(?!COPYING|t/lint/).*" + NO_BYTES
SOURCE = r".*\.(?:[ch]|mk|am|ac|m4|sh|py|mjs|js|css|sql|conf)|dev|dev\.d/(?!packages).*|build-aux/.*"
# rule: the files it looks at, how it looks
TEXT_RULES = {
    "includes": (C_OURS, includes.check_includes),
    "printed": (C_OURS, sql.check_printed),
    "statements": (C_OURS, sql.check_statements),
    "transactions": (C_OURS, sql.check_transactions),
    "driver": (C_OURS, sql.check_driver),
    "jumps": (C_OURS, sql.check_jumps),
    "members": (r"(?:src|t)/.*\.[ch]", sql.check_members),
    "raw": (TEMPLATES, pages.check_raw),
    "inline": (TEMPLATES, pages.check_inline),
    "joined": (TEMPLATES, pages.check_joined),
    "classes": (TEMPLATES, pages.check_classes),
    "cells": (TEMPLATES, pages.check_cells),
    "promises": (TEXT, words.check_promises),
    "places": (PLACES, words.check_places),
    "model": (model.FILES, model.check_model),
    "mutated": (mutated.FILES, mutated.check_mutated),
    "manual": (manual.FILES, manual.check_manual),
    "license": (SOURCE, words.check_license),
}
# rule: the files it looks at, how it looks, how it is known to catch
TOOL_RULES = {
    "format": (r"(?:src|t)/.*\.[ch]", tools.format_c, tools.format_is_caught),
    "shell": (r"dev|dev\.d/(?!packages).*|\.ci/run|build-aux/static|t/.*\.sh", tools.shell, tools.shell_is_caught),
    "catalogues": (r"po/zh_CN\.po", tools.catalogues, tools.catalogues_are_caught),
}


class Count:
    def __init__(self):
        self.passed = self.failed = self.skipped = 0

    def add(self, good, what):
        if good:
            self.passed += 1
        else:
            self.failed += 1
            print(what)


def prove(rule, count):
    """Each example of the rule, one result each."""
    check = TEXT_RULES[rule][1]
    for name, bad, path, text in EXAMPLES:
        if name == rule:
            found = list(check(path, text))
            count.add(bool(found) == bad, f"lint {rule}: {'misses' if bad else 'refuses'} its example {path}: {text!r}")


def look(rule, files, count):
    """One result for the rule over all files."""
    pattern, check = TEXT_RULES[rule]
    found = []
    for path in files:
        if re.fullmatch(pattern, path):
            with open(os.path.join(ROOT, path), encoding="utf-8", errors="replace") as f:
                found += [f"{path}:{line}: {message} [{rule}]" for line, message in check(path, f.read())]
    count.add(not found, "\n".join(found))


def use_tool(rule, files, count):
    pattern, check, is_caught = TOOL_RULES[rule]
    paths = [p for p in files if re.fullmatch(pattern, p)]
    if not paths:
        return
    try:
        found = list(check(ROOT, paths))
        count.add(not found, "\n".join(f"{line} [{rule}]" for line in found))
        count.add(is_caught(ROOT), f"lint {rule}: misses its example")
    except tools.Skipped as why:
        count.skipped += 1
        print(f"skip {rule}: {why}")


def main(names):
    rules = list(TEXT_RULES) + list(TOOL_RULES)
    unknown = [name for name in names if name not in rules]
    if unknown:
        print(f"lint: no rule {unknown[0]}; there are: {' '.join(rules)}", file=sys.stderr)
        return 2
    count = Count()
    files = ours(ROOT)
    for rule in rules:
        if names and rule not in names:
            continue
        if rule in TEXT_RULES:
            prove(rule, count)
            look(rule, files, count)
        else:
            use_tool(rule, files, count)
    print(f"{count.passed} passed, {count.failed} failed, {count.skipped} skipped")
    return 1 if count.failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
