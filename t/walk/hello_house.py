# SPDX-License-Identifier: GPL-3.0-or-later
"""The real master and workers around the small application of t/support, with nginx in front where wanted; each walk has its own."""

import json
import os
import shutil
import signal
import socket
import struct
import subprocess
import tempfile
import time

from free_port import free_port

SOURCE = os.environ.get("REGULARS_TEST_SOURCE", os.getcwd())
BUILD = os.environ.get("REGULARS_TEST_BUILD", "build-test")
# For running a walk by hand with another build of the program.
PROGRAM = os.environ.get("REGULARS_TEST_HELLO", os.path.join(BUILD, "t", "hello"))


class Count:
    """Checks by name; the last line is what ./dev test counts."""

    def __init__(self):
        self.passed = self.failed = self.skipped = 0

    def check(self, name, truth, detail=""):
        if truth:
            self.passed += 1
        else:
            self.failed += 1
            print(f"  FAIL {name}: {detail}", flush=True)

    def skip(self, name, reason):
        self.skipped += 1
        print(f"  skip {name}: {reason}", flush=True)

    def end(self):
        print(f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped")
        return 1 if self.failed else 0


def within(seconds, truth):
    """Waits for truth() to be true."""
    end = time.monotonic() + seconds
    while True:
        value = truth()
        if value or time.monotonic() > end:
            return value
        time.sleep(0.02)


def is_alive(pid):
    try:
        with open(f"/proc/{pid}/stat") as f:
            return f.read().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


class House:
    def __init__(self, name, workers=4):
        tmp = os.environ.get("REGULARS_TEST_TMP") or tempfile.gettempdir()
        os.makedirs(tmp, exist_ok=True)
        # A space, as paths may have; the socket stands apart, for its path has 107 bytes.
        self.folder = tempfile.mkdtemp(prefix=f"{name} house ", dir=tmp)
        self.sockets = tempfile.mkdtemp(prefix="regulars walk ", dir="/tmp")
        os.chmod(self.sockets, 0o711)
        self.socket = os.path.join(self.sockets, "w.sock")
        self.config = os.path.join(self.folder, "regulars.conf")
        self.log = os.path.join(self.folder, "web.log")
        self.pid_file = os.path.join(self.folder, "web.pid")
        self.settings = {
            "socket": self.socket,
            "workers": workers,
            "db_name": "none",
            "db_user": "none",
            "base_url": "http://127.0.0.1",
            "data_dir": self.folder,
            "var_dir": self.folder,
            "secret_file": os.path.join(self.folder, "secret"),
            "mail": f"dir:{self.folder}",
            "mail_from": "shop@regulars.example",
            "run_as_root": "yes" if os.geteuid() == 0 else "no",
        }
        self.write_config()
        self.master = None
        self.nginx = None
        self.port = 0

    def write_config(self, **changes):
        self.settings.update(changes)
        with open(self.config, "w") as f:
            for name, value in self.settings.items():
                f.write(f"{name} = {value}\n")

    def start(self, *options, **more):
        self.master = subprocess.Popen(
            [PROGRAM, "--config", self.config, "--pid-file", self.pid_file, *options],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=open(self.log, "ab"), **more)
        return within(20, lambda: self.is_serving() or self.master.poll() is not None) and self.is_serving()

    def start_nginx(self):
        self.port = free_port()
        run = os.path.join(self.folder, "nginx run")
        static = os.path.join(self.folder, "static")
        os.makedirs(run)
        os.makedirs(static)
        configure = os.path.join(SOURCE, "nginx", "configure")

        def make(template, out, **values):
            with open(out, "w") as f:
                subprocess.run(["sh", configure, os.path.join(SOURCE, "nginx", template)] +
                               [f"{k}={v}" for k, v in values.items()], stdout=f, check=True)

        include = os.path.join(self.folder, "locations.conf")
        conf = os.path.join(self.folder, "nginx.conf")
        make("regulars.conf.in", include, BASE_PATH=self.settings.get("base_path", ""),
             SOCKET=self.socket, STATIC_DIR=static,
             MEDIA_DIR=os.path.join(self.folder, "media"))
        make("dev.conf.in", conf, USER="user root;" if os.geteuid() == 0 else "", DAEMON="off",
             RUN_DIR=run, ERROR_LOG=os.path.join(self.folder, "nginx.log"), PORT=self.port, INCLUDE=include)
        self.nginx = subprocess.Popen(["nginx", "-p", run, "-c", conf, "-e", os.path.join(self.folder, "nginx.log")])
        return within(10, self.is_listening)

    def is_listening(self):
        with socket.socket() as s:
            return s.connect_ex(("127.0.0.1", self.port)) == 0

    def is_serving(self):
        return good_request(self.socket, path=self.settings.get("base_path", "") + "/hello")

    def workers(self):
        pid = self.master.pid
        try:
            with open(f"/proc/{pid}/task/{pid}/children") as f:
                return [int(p) for p in f.read().split()]
        except FileNotFoundError:
            return []

    def lines(self, message=None):
        """The program's log lines, those with this message; lines of others (sanitizers) are no JSON."""
        found = []
        with open(self.log, encoding="utf-8", errors="replace") as f:
            for text in f:
                try:
                    line = json.loads(text)
                except ValueError:
                    continue
                if message is None or line.get("message") == message:
                    found.append(line)
        return found

    def stop(self):
        for process in (self.nginx, self.master):
            if process and process.poll() is None:
                process.send_signal(signal.SIGTERM)
        for process in (self.nginx, self.master):
            if process:
                try:
                    process.wait(20)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()

    def remove(self):
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.rmtree(self.sockets, ignore_errors=True)


# ---- FastCGI, from the web server's side ----

BEGIN, ABORT, END, PARAMS, STDIN, STDOUT, STDERR, DATA, GET_VALUES = range(1, 10)


def record(kind, content=b"", request=1, version=1, length=None, padding=0):
    header = struct.pack(">BBHHBB", version, kind, request, len(content) if length is None else length, padding, 0)
    return header + content + b"\0" * padding


def begin(role=1, flags=0, request=1):
    return record(BEGIN, struct.pack(">HB5x", role, flags), request)


def size(n):
    return bytes([n]) if n < 128 else struct.pack(">I", n | 0x80000000)


def pair(name, value):
    name, value = (x if isinstance(x, bytes) else x.encode() for x in (name, value))
    return size(len(name)) + size(len(value)) + name + value


def params(path="/hello", method="GET", body=b"", **more):
    values = {"REQUEST_METHOD": method, "REQUEST_URI": path, "REMOTE_ADDR": "192.0.2.1"}
    if body:
        values["CONTENT_LENGTH"] = str(len(body))
    values.update(more)
    return b"".join(pair(k, v) for k, v in values.items())


def stream(kind, content, request=1):
    out = b""
    for i in range(0, len(content), 65535):
        out += record(kind, content[i:i + 65535], request)
    return out + record(kind, b"", request)


def request_bytes(path="/hello", method="GET", body=b"", flags=0, **more):
    return begin(flags=flags) + stream(PARAMS, params(path, method, body, **more)) + stream(STDIN, body)


def connect(path, timeout=10.0):
    s = socket.socket(socket.AF_UNIX)
    s.settimeout(timeout)
    s.connect(path)
    return s


def read_all(s):
    out = b""
    try:
        while True:
            chunk = s.recv(65536)
            if not chunk:
                return out
            out += chunk
    except OSError:
        return out


def stdout_of(answer):
    """The answer's content, or None when it is not one whole FastCGI answer to request 1."""
    out, at, ended = b"", 0, False
    while at + 8 <= len(answer):
        version, kind, request, length, padding, _ = struct.unpack_from(">BBHHBB", answer, at)
        content = answer[at + 8:at + 8 + length]
        at += 8 + length + padding
        if version != 1 or request != 1 or at > len(answer):
            return None
        if kind == STDOUT:
            out += content
        ended = kind == END
    return out if ended and at == len(answer) else None


def ask(path, data, timeout=10.0):
    try:
        with connect(path, timeout) as s:
            s.sendall(data)
            return stdout_of(read_all(s))
    except OSError:
        return None


def good_request(place, timeout=10.0, path="/hello"):
    answer = ask(place, request_bytes(path), timeout)
    return answer is not None and answer.startswith(b"Status: 200 OK\r\n") and b"hello from " in answer
