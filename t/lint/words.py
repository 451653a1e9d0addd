# SPDX-License-Identifier: GPL-3.0-or-later
"""Words that do not stay: promises, paths of a machine, addresses of services; and the licence line that does."""
import re

from source import line_of

PROMISE = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b")
MACHINE = re.compile(r"(?<![\w./-])/(?:work|root|mnt|home)/\w|(?<![\w./-])/tmp/build")
URL = re.compile(r"\bhttps?://([A-Za-z0-9.-]+)")
# Hosts that may be named: reserved for examples, this machine, and the names of formats.
HOST = re.compile(r"(?:localhost|127\.0\.0\.1|(?:.*\.)?example(?:\.(?:com|org|net))?|.*\.(?:test|invalid|example)"
                  r"|www\.w3\.org|www\.gnu\.org|json-schema\.org|www\.rfc-editor\.org|schema\.org)")
REGISTRY = re.compile(r'"resolved"\s*:|^\s*registry\s*=', re.M)
LICENSE = "SPDX-License-Identifier: GPL-3.0-or-later"


def check_promises(path, text):
    for match in PROMISE.finditer(text):
        yield line_of(text, match.start()), f"{match.group()}: do it, or say it in an issue"


def check_places(path, text):
    for match in MACHINE.finditer(text):
        yield line_of(text, match.start()), f"a path of one machine: {match.group()}"
    # A lock file repeats what packages say of themselves; where they come from it must not say.
    for match in () if path.endswith("package-lock.json") else URL.finditer(text):
        if not HOST.fullmatch(match.group(1)):
            yield line_of(text, match.start()), f"an address that is not for examples: {match.group()}"
    for match in REGISTRY.finditer(text):
        yield line_of(text, match.start()), "a package's address in a lock file or .npmrc"


def check_license(path, text):
    if text.strip() and LICENSE not in "\n".join(text.splitlines()[:4]):
        yield 1, f"no line {LICENSE}"
