# SPDX-License-Identifier: GPL-3.0-or-later
"""doc/manual*.md names pages, words and pictures that are there, and both languages tell the same."""
import functools
import glob
import os
import re

from source import line_of

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PAGES = ("doc/manual.md", "doc/manual.zh-CN.md")
FILES = r"doc/manual(?:\.zh-CN)?\.md"
PICTURES = "doc/pictures/manual"
BOLD = re.compile(r"\*\*(.+?)\*\*", re.S)
PATH = re.compile(r"`(/[^`\s?]{2,})[^`\s]*`")
PICTURE = re.compile(r"!\[[^\]]*\]\(([^)]+)\)")
LINK = re.compile(r"\]\(#([^)]+)\)")
HEADING = re.compile(r"^(#+) (.*)$", re.M)
ROUTE = re.compile(r"\b(?:PROVEN_|LIST_)?PAGE\s*\(\s*GET,\s*\"([^\"]+)\"")
ACT = re.compile(r"\bDESK_(?:MONEY_)?ACT\(\"([^\"]+)\"")
MESSAGE = re.compile(r"^msgid ((?:\".*\"\n)+)(?:msgid_plural (?:\".*\"\n)+)?((?:msgstr.*\n(?:\".*\"\n)*)+)", re.M)


def read(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as f:
        return f.read()


def plain(text):
    """Words as they stand on a page: no tags, nothing that only screen readers read, one space where there is any."""
    return " ".join(re.sub(r"<span class=\\?\"vh\\?\">.*?</span>|<[^>]*>", "", text).split())


def joined(text):
    return "".join(re.findall(r"\"(.*)\"", text)).replace('\\"', '"').replace("\\n", "\n")


@functools.cache
def words(is_chinese):
    """What the pages say in one language."""
    said = set()
    for match in MESSAGE.finditer(read("po/zh_CN.po")):
        said.update(map(joined, re.split(r"^(?=msgstr)", match[2], flags=re.M)) if is_chinese else [joined(match[1])])
    return {plain(one) for one in said}


@functools.cache
def pages():
    text = read("src/routes.c")
    return {path for path in ROUTE.findall(text) if path[-1] != "/"} | {f"/desk/orders/{{number}}/{tail}" for tail in ACT.findall(text)}


def anchors(text):
    """What a heading is called in an address."""
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for _, title in HEADING.findall(text)}


def outline(text):
    """What both languages have in common: headings by level, pages, pictures, each in turn."""
    found = [(m.start(), m[1]) for m in HEADING.finditer(text)] + [(m.start(), m[1]) for m in PATH.finditer(text)]
    found += [(m.start(), re.sub(r"-(en|zh)\.png$", "", m[1])) for m in PICTURE.finditer(text)]
    return [(at, what) for at, what in sorted(found)]


def check_names(path, text):
    is_chinese = path == PAGES[1]
    for match in BOLD.finditer(text):
        if plain(match[1]) not in words(is_chinese):
            yield line_of(text, match.start()), f"no page says “{plain(match[1])}”"
    for match in PATH.finditer(text):
        if match[1] not in pages():
            yield line_of(text, match.start()), f"there is no page {match[1]}"
    for match in LINK.finditer(text):
        if match[1] not in anchors(text):
            yield line_of(text, match.start()), f"there is no heading #{match[1]}"
    for match in PICTURE.finditer(text):
        if not os.path.isfile(os.path.join(ROOT, "doc", match[1])):
            yield line_of(text, match.start()), f"there is no picture {match[1]}"


def check_both(path, text):
    """The Chinese one tells what the English one does, and every picture is in one of them."""
    if path != PAGES[1]:
        return
    english = read(PAGES[0])
    wanted, there = [w for _, w in outline(english)], outline(text)
    for i, (at, what) in enumerate(there):
        if i >= len(wanted) or what != wanted[i]:
            yield line_of(text, at), f"{what} stands where {PAGES[0]} has {wanted[i] if i < len(wanted) else 'its end'}"
            return
    if len(there) < len(wanted):
        yield line_of(text, len(text)), f"ends before {wanted[len(there)]}"
    shown = {m[1] for m in PICTURE.finditer(english + text)}
    for file in sorted(glob.glob(os.path.join(ROOT, PICTURES, "*.png"))):
        if os.path.relpath(file, os.path.join(ROOT, "doc")) not in shown:
            yield 1, f"nobody shows {os.path.relpath(file, ROOT)}"


def check_manual(path, text):
    yield from check_names(path, text)
    yield from check_both(path, text)
