# SPDX-License-Identifier: GPL-3.0-or-later
"""Who may include whom: base <- db, i18n <- web <- tmpl <- areas <- the walk <- the programs."""
import re

from source import line_of, without_comments

ROOMS = {  # room: the rooms whose public headers it may include
    "base": {"base"},
    "db": {"base"},
    "i18n": {"base"},
    "web": {"base", "i18n"},    # a request knows its reader's language
    "tmpl": {"base", "db", "web", "i18n"},
}
# Headers beside the rooms that an area may know: what lives as long as the process, and what the guard and the answer give.
FOR_AREAS = {"app.h", "audit.h", "guard.h", "held.h", "permission.h", "respond.h", "setting.h", "task.h", "wiring.h"}
# Headers of a room that others may include, besides <room>/<room>.h; of an area's, stores alone. All of base is public.
ALSO_PUBLIC = {"web/fcgi.h", "customer/move_store.h"}
# One look inside: templates are translated when they compile, so tmpl/ asks the catalogue for labels of a kind.
LOOKS_INSIDE = {("tmpl", "i18n/inside.h")}

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*"([^"]+)"', re.M)


def kind_of(path):
    """The last word of a file's name: return_rules.c and rules.c are both "rules"."""
    return re.sub(r".*_", "", path.rsplit("/", 1)[-1].rsplit(".", 1)[0])


def speaks_http(kind):
    return kind in ("input", "web")


def area_includes(kind, area, header):
    """Why a file of an area may not include a header, or None."""
    room = header.split("/")[0] if "/" in header else ""
    if not room:
        if header not in FOR_AREAS:
            return "an area knows nothing of the walk around it"
        if kind == "rules" and header != "permission.h":
            return "rules are pure"
        return None
    if kind == "rules" and room in ("db", "web"):
        return "rules are pure"
    if not speaks_http(kind) and (room == "web" or speaks_http(kind_of(header))):
        return "only input.c and web.c speak HTTP"
    if room not in ROOMS and room != area and header != f"{room}/{room}.h" and not (kind == "store" and header in ALSO_PUBLIC):
        return f"of another area only {room}/{room}.h"
    return None


def room_includes(room, header):
    """Why a file of base, db, i18n, web or tmpl may not include a header, or None."""
    other = header.split("/")[0] if "/" in header else ""
    if other == room or other in ROOMS[room]:
        return None
    return f"{room} stands before {other or 'the walk'}"


def is_private(room, header):
    """True for a header that a room keeps to itself."""
    other = header.split("/")[0] if "/" in header else ""
    if (room, header) in LOOKS_INSIDE:
        return False
    return (other in ROOMS and other not in (room, "base")
            and header != f"{other}/{other}.h" and header not in ALSO_PUBLIC)


def refusal(path, header):
    parts = path.split("/")[1:]
    room = parts[0] if len(parts) > 1 else ""
    kind = kind_of(path)
    if header.startswith("main_"):
        return "nobody includes a program"
    if is_private(room, header):
        return "a room's inside is its own"
    if room in ("", "cli"):    # beside the rooms: they may know everybody
        return None
    if room in ROOMS:
        return room_includes(room, header)
    return area_includes(kind, room, header)


def check_includes(path, text):
    for match in INCLUDE.finditer(without_comments(text)):
        why = refusal(path, match.group(1))
        if why:
            yield line_of(text, match.start(1)), f'may not include "{match.group(1)}": {why}'
