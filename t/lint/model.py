# SPDX-License-Identifier: GPL-3.0-or-later
"""doc/data-model.md names every table that the migrations make and every rule that verify asks, and no others."""
import functools
import glob
import os
import re

from source import line_of, literals, without_comments

PAGE = "doc/data-model.md"
FILES = r"sql/.*\.sql|src/db/migrate\.c|src/verify/.*\.c|" + re.escape(PAGE)
TABLE = re.compile(r"CREATE TABLE (?:IF NOT EXISTS )?`?(\w+)")
GONE = re.compile(r"DROP TABLE `?(\w+)")
RULE = re.compile(r"[a-z]+\.(?!h$)[a-z_]+")    # a header is no rule
NAME = re.compile(r"`([a-z_.]+)`")
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
# what the page calls them: its section, and where the names stand in a line of it
SECTIONS = {
    "table": ("Areas and tables", re.compile(r"^\|[^|]*\|([^|]*)\||^(Bookkeeping of migrations:.*)$", re.M)),
    "rule": ("The rules that are proved", re.compile(r"^\|([^|]*)\|()", re.M)),
}


@functools.cache
def gone():
    """Tables that a later migration takes away."""
    return {name for path in glob.glob(os.path.join(ROOT, "sql/*.sql")) for name in GONE.findall(read(os.path.relpath(path, ROOT)))}


def made(path, text):
    """(kind, name, offset) of what a file of the house makes."""
    if path.startswith("src/verify/"):
        for at, literal in literals(without_comments(text)):
            if RULE.fullmatch(literal):
                yield "rule", literal, at
    else:
        for match in TABLE.finditer(text):
            if match[1] not in gone():
                yield "table", match[1], match.start()


def listed(kind, page):
    """(name, offset) of what the page lists."""
    title, where = SECTIONS[kind]
    section = re.search(rf"^## {title}\n(.*?)(?=^## |\Z)", page, re.M | re.S)
    for cell in where.finditer(section[1]) if section else ():
        for match in NAME.finditer(cell[1] or cell[2]):
            yield match[1], section.start(1) + cell.start() + match.start()


def read(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as f:
        return f.read()


@functools.cache
def known():
    paths = [os.path.relpath(p, ROOT) for pattern in ("sql/*.sql", "src/db/migrate.c", "src/verify/*.c")
             for p in glob.glob(os.path.join(ROOT, pattern))]
    return {(kind, name) for path in paths for kind, name, _ in made(path, read(path))}


@functools.cache
def on_the_page():
    return {(kind, name) for kind in SECTIONS for name, _ in listed(kind, read(PAGE))}


def check_model(path, text):
    if path == PAGE:
        for kind in SECTIONS:
            for name, at in listed(kind, text):
                if (kind, name) not in known():
                    yield line_of(text, at), f"there is no {kind} {name}"
        return
    for kind, name, at in made(path, text):
        if (kind, name) not in on_the_page():
            yield line_of(text, at), f"{PAGE} does not list the {kind} {name}"
