# SPDX-License-Identifier: GPL-3.0-or-later
"""Templates: nothing unescaped, nothing inline that the page's policy refuses."""
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
