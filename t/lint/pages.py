# SPDX-License-Identifier: GPL-3.0-or-later
"""Templates: nothing unescaped, nothing inline that the page's policy refuses."""
import functools
import glob
import os
import re

from source import line_of

RAW = re.compile(r"\{\{\{|\{\{\s*&")
COMMENT = re.compile(r"\{\{!.*?\}\}", re.S)
INLINE = (
    (re.compile(r"<script\b(?![^>]*\ssrc=)", re.I), "a script inside the page"),
    (re.compile(r"\son[a-z]+\s*=\s*[\"'{]", re.I), "an event attribute"),
    (re.compile(r"javascript:", re.I), "a script in a link"),
)
STYLE = (
    (re.compile(r"<style\b", re.I), "a style sheet inside the page"),
    (re.compile(r"\sstyle\s*=", re.I), "a style attribute"),
)
BARE = re.compile(r"\s[a-zA-Z][\w:-]*=(?:\{\{|')")

SAID = re.compile(r"\{\{#(t|plural)\b[^}]*\}\}.*?\{\{/\1\}\}", re.S)
TAG = re.compile(r"<[^<>]*>", re.S)
JOINED = re.compile(r"\}\}\s?[,;:](?=[ {\n])|[,;:] ?\{\{|\}\}\.(?=\s|\{\{)")


def check_raw(path, text):
    text = COMMENT.sub(lambda m: re.sub(r"[^\n]", " ", m.group()), text)
    for match in RAW.finditer(text):
        yield line_of(text, match.start()), "unescaped output"
    for match in BARE.finditer(text):
        yield line_of(text, match.start() + 1), "an attribute's value without double quotes"


def check_inline(path, text):
    """Mail readers want styles inline, browsers' policy refuses them."""
    is_mail = path.startswith("templates/mail/")
    text = COMMENT.sub(lambda m: re.sub(r"[^\n]", " ", m.group()), text)
    for pattern, what in INLINE + (() if is_mail else STYLE):
        for match in pattern.finditer(text):
            yield line_of(text, match.start()), what


def check_joined(path, text):
    """A comma or colon between two words is itself a word of its language: it stands in a message, or is a dot in the middle."""
    text = COMMENT.sub(lambda m: re.sub(r"[^\n]", " ", m.group()), text)
    text = SAID.sub(lambda m: "{{" + re.sub(r"[^\n]", "x", m.group())[4:] + "}}", text)
    text = TAG.sub(lambda m: re.sub(r"[^\n]", " ", m.group()), text)
    for match in JOINED.finditer(text):
        yield line_of(text, match.start()), f"words joined by {match.group().strip('{} ')!r} outside of a message"


ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
CLASS = re.compile(r'\sclass="((?:[^"{]|\{\{[^}]*\}\})*)"')
VALUE = re.compile(r"\{\{(?![#^/])[^}]*\}\}")
SECTION = re.compile(r"\{\{[#^/][^}]*\}\}")
ROW = re.compile(r"<tr\b.*?</tr>", re.S)
CELL = re.compile(r'<t[hd]\b[^>]*\sclass="([^"]*)"')
PLACES = {"m1", "m2", "m3", "e1", "e2", "e3"}


@functools.cache
def styled():
    """What the style sheets speak of, or a script looks for."""
    def read(pattern):
        texts = []
        for path in glob.glob(os.path.join(ROOT, "static", pattern)):
            with open(path, encoding="utf-8") as f:
                texts.append(f.read())
        return " ".join(texts)
    return set(re.findall(r"\.([a-zA-Z][\w-]*)", read("*.css"))) | set(re.findall(r"[a-zA-Z][\w-]*", read("*.js")))


def check_classes(path, text):
    """A class that no style sheet knows looks like nothing. Of a mail the styles are inline; "regulars-" is for other sites' sheets."""
    if path.startswith("templates/mail/"):
        return
    for match in CLASS.finditer(text):
        for word in VALUE.sub("\0", SECTION.sub(" ", match.group(1))).split():
            if "\0" in word:
                if word != "\0" and (not word.startswith("t-\0") or "|tone" in match.group(1)):
                    yield line_of(text, match.start()), "a class that is put together (the tone of a label is a whole one)"
            elif word not in styled() and not word.startswith("regulars-"):
                yield line_of(text, match.start()), f"no style sheet knows the class {word!r}"


def check_cells(path, text):
    """On a phone a row of a list is a card with one place for each cell: two in one place lie over each other."""
    for row in ROW.finditer(text):
        taken = set()
        for cell in CELL.finditer(row.group()):
            places = PLACES & set(cell.group(1).split())
            for place in sorted(places & taken):
                yield line_of(text, row.start() + cell.start()), f"two cells of a row at {place}"
            taken |= places
