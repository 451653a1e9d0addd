#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The master, its workers and nginx: what a host sees. Workers are told to end, killed, replaced and broken while requests come in."""

import json
import os
import pwd
import random
import re
import signal
import socket
import subprocess
import sys
import threading
import time

from hello_house import PROGRAM, SOURCE, Count, House, ask, connect, good_request, is_alive, request_bytes, within

CANARY = "CANARY7K3M"


class Load:
    """Clients that ask for /hello through nginx, each on kept connections of its own, until told to stop."""

    def __init__(self, port, clients=4):
        self.port = port
        self.stopping = False
        self.good = 0
        self.bad = []
        self.lock = threading.Lock()
        self.threads = [threading.Thread(target=self.run) for _ in range(clients)]
        for thread in self.threads:
            thread.start()

    def run(self):
        while not self.stopping:
            with socket.create_connection(("127.0.0.1", self.port), 30) as s:
                for _ in range(200):
                    if self.stopping:
                        break
                    status = self.one(s)
                    with self.lock:
                        if status == 200:
                            self.good += 1
                        else:
                            self.bad.append(status)
                    if status is None:
                        break

    @staticmethod
    def one(s):
        s.sendall(b"GET /hello HTTP/1.1\r\nHost: localhost\r\n\r\n")
        answer = b""
        while b"\r\n\r\n" not in answer:
            chunk = s.recv(65536)
            if not chunk:
                return None
            answer += chunk
        head, body = answer.split(b"\r\n\r\n", 1)
        length = int(re.search(rb"(?i)content-length: (\d+)", head)[1])
        while len(body) < length:
            body += s.recv(65536)
        return int(head[9:12])

    def stop(self):
        self.stopping = True
        for thread in self.threads:
            thread.join()


def http(house, method, path, headers=(), body=b"", timeout=30):
    """Status, headers in small letters, body."""
    lines = [f"{method} {path} HTTP/1.1", *headers, "Connection: close"]
    if not any(h.lower().startswith("host:") for h in headers):
        lines.append("Host: localhost")
    if body:
        lines.append(f"Content-Length: {len(body)}")
    answer = b""
    with socket.create_connection(("127.0.0.1", house.port), timeout) as s:
        try:
            s.sendall("\r\n".join(lines).encode() + b"\r\n\r\n" + body)
        except OSError:
            pass
        while True:
            try:
                chunk = s.recv(65536)
            except ConnectionResetError:
                break
            if not chunk:
                break
            answer += chunk
    head, _, rest = answer.partition(b"\r\n\r\n")
    fields = {}
    for line in head.decode("latin-1").split("\r\n")[1:]:
        name, _, value = line.partition(": ")
        fields.setdefault(name.lower(), []).append(value)
    return int(head[9:12]), {k: ", ".join(v) for k, v in fields.items()}, rest


# ---- nginx ----

def see_nginx(house, count):
    status, fields, body = http(house, "GET", "/hello")
    count.check("a page is answered", (status, fields["content-type"]) == (200, "text/plain; charset=utf-8"), (status, fields))
    count.check("nginx does not tell its version", fields["server"] == "nginx", fields)
    status, fields, body = http(house, "HEAD", "/hello")
    count.check("HEAD has a length and no body", status == 200 and int(fields["content-length"]) > 0 and not body, fields)
    body = http(house, "POST", "/echo", ["Content-Type: text/plain"], b"\0\xff" * 1000)[2]
    count.check("a body arrives byte by byte", body == b"\0\xff" * 1000)
    see_params(house, count)
    see_static(house, count)
    see_methods(house, count)
    count.check("an unknown host is somebody else's", http(house, "GET", "/hello", ["Host: evil.example"])[0] == 421)
    count.check("no host is refused", http(house, "GET", "/hello", ["Host:"])[0] in (400, 421))
    status, fields, body = http(house, "POST", "/api/v1/x", ["Content-Type: application/json"], b"x" * 70000)
    count.check("a program's body over 64 KiB gets 413 as a problem",
                status == 413 and fields["content-type"] == "application/problem+json" and b"too_large" in body, (status, fields))
    for path, most in (("/api/v1/x", 64 << 10), ("/api/v1/imports", 5 << 20), ("/api/v1/pictures", 11 << 20)):
        said = f"at most {most >> 20} MiB" if most >> 20 else f"at most {most >> 10} KiB"
        status, fields, body = http(house, "POST", path, ["Content-Type: application/json"], b" " * (most + 1))
        count.check(f"413 at {path} says its own limit", status == 413 and json.loads(body)["detail"] == said, (status, body))
    count.check("a person's body over 64 KiB gets 413", http(house, "POST", "/x", [], b"x" * 70000)[0] == 413)


def see_params(house, count):
    odd = ["Proxy: http://evil.example/", "X-Forwarded-For: 198.51.100.1", "X-Original-URL: /desk", "X_Remote_Addr: 198.51.100.1",
           "User-Agent: Browser", "Cookie: a=1", "Cookie: b=2", "REQUEST_URI: /desk"]
    body = http(house, "GET", "/fields?q=%E6%9E%97+x&p=%2Fa", odd)[2].decode()
    count.check("the address is the connection's", "host=127.0.0.1\n" in body, body)
    count.check("the target is as it was sent", "target=/fields?q=%E6%9E%97+x&p=%2Fa\n" in body, body)
    count.check("the query is decoded once", "query q=林 x\n" in body and "query p=/a\n" in body, body)
    count.check("cookies of two lines are joined", "cookie a=1\ncookie b=2\n" in body, body)
    count.check("the agent's name is there", "agent=Browser\n" in body, body)
    count.check("nothing else is", "evil" not in body and "198.51" not in body and "/desk" not in body, body)
    ids = {re.search(r"id=([0-9a-f]{16})\n", http(house, "GET", "/fields")[2].decode())[1] for _ in range(5)}
    count.check("each request has an id of its own", len(ids) == 5, ids)


def see_methods(house, count):
    """Whoever refuses a method says which there are: the program, or nginx for its files."""
    for method in ("TRACE", "CONNECT", "BREW"):
        status, fields, body = http(house, method, "/hello")
        count.check(f"the program is asked what it takes instead of {method}", status == 405 and fields.get("allow") == "GET" and b"nginx" not in body,
                    (status, fields, body[:200]))
    status, fields, body = http(house, "TRACE", "/hello", ["Cookie: secret=7", "X-Secret: 8"], b"secret=9")
    count.check("nothing of it comes back", status == 405 and b"secret" not in body.lower(), body[:300])
    for path in ("/static/app.0123456789.css", "/media/a.s.webp"):
        for method in ("POST", "DELETE", "BREW"):
            status, fields, body = http(house, method, path)
            count.check(f"{method} {path} is refused with what a file takes", status == 405 and fields.get("allow") == "GET, HEAD", (status, fields))


def see_static(house, count, base=""):
    folder = os.path.join(house.folder, "static")
    with open(os.path.join(folder, "app.0123456789.css"), "w") as f:
        f.write("body { color: red }\n" * 100)
    subprocess.run(["gzip", "-9kn", os.path.join(folder, "app.0123456789.css")], check=True)
    status, fields, body = http(house, "GET", base + "/static/app.0123456789.css", ["Accept-Encoding: gzip"])
    count.check("a file comes as it was packed at build time", fields.get("content-encoding") == "gzip" and len(body) < 200, fields)
    count.check("a file is kept for ever", "immutable" in fields["cache-control"] and fields["x-content-type-options"] == "nosniff",
                fields)
    count.check("a file has its type", fields["content-type"] == "text/css; charset=utf-8", fields)
    status, fields, body = http(house, "GET", base + "/static/none.css")
    count.check("a missing file is not kept", status == 404 and "cache-control" not in fields, fields)
    count.check("no file outside the folder", http(house, "GET", base + "/static/../regulars.conf")[0] in (400, 404))
    count.check("nor by an encoded way", http(house, "GET", base + "/static/%2e%2e/regulars.conf")[0] in (400, 404))
    count.check("nor the folder's list", http(house, "GET", base + "/static/")[0] in (403, 404))
    folder = os.path.join(house.folder, "media")
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "a.s.webp"), "wb") as f:
        f.write(b"RIFF")
    status, fields, body = http(house, "GET", base + "/media/a.s.webp")
    count.check("a picture that was brought is kept for ever and does nothing but show",
                (status, body) == (200, b"RIFF") and fields["content-type"] == "image/webp" and "immutable" in fields["cache-control"]
                and "sandbox" in fields["content-security-policy"] and fields["x-content-type-options"] == "nosniff", fields)
    count.check("no file outside its folder", http(house, "GET", base + "/media/../regulars.conf")[0] in (400, 404))
    count.check("nor its list", http(house, "GET", base + "/media/")[0] in (403, 404))
    status, fields, body = http(house, "GET", base + "/robots.txt")
    lines = body.decode().splitlines()
    count.check("orders, accounts and the desk are for no index", status == 200 and fields["content-type"].startswith("text/plain") and
                lines[0] == "User-agent: *" and {f"Disallow: {base}{p}" for p in ("/o/", "/me", "/desk", "/api")} <= set(lines), body)


def see_slow_clients(house, count):
    """Slow bodies and headers hold nginx, not the workers."""
    held = []
    for i in range(100):
        s = socket.create_connection(("127.0.0.1", house.port))
        s.sendall(b"POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nx" if i % 2 else b"GET /hello HTTP/1.1\r\nHo")
        held.append(s)
    started = time.monotonic()
    status = http(house, "GET", "/hello")[0]
    took = time.monotonic() - started
    count.check(f"beside 100 slow clients a page takes {took:.3f} s", status == 200 and took < 0.5)
    for s in held:
        s.close()


def see_busy(house, count):
    """A worker's death is an honest 'later', and no log of nginx's holds what was asked for."""
    status, fields, body = http(house, "GET", f"/crash?k={CANARY}")
    count.check("a page whose worker died gets 503 with Retry-After", status == 503 and fields.get("retry-after") == "5" and
                "text/html" in fields["content-type"] and "稍后再试".encode() in body, (status, fields))
    died = within(5, lambda: house.lines("worker died"))
    count.check("its death is logged with signal and request", died and died[-1]["signal"] == 9 and
                re.fullmatch("[0-9a-f]{16}", died[-1]["request"]), died)
    for pid in house.workers():
        os.kill(pid, signal.SIGSTOP)
    workers = house.workers()
    release = threading.Timer(3.0, lambda: [os.kill(pid, signal.SIGCONT) for pid in workers])
    release.start()
    count.check("stopped workers are waited for", http(house, "GET", "/hello")[0] == 200)
    release.join()
    with open(os.path.join(house.folder, "nginx.log"), encoding="utf-8", errors="replace") as f:
        count.check("nginx's log holds no link", CANARY not in f.read())


def see_base_path(count):
    """Below a prefix of somebody else's site."""
    house = House("shop", workers=1)
    try:
        house.write_config(base_path="/shop")
        count.check("starts below a prefix", house.start() and house.start_nginx())
        body = http(house, "GET", "/shop/fields?a=1")[2].decode()
        count.check("paths and targets begin below it", "path=/fields\ntarget=/fields?a=1\n" in body, body)
        status, fields, _ = http(house, "GET", "/shop")
        count.check("the prefix alone leads to its slash", status == 301 and fields["location"].endswith("/shop/"), fields)
        count.check("what stands beside it is not ours", http(house, "GET", "/hello")[0] == 404)
        count.check("nor what begins like it", http(house, "GET", "/shopping/hello")[0] == 404)
        see_static(house, count, "/shop")
    finally:
        house.remove()


def see_production_example(house, count):
    """nginx takes the example with a snippet and a certificate put in."""
    at = os.path.join(house.folder, "example")
    os.makedirs(at)
    made = subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", f"{at}/key", "-out", f"{at}/cert",
                           "-days", "1", "-subj", "/CN=shop.example"], capture_output=True)
    if made.returncode != 0:
        count.skip("the production example", "openssl makes no certificate")
        return
    with open(os.path.join(SOURCE, "nginx", "production.conf.example")) as f:
        text = f.read()
    text = text.replace("/etc/nginx/regulars.conf;", f'"{house.folder}/locations.conf";')
    text = re.sub(r"/etc/letsencrypt\S*/(?:fullchain|privkey).pem", lambda m: f'"{at}/{"key" if "privkey" in m[0] else "cert"}"', text)
    text = re.sub(r"listen (\[::\]:)?(\d+)", lambda m: f'listen "unix:{house.sockets}/{"six" if m[1] else "four"}{m[2]}"', text)
    text = re.sub(r" backlog=\d+", "", text)
    with open(f"{at}/nginx.conf", "w") as f:
        f.write(f'pid "{at}/pid"; events {{ }} http {{\n{text}\n}}\n')
    done = subprocess.run(["nginx", "-t", "-q", "-p", at, "-c", f"{at}/nginx.conf", "-e", f"{at}/log"], capture_output=True, text=True)
    count.check("nginx takes the production example", done.returncode == 0, done.stderr)


# ---- workers ----

def see_limits(house, count):
    for pid in house.workers()[:1]:
        with open(f"/proc/{pid}/limits") as f:
            limits = {line[:26].strip(): line[26:].split()[0] for line in f}
        with open(f"/proc/{pid}/status") as f:
            status = f.read()
        count.check("a worker writes no core file", limits["Max core file size"] == "0", limits)
        count.check("a worker has 256 descriptors", limits["Max open files"] == "256", limits)
        count.check("a worker gains no privileges", "NoNewPrivs:\t1" in status)


def see_ends(house, count, sig, rounds, allowed):
    load = Load(house.port)
    try:
        for _ in range(rounds):
            time.sleep(0.1)
            workers = house.workers()
            if workers:
                os.kill(random.choice(workers), sig)
        time.sleep(0.5)
    finally:
        load.stop()
    name = signal.Signals(sig).name
    count.check(f"{rounds} {name} during {load.good} requests: {len(load.bad)} failed", len(load.bad) <= allowed and load.good > 500,
                load.bad)
    count.check(f"all workers are back after {name}",
                within(8, lambda: len(house.workers()) == house.settings["workers"]), house.workers())


def see_reload(house, count, rounds=5):
    load = Load(house.port)
    try:
        for i in range(rounds):
            before = set(house.workers())
            done = len(house.lines("reload done"))
            house.master.send_signal(signal.SIGHUP)
            count.check(f"reload {i + 1} ends", within(30, lambda: len(house.lines("reload done")) > done))
            count.check(f"reload {i + 1} leaves no old worker", within(5, lambda: not before & set(house.workers())))
    finally:
        load.stop()
    count.check(f"{rounds} reloads during {load.good} requests: {len(load.bad)} failed", not load.bad and load.good > 100, load.bad)


def hup(house, message, seconds=30):
    before = len(house.lines(message))
    house.master.send_signal(signal.SIGHUP)
    return within(seconds, lambda: len(house.lines(message)) > before)


def see_reload_of_other_settings(house, count):
    house.write_config(workers=6)
    count.check("more workers after a reload", hup(house, "reload done") and within(5, lambda: len(house.workers()) == 6), house.workers())
    house.write_config(workers=2)
    count.check("fewer workers after a reload", hup(house, "reload done") and within(5, lambda: len(house.workers()) == 2), house.workers())
    before = house.workers()
    house.write_config(workers="many")
    house.master.send_signal(signal.SIGHUP)
    count.check("a bad configuration changes nothing", within(5, lambda: any(
        line["message"].startswith("not reloaded: ") for line in house.lines())) and house.workers() == before)
    house.write_config(workers=4)
    count.check("a good one again", hup(house, "reload done") and within(5, lambda: len(house.workers()) == 4), house.workers())
    for pause in (0, 0.05, 0.5):
        house.master.send_signal(signal.SIGHUP)
        time.sleep(pause)
    count.check("reloads in a row settle", within(20, lambda: len(house.lines("reload begun")) == len(house.lines("reload done"))))
    count.check("with all workers", within(5, lambda: len(house.workers()) == 4))


def see_broken_workers(house, count):
    """New workers that cannot start: the old ones stay, and dead ones are tried again for ever, ever slower."""
    broken = os.path.join(house.folder, "broken")
    before = set(house.workers())
    open(broken, "w").close()
    given_up = "reload given up: the new worker died, the old ones stay"
    count.check("a reload with a broken program is given up", hup(house, given_up))
    count.check("the old workers stay", set(house.workers()) == before and good_request(house.socket))
    for pid in before:
        os.kill(pid, signal.SIGKILL)
    died = len(house.lines("worker died"))
    time.sleep(4)
    tries = len(house.lines("worker died")) - died
    # Each of 4 berths: after 0.1, 0.2, 0.4, 0.8, 1.6 s.
    count.check(f"dead workers are tried again with pauses: {tries} times in 4 s", 12 <= tries <= 28)
    os.unlink(broken)
    count.check("and are back when the program is whole", within(7, lambda: len(house.workers()) == 4 and good_request(house.socket)))


def see_peers(house, count):
    """Only our own user and nginx's are served."""
    if os.geteuid() != 0:
        count.skip("peers", "only root can be somebody else")
        return
    nobody = pwd.getpwnam("nobody")
    os.chmod(house.socket, 0o666)
    count.check("another user gets no answer", ask_as(house, nobody.pw_uid) == b"")
    held = []
    for _ in range(4):
        s = connect(house.socket)
        s.sendall(request_bytes()[:11])
        held.append(s)
    count.check("nor behind a connection that says nothing", ask_as(house, nobody.pw_uid) == b"")
    for s in held:
        s.close()
    house.write_config(nginx_user="nobody")
    count.check("nginx's user does, once it is configured", hup(house, "reload done") and b"200 OK" in ask_as(house, nobody.pw_uid))


def ask_as(house, uid):
    program = ("import os, socket, sys; os.setgid(65534); os.setuid(int(sys.argv[1])); s = socket.socket(socket.AF_UNIX); "
               "s.settimeout(8); s.connect(sys.argv[2])\n"
               "try:\n s.sendall(sys.stdin.buffer.read()); s.shutdown(1); sys.stdout.buffer.write(s.recv(9999))\n"
               "except BrokenPipeError: pass\nexcept ConnectionResetError: pass")
    done = subprocess.run([sys.executable, "-c", program, str(uid), house.socket], input=request_bytes(), capture_output=True)
    return done.stdout if done.returncode == 0 else done.stderr


# ---- start and stop ----

class Deadline(threading.Thread):
    """Work without end costs its worker after 15 s; runs beside all else, in a house of its own."""

    def __init__(self, count):
        super().__init__()
        self.count = count
        self.house = House("deadline", workers=1)
        self.count.check("the deadline's house starts", self.house.start())
        self.start()

    def run(self):
        started = time.monotonic()
        answer = ask(self.house.socket, request_bytes("/sleep?ms=60000"), 30)
        self.took = time.monotonic() - started
        self.answer = answer

    def end(self):
        self.join()
        check = self.count.check
        check(f"work without end ends after {self.took:.1f} s", self.answer is None and 14 < self.took < 18)
        check("and is logged", [re.fullmatch("[0-9a-f]{16}", line["request"]) for line in self.house.lines("hard deadline")])
        died = within(5, lambda: self.house.lines("worker died"))
        check("its worker ends with status 75", died and died[0]["status"] == 75, died)
        check("and another takes its place", within(5, lambda: good_request(self.house.socket)))
        self.house.remove()


def see_stop(house, count):
    answer = []
    thread = threading.Thread(target=lambda: answer.append(ask(house.socket, request_bytes("/sleep?ms=1500"))))
    thread.start()
    time.sleep(0.4)
    workers = house.workers()
    house.master.send_signal(signal.SIGTERM)
    thread.join()
    count.check("TERM lets the request in hand end", answer[0] and b"200 OK" in answer[0], answer)
    count.check("the master ends with status 0", house.master.wait(20) == 0)
    count.check("no worker is left", not any(is_alive(pid) for pid in workers))
    count.check("socket and pid file are gone", not os.path.exists(house.socket) and not os.path.exists(house.pid_file))


def see_murder(house, count):
    """The master killed: its workers end by themselves, and the next one takes over the socket's place."""
    count.check("starts again", house.start())
    workers = house.workers()
    house.master.kill()
    house.master.wait()
    count.check("workers do not outlive the master", within(5, lambda: not any(is_alive(pid) for pid in workers)))
    count.check("a stale socket is replaced", os.path.exists(house.socket) and house.start())
    second = subprocess.run([PROGRAM, "--config", house.config], capture_output=True, stdin=subprocess.DEVNULL, timeout=20)
    count.check("a second master is refused", second.returncode == 1 and b"in use" in second.stderr, second.stderr)
    count.check("and does the first no harm", good_request(house.socket))
    house.master.send_signal(signal.SIGINT)
    count.check("INT ends it too", house.master.wait(20) == 0)


def see_handed_over(house, count):
    """A socket from systemd, or as descriptor 0."""
    place = house.socket + "2"
    for name in ("descriptor 0", "LISTEN_FDS"):
        with socket.socket(socket.AF_UNIX) as s:
            s.bind(place)
            s.listen(64)
            if name == "descriptor 0":
                process = subprocess.Popen([PROGRAM, "--config", house.config, "--workers", "1"], stdin=s, stderr=subprocess.DEVNULL)
            else:
                command = 'exec 3<&0 </dev/null; export LISTEN_PID=$$ LISTEN_FDS=1; exec "$@"'
                process = subprocess.Popen(["sh", "-c", command, "sh", PROGRAM, "--config", house.config, "--workers", "1"], stdin=s,
                                           stderr=subprocess.DEVNULL)
        count.check(f"serves a socket handed over as {name}", within(10, lambda: good_request(place)))
        process.terminate()
        count.check(f"and leaves it in its place ({name})", process.wait(20) == 0 and os.path.exists(place))
        os.unlink(place)


def see_command_line(house, count):
    def run(*options):
        return subprocess.run([PROGRAM, *options], capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=20)

    count.check("--version", re.match(r"regulars-web \d", run("--version").stdout))
    count.check("--help", "--pid-file" in run("--help").stdout)
    for options in (("--workers", "0"), ("--workers", "65"), ("--workers", "x"), ("--nonsense",), ("more",)):
        done = run("--config", house.config, *options)
        count.check(f"{options} is refused", done.returncode == 64 and done.stderr, done)
    count.check("--check of a good house", run("--config", house.config, "--check").returncode == 0)
    done = run("--config", house.config + ".none", "--check")
    count.check("--check without a configuration", done.returncode == 1 and len(done.stderr.splitlines()) == 1, done.stderr)
    done = run("--config", house.config, "--socket", "/tmp/" + "x" * 120)
    count.check("a socket's path that is too long", done.returncode == 1 and "107" in done.stderr, done.stderr)
    if os.geteuid() == 0:
        house.write_config(run_as_root="no")
        done = run("--config", house.config)
        count.check("root is refused", done.returncode == 1 and "root" in done.stderr, done.stderr)
        house.write_config(run_as_root="yes")
    else:
        count.skip("root is refused", "not root")


def main():
    count = Count()
    random.seed(1)
    deadline = Deadline(count)
    house = House("web")
    try:
        count.check("master starts", house.start())
        count.check("nginx starts", house.start_nginx())
        see_nginx(house, count)
        see_base_path(count)
        see_production_example(house, count)
        see_slow_clients(house, count)
        see_busy(house, count)
        see_limits(house, count)
        see_ends(house, count, signal.SIGTERM, 40, 0)
        # A kill takes the request in hand with it, never another.
        see_ends(house, count, signal.SIGKILL, 20, 20)
        see_reload(house, count)
        see_reload_of_other_settings(house, count)
        see_broken_workers(house, count)
        see_peers(house, count)
        see_stop(house, count)
        see_murder(house, count)
        see_handed_over(house, count)
        see_command_line(house, count)
    finally:
        house.remove()
        deadline.end()
    return count.end()


if __name__ == "__main__":
    sys.exit(main())
