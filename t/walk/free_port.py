#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A port that is free, and the next two: below those that the system gives to whoever connects, so that no connection of another
walk takes it meanwhile."""

import random
import socket


def is_free(port):
    with socket.socket() as s:
        try:
            s.bind(("127.0.0.1", port))
            return True
        except OSError:
            return False


def free_port():
    while True:
        port = random.SystemRandom().randrange(20000, 32000)
        if all(is_free(port + i) for i in range(3)):
            return port


if __name__ == "__main__":
    print(free_port())
