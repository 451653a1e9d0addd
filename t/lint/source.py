# SPDX-License-Identifier: GPL-3.0-or-later
"""What the rules look at: the files that are ours, and C text without its comments."""
import os
import re
import subprocess

TOKEN = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)


def ours(root):
    """Paths of every file that is part of the project, relative to root, sorted."""
    try:
        out = subprocess.run(["git", "-C", root, "ls-files", "-z", "-co", "--exclude-standard"],
                             capture_output=True, check=True).stdout.decode()
        paths = [p for p in out.split("\0") if p]
    except (OSError, subprocess.CalledProcessError):
        paths = list(walk(root))
    return sorted(p for p in paths if os.path.isfile(os.path.join(root, p)))


def walk(root):
    """The same without git, as in an unpacked release."""
    for folder, folders, names in os.walk(root):
        folders[:] = [f for f in folders
                      if f not in ("node_modules", "var", "__pycache__", ".git", "autom4te.cache")
                      and not (folder == root and f.startswith("build") and f != "build-aux")]
        for name in names:
            yield os.path.relpath(os.path.join(folder, name), root)


def without_comments(text):
    """C text with comments blanked out; every line and column keeps its place."""
    def blank(match):
        token = match.group()
        return re.sub(r"[^\n]", " ", token) if token[0] == "/" else token
    return TOKEN.sub(blank, text)


def literals(text):
    """(offset, content) of each string literal of C text without comments."""
    for match in TOKEN.finditer(text):
        if match.group()[0] == '"':
            yield match.start(), match.group()[1:-1]


def line_of(text, offset):
    return text.count("\n", 0, offset) + 1


def closing(text, start):
    """The offset just after the parenthesis that closes the one at start, strings jumped over."""
    depth = 0
    i = start
    while i < len(text):
        match = TOKEN.match(text, i)
        if match:
            i = match.end()
            continue
        depth += {"(": 1, ")": -1}.get(text[i], 0)
        i += 1
        if depth == 0:
            return i
    return len(text)
