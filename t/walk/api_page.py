# SPDX-License-Identifier: GPL-3.0-or-later
"""The commands of doc/api.md, run one after the other in one shell; what they print is what the page says."""

import os
import re
import subprocess

from hello_house import BUILD, SOURCE

PAGE = os.path.join(SOURCE, "doc/api.md")
MARK = "---- next ----"


def blocks():
    """Pairs of commands and what they print; None: the page does not say."""
    with open(PAGE, encoding="utf-8") as f:
        found = re.findall(r"^```(sh|text)\n(.*?)^```$", f.read(), re.M | re.S)
    out = []
    for kind, text in found:
        if kind == "sh":
            out.append([text, None])
        else:
            out[-1][1] = text
    return out


def run(shop, count):
    folder = os.path.join(shop.var, "api-page")
    os.makedirs(os.path.join(folder, "bin"))
    command = os.path.join(folder, "bin", "regulars")
    with open(command, "w", encoding="utf-8") as f:
        f.write(f'#!/bin/sh\nexec "{os.path.abspath(BUILD)}/regulars" --config "{shop.var}/regulars.conf" "$@"\n')
    os.chmod(command, 0o755)
    pairs = blocks()
    script = "set -euo pipefail\n" + f"\nprintf '%s\\n' '{MARK}'\n".join(text for text, _ in pairs)
    environment = dict(os.environ, PATH=f"{folder}/bin:{os.environ['PATH']}", shop=f"http://127.0.0.1:{shop.port}", TZ="UTC")
    out = subprocess.run(["bash", "-c", script], cwd=folder, env=environment, capture_output=True, text=True, timeout=120)
    count.check("the commands of doc/api.md run", out.returncode == 0, out.stdout[-1000:] + out.stderr[-1000:])
    printed = out.stdout.split(MARK + "\n")
    for i, (text, wanted) in enumerate(pairs):
        got = printed[i] if i < len(printed) else "nothing: the commands in front of it failed"
        if wanted is not None:
            count.check(f"doc/api.md, {text.strip().splitlines()[0]}", got == wanted, f"printed {got!r}, the page says {wanted!r}")
