#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What somebody who can open the socket may send. Whatever it is, the service answers again within ten seconds, and no worker ends but
by the three faults of libfcgi 2.4.2 that we know: GET_VALUES with many names (stack smashed), parameter lengths whose sum passes
2^31 (assertion), and a parameter so long that no memory is had for it (assertion). It also leaks 48 bytes for a request whose
parameters break off, which a worker's end after 10,000 requests makes good."""

import os
import random
import re
import socket
import struct
import sys
import time

from hello_house import (ABORT, BEGIN, DATA, GET_VALUES, PARAMS, STDIN, Count, House, ask, begin, connect, good_request, pair,
                         params, read_all, record, request_bytes, size, stream, within)

ALIVE_SECONDS = 10
# fcgi.py [MUTATIONS [SEEDS]]
MUTATIONS = int(sys.argv[1]) if len(sys.argv) > 1 else 3000
SEEDS = int(sys.argv[2]) if len(sys.argv) > 2 else 1
BATCH = 50
KNOWN_WORDS = re.compile(r"fcgiapp\.c:\d+: Malloc: Assertion|stack smashing detected|AddressSanitizer: nested bug|ERROR: AddressSanitizer: requested allocation size")

GOOD = request_bytes()
POST = request_bytes("/echo", "POST", b"a=1&b=2")


def raw_params(content):
    return begin() + stream(PARAMS, content) + record(STDIN)


def with_params(**more):
    return raw_params(params(**more))


def with_length(length, body=b"a=1&b=2"):
    head = params("/echo", "POST", CONTENT_LENGTH=length)
    return begin() + stream(PARAMS, head) + stream(STDIN, body)


def named_cases():
    """name, bytes, wanted: a status that must be answered, or None: any end will do."""
    yield "good", GOOD, 200
    yield "good_post", POST, 200
    for n in range(1, len(POST)):
        yield f"cut_after_{n}", POST[:n], None
    for at in (0, 16, 16 + len(POST) // 2):
        for version in (0, 2, 255):
            yield f"version_{version}_at_{at}", POST[:at] + bytes([version]) + POST[at + 1:], None
    for kind in [0, *range(2, 16), 255]:
        yield f"first_record_of_type_{kind}", record(kind, b"x" * 8) + GOOD, None
        yield f"second_record_of_type_{kind}", begin() + record(kind, b"x" * 8) + GOOD[16:], None
        yield f"empty_record_of_type_{kind}", begin() + record(kind) + GOOD[16:], None
        yield f"management_record_of_type_{kind}", begin() + record(kind, b"", request=0) + GOOD[16:], None
    for role in (0, 2, 3, 4, 255, 65535):
        yield f"role_{role}", begin(role=role) + GOOD[16:], None
    for flags in (2, 128, 255):
        yield f"flags_{flags}", begin(flags=flags) + GOOD[16:], 200
    for request in (0, 2, 65535):
        yield f"begin_of_request_{request}", begin(request=request) + GOOD[16:], None
        yield f"params_of_request_{request}", begin() + stream(PARAMS, params(), request) + record(STDIN), None
        yield f"body_of_request_{request}", begin() + stream(PARAMS, params()) + stream(STDIN, b"x", request), None
    for n in (0, 1, 7, 9, 16, 65535):
        yield f"begin_of_{n}_bytes", record(BEGIN, b"\0\1\0\0\0\0\0\0" * 9000, length=n), None
    for padding in (1, 7, 255):
        yield f"padding_{padding}", begin() + record(PARAMS, params(), padding=padding) + record(PARAMS) + record(STDIN), 200
        yield f"padding_{padding}_of_nothing", begin() + record(PARAMS, params()) + record(PARAMS, padding=padding) + \
            record(STDIN, padding=padding), None
    yield "begin_twice", begin() + begin() + GOOD[16:], None
    yield "second_request_inside", begin() + begin(request=2) + GOOD[16:], None
    yield "two_requests_in_a_row", GOOD + GOOD, 200
    yield "kept_connection", request_bytes(flags=1), 200
    yield "no_params", begin() + record(PARAMS) + record(STDIN), 400
    yield "no_end_of_params", begin() + record(PARAMS, params()) + record(STDIN), None
    yield "body_before_params", begin() + record(STDIN, b"x") + stream(PARAMS, params()) + record(STDIN), None
    yield "data_for_a_responder", begin() + stream(PARAMS, params()) + record(DATA, b"x") + record(STDIN), None
    yield "params_in_records_of_one_byte", begin() + b"".join(record(PARAMS, params()[i:i + 1]) for i in range(len(params()))) + \
        record(PARAMS) + record(STDIN), 200
    for name, where in (("first", 0), ("after_begin", 16), ("before_body", len(GOOD) - 8), ("after_all", len(GOOD))):
        yield f"abort_{name}", GOOD[:where] + record(ABORT) + GOOD[where:], None
    yield from value_cases()
    yield from param_cases()
    yield from length_cases()
    for text in (b"", b"\0", b"\n", b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
                 b"\xff" * 100, b"\0" * 100, b"\1" * 100, b"\1" * 70000, b"A" * 70000):
        yield f"noise_{text[:6].hex()}_{len(text)}", text, None


def value_cases():
    for name in ("FCGI_MAX_CONNS", "FCGI_MAX_REQS", "FCGI_MPXS_CONNS", "OTHER", ""):
        yield f"get_values_{name}", record(GET_VALUES, pair(name, ""), request=0), None
        yield f"get_values_{name}_then_a_request", record(GET_VALUES, pair(name, ""), request=0) + GOOD, None
    yield "get_values_empty", record(GET_VALUES, request=0) + GOOD, None
    yield "get_values_with_a_long_name", record(GET_VALUES, pair("X" * 5000, ""), request=0) + GOOD, None
    yield "get_values_cut", record(GET_VALUES, b"\x7f", request=0) + GOOD, None


def param_cases():
    yield "param_without_name", raw_params(params() + pair("", "x")), 200
    yield "param_without_anything", raw_params(params() + pair("", "")), 200
    yield "param_with_nul_in_its_name", raw_params(params() + pair("A\0B", "x")), 200
    yield "param_with_nul_in_the_method", with_params(method="GET\0X"), 200
    yield "param_with_nul_in_the_path", with_params(path="/hello\0/../x"), 200
    yield "param_name_with_equals_sign", raw_params(params() + pair("REQUEST_URI=/big?n=9", "x")), 400
    yield "a_forged_request_id", with_params(REGULARS_REQUEST_ID="../../etc/passwd"), 200
    yield "an_unknown_method", with_params(method="BREW"), 405
    yield "a_path_of_other_bytes", with_params(path="/\xff"), 400
    yield "a_path_with_line_ends", with_params(path="/hello\r\nX: y"), 400
    for name in ("REQUEST_METHOD", "REQUEST_URI", "CONTENT_LENGTH", "HTTP_COOKIE"):
        yield f"twice_{name}", raw_params(params(CONTENT_LENGTH="0", HTTP_COOKIE="a=1") + pair(name, "0")), 400
    yield "params_200", raw_params(params() + b"".join(pair(f"X{i}", "1") for i in range(190))), 200
    yield "params_300", raw_params(params() + b"".join(pair(f"X{i}", "1") for i in range(300))), 400
    yield "params_60000", raw_params(params() + b"".join(pair(f"X{i}", "1") for i in range(60000))), 400
    yield "params_of_60_kib", raw_params(params(HTTP_X="x" * 60000)), 200
    yield "params_of_70_kib", raw_params(params(HTTP_X="x" * 70000)), 400
    yield "params_of_4_mib", raw_params(params(HTTP_X="x" * (4 << 20))), 400
    for n in (1, 127, 128, 1000, 100000, 1 << 24):
        yield f"param_promises_{n}_bytes", raw_params(params() + size(1) + struct.pack(">I", n | 0x80000000) + b"XY"), None
        yield f"param_name_promises_{n}_bytes", raw_params(params() + struct.pack(">I", n | 0x80000000) + size(1) + b"XY"), None


def length_cases():
    for length in ("-1", "+7", "7x", "0x7", " 7", "7 ", "7.0", "1e1", "99999999999999999999", "9" * 15 + "9", "seven", "\0", "７"):
        yield f"content_length_{length!r}", with_length(length), 400 if length != "\0" else None
    yield "content_length_empty", with_length("", b""), 200
    yield "content_length_empty_with_a_body", with_length(""), 400
    yield "content_length_with_zeros", with_length("0007"), 200
    yield "content_length_zero_with_a_body", with_length("0"), 400
    yield "body_shorter", with_length("8"), 400
    yield "body_longer", with_length("6"), 400
    yield "body_far_shorter", with_length("5000000"), 400
    yield "body_too_large", with_length(str((5 << 20) + 1)), 413
    yield "body_absurdly_large", with_length("9" * 14), 413
    yield "body_of_5_mib", with_length(str(5 << 20), b"x" * (5 << 20)), 200
    yield "body_without_length", begin() + stream(PARAMS, params("/echo", "POST")) + stream(STDIN, b"x"), 400


def known_faults():
    """Each may end one worker; the service must not care."""
    yield "get_values_40_times", record(GET_VALUES, pair("FCGI_MPXS_CONNS", "") * 40, request=0) + GOOD
    yield "lengths_beyond_2_31", raw_params(struct.pack(">II", 0xfffffffe, 0xfffffffe) + b"XY")
    yield "a_length_of_1_gib", raw_params(struct.pack(">II", 0xc0000000, 0x80000001) + b"XY")


def is_known_fault(data):
    """Whether these bytes look like one of the three: most mutations that do are left out, for each costs a worker's start."""
    at = 0
    names_and_values = b""
    while at + 8 <= len(data) and data[at] == 1:
        kind, length, padding = data[at + 1], int.from_bytes(data[at + 4:at + 6], "big"), data[at + 6]
        if kind == GET_VALUES:
            return True
        if kind == PARAMS:
            names_and_values += data[at + 8:at + 8 + length]
        at += 8 + length + padding
    # Any byte so high may begin a length of 256 MiB or more.
    return any(byte >= 0x90 for byte in names_and_values)


def status_of(answer):
    if answer is None or not answer.startswith(b"Status: "):
        return None
    return int(answer[8:11])


def send(house, data, timeout=4.0):
    """Sends it, says that nothing more comes, and takes what there is."""
    with connect(house.socket, timeout) as s:
        try:
            s.sendall(data)
            s.shutdown(socket.SHUT_WR)
        except OSError:
            pass
        return read_all(s)


class Deaths:
    """Workers that ended by something new. The last words of libfcgi's three faults are known; they come before the master's line,
    so for a moment there may be one more of them than of deaths."""

    def __init__(self, house):
        self.log = open(house.log, encoding="utf-8", errors="replace")
        self.unknown = self.reported = 0
        self.last = []

    def none_new(self):
        for line in self.log:
            if '"message":"worker died"' in line:
                self.unknown += 1
                self.last = [*self.last[-4:], line]
            elif KNOWN_WORDS.search(line):
                self.unknown -= 1
        new = self.unknown > self.reported
        self.reported = max(self.reported, self.unknown)
        return not new


def run_named(house, count, deaths):
    for name, data, wanted in named_cases():
        answer = ask(house.socket, data, 4.0) if wanted else send(house, data)
        alive = within(ALIVE_SECONDS, lambda: good_request(house.socket))
        count.check(f"{name}: alive", alive)
        count.check(f"{name}: no worker ended", deaths.none_new(), deaths.last)
        if wanted:
            count.check(f"{name}: answered {wanted}", status_of(answer) == wanted, answer and answer[:60])
    for name, data in known_faults():
        send(house, data)
        count.check(f"{name}: alive", within(ALIVE_SECONDS, lambda: good_request(house.socket)))
    count.check("the known faults are what we know", deaths.none_new(), deaths.last)


def run_crowds(house, count, deaths):
    """Every worker gets the same trouble at once."""
    workers = house.settings["workers"]
    for name, data in (("nothing", b""), ("half_a_begin", GOOD[:11]), ("half_the_params", GOOD[:30]), ("no_body", POST[:-20]),
                       ("kept_and_idle", request_bytes(flags=1))):
        # Twice as many as workers: what a worker takes up next must be as harmless as the first.
        n = workers * 2 if name == "half_a_begin" else workers
        held = []
        for _ in range(n):
            s = connect(house.socket)
            s.sendall(data)
            held.append(s)
        started = time.monotonic()
        alive = within(ALIVE_SECONDS, lambda: good_request(house.socket, 15))
        took = time.monotonic() - started
        count.check(f"{n} connections with {name}: alive after {took:.1f} s", alive and took <= ALIVE_SECONDS)
        for s in held:
            s.close()
    drip(house, count)
    deaf(house, count)
    count.check("slow peers end no worker", deaths.none_new(), deaths.last)


def drip(house, count):
    """A request that comes byte by byte is given five seconds."""
    with connect(house.socket) as s:
        started = time.monotonic()
        try:
            for byte in GOOD * 3:
                s.sendall(bytes([byte]))
                time.sleep(0.2)
        except OSError:
            pass
        took = time.monotonic() - started
    count.check(f"a dripping request ended after {took:.1f} s", 4 < took < 8)


def deaf(house, count):
    """Answers nobody reads hold each worker for ten seconds."""
    held = []
    started = time.monotonic()
    for _ in range(house.settings["workers"]):
        s = connect(house.socket)
        s.sendall(request_bytes("/big?n=4000000"))
        held.append(s)
    alive = good_request(house.socket, 20)
    took = time.monotonic() - started
    count.check(f"alive {took:.1f} s after peers that do not read", alive and 8 < took < 13)
    for s in held:
        s.close()


def mutate(rng, data):
    data = bytearray(data)
    for _ in range(rng.randint(1, 6)):
        at = rng.randrange(len(data) + 1)
        kind = rng.randrange(6)
        if kind == 0 and at < len(data):
            data[at] = rng.randrange(256)
        elif kind == 1 and at < len(data):
            data[at] ^= 1 << rng.randrange(8)
        elif kind == 2:
            data[at:at] = bytes(rng.randrange(256) for _ in range(rng.randint(1, 12)))
        elif kind == 3:
            del data[at:at + rng.randint(1, 12)]
        elif kind == 4:
            data[at:at] = data[rng.randrange(len(data) + 1):][:rng.randint(1, 64)]
        else:
            del data[at + 1:]
    return bytes(data)


def run_mutations(house, count, deaths, seed):
    rng = random.Random(seed)
    starts = [GOOD, POST, request_bytes("/fields?a=1", HTTP_COOKIE="a=b", HTTP_USER_AGENT="x" * 200), request_bytes(flags=1)]
    for first in range(0, MUTATIONS, BATCH):
        batch = []
        while len(batch) < min(BATCH, MUTATIONS - first):
            data = mutate(rng, rng.choice(starts))
            if not is_known_fault(data):
                batch.append(data)
        for data in batch:
            send(house, data)
        name = f"mutations {first} to {first + len(batch) - 1} of seed {seed}"
        count.check(f"{name}: alive", within(ALIVE_SECONDS, lambda: good_request(house.socket)))
        count.check(f"{name}: no worker ended", deaths.none_new(), deaths.last)


def main():
    count = Count()
    house = House("fcgi")
    quiet = os.path.join(house.folder, "leaks of libfcgi")
    with open(quiet, "w") as f:
        f.write("leak:libfcgi.so\n")
    os.environ["LSAN_OPTIONS"] = f"suppressions='{quiet}':print_suppressions=0"
    try:
        count.check("starts", house.start(), open(house.log).read()[-500:])
        deaths = Deaths(house)
        run_named(house, count, deaths)
        run_crowds(house, count, deaths)
        for seed in range(1, SEEDS + 1):
            run_mutations(house, count, deaths, seed)
        open_files = max(len(os.listdir(f"/proc/{pid}/fd")) for pid in house.workers())
        count.check("no descriptor was left open", open_files < 20, open_files)
    finally:
        house.remove()
    return count.end()


if __name__ == "__main__":
    sys.exit(main())
