# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules that other programs know: layout of C, shell, catalogues. Each answers with lines, or why it could not look."""
import os
import re
import subprocess
import tempfile
from shutil import which


class Skipped(Exception):
    """The program that knows the rule is not here."""


def run(command, **kw):
    return subprocess.run(command, capture_output=True, text=True, check=False, **kw)


def lines_of(result):
    return [line for line in (result.stdout + result.stderr).splitlines() if line.strip()]


def format_c(root, paths):
    """One line for each file that ./dev fmt would change."""
    if not which("clang-format"):
        raise Skipped("no clang-format")
    result = run(["clang-format", "--dry-run", "--Werror"] + paths, cwd=root)
    seen = set()
    for path, line in re.findall(r"^(\S.*?):(\d+):\d+: error:", result.stderr, re.M):
        if path not in seen:
            seen.add(path)
            yield f"{path}:{line}: ./dev fmt would change it"


def format_is_caught(root):
    text = "int f(void)\n{\n  return 1;\n}\n"
    return run(["clang-format", "--dry-run", "--Werror", "--assume-filename", os.path.join(root, "src/x.c")],
               input=text).returncode != 0


SHELLCHECK = ["shellcheck", "-e", "SC1090,SC1091,SC2015,SC2030,SC2031,SC2034,SC2154,SC2174", "-f", "gcc"]


def shell(root, paths):
    if not which("shellcheck"):
        raise Skipped("no shellcheck")
    if paths:
        yield from lines_of(run(SHELLCHECK + paths, cwd=root))


def shell_is_caught(root):
    return bool(lines_of(run(SHELLCHECK + ["-"], input="#!/bin/sh\nrm -rf $1/*\n", cwd=root)))


def catalogue_program(root):
    """t/tool/messages of whichever build is there."""
    for build in (os.environ.get("REGULARS_BUILD"), "build-test", "build-coverage", "build"):
        program = build and os.path.join(root, build, "t/tool/messages")
        if program and os.access(program, os.X_OK):
            return program
    raise Skipped("t/tool/messages is not built")


def catalogues(root, paths):
    program = catalogue_program(root)
    for path in paths:
        result = run([program, "--check", path], cwd=root)
        if result.returncode != 0:
            yield from lines_of(result) or [f"{path}: refused"]


def catalogues_are_caught(root):
    """A catalogue that lost one translation must be refused."""
    program = catalogue_program(root)
    with open(os.path.join(root, "po/zh_CN.po"), encoding="utf-8") as f:
        text = f.read()
    head, sep, rest = text.partition("\n\n")
    broken = re.sub(r'^msgstr ".+"$(\n^".*"$)*', 'msgstr ""', rest, count=1, flags=re.M)
    with tempfile.NamedTemporaryFile("w", suffix=".po", encoding="utf-8") as f:
        f.write(head + sep + broken)
        f.flush()
        return broken != rest and run([program, "--check", f.name], cwd=root).returncode != 0
