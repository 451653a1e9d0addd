# SPDX-License-Identifier: GPL-3.0-or-later
"""Taking a file over at the desk, for the walks that do: how far it is, and its end."""
import json
import time


def tree(owner, path):
    """The file's page, as programs read it."""
    return json.loads(owner.send("GET", path, None, {"Accept": "application/json"})[2])


def until(owner, path, state, seconds=400):
    """Its page when the file has come so far."""
    end = time.monotonic() + seconds
    while (now := tree(owner, path))["state"] != state:
        if time.monotonic() > end:
            raise RuntimeError(f"{path} does not become {state}: {now}")
        time.sleep(0.2)
    return now


def look(owner, path, columns):
    """Has the file that was brought checked."""
    owner.get(path)
    owner.post(f"{path}/check", {"map": columns})
    return until(owner, path, "checked")


def begin(owner, path):
    owner.get(path)
    owner.post(f"{path}/run", {})
