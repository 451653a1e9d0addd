# SPDX-License-Identifier: GPL-3.0-or-later
"""What nobody should send: values, paths, queries, bodies and headers, made from what is valid. All from one seeded dice."""

import json
import urllib.parse

MARK = "<script>alert('m7k')</script>"
QUOTE = "q7\"7q7'7q7<7q7>7q7&7q\"><img src=x onerror=alert(1)>"
# What must never come back raw in a page (each of the five characters by itself), nor lead out of it.
RAW = (MARK.encode(), b"\"><img src=x", b"q7\"7q", b"q7'7q", b"q7<7q", b"q7>7q", b"q7&7q",
       b"href=\"javascript:", b"href=\"//evil.example", b"href=\"https://evil.example")

TEXTS = [
    "", " ", "\t", "0", "-1", "1.5", "1e3", "NaN", "Infinity", "-0", "00", "0x10", "1" * 400, "9223372036854775807",
    "9223372036854775808", "18446744073709551616", "-9223372036854775809", "1,000", "¥5", "null", "true", "undefined", "[]", "{}",
    MARK, QUOTE, "' OR '1'='1' -- ", "\"; DROP TABLE orders; --", "%s%n%x", "%00", "../../../../etc/passwd", "..\\..\\x",
    "$(id)", "`id`",
    "{{page.csrf}}", "{{{x}}}", "{{#t}}x{{/t}}", "=cmd|' /C calc'!A0", "+1+1", "@SUM(1)", "-2+3", "javascript:alert(1)",
    "//evil.example/",
    "https://evil.example/", "\r\nSet-Cookie: a=b", "a\nb\rc", "\x01\x02\x1f", "\x7f", "\u0085\u2028\u2029", "\ufeff",
    "\u200b\u200d", "\u202e" + "txt.exe",
    "a" + "\u0301" * 200, "\u0e49" * 300, "🍵" * 60, "👩‍👩‍👧‍👦", "\U0010ffff", "ﷺ" * 50, "İıſ", "ａｄｍｉｎ", "１２３", "一" * 300, "ß" * 500,
    "a" * 70000, "R-0000-0000", "r 7k3m 92q5", "2026-02-30", "9999-12-31", "0000-00-00", "2026-11-21T25:61:61Z",
    "1969-12-31T23:59:59Z",
    "9999-12-31T23:59:59.999999999+14:00", "a@b", "a@b.example\n", "\"a b\"@mail.example", "x" * 300 + "@mail.example",
    "+" + "9" * 40,
]

# JSON values that are of the wrong kind, too large, or not JSON at all: written as they stand.
RAW_JSON = [
    "null", "true", "false", "[]", "{}", "[[]]", "[{}]", "{\"a\":1}", "0", "-1", "1.5", "1e400", "-1e400", "1E5", "1e-400", "-0",
    "-0.0", "123456789012345678901234567890",
    "9007199254740993", "9223372036854775808", "NaN", "Infinity", "-Infinity", "+1", "01", "1.", ".5", "0x1", "'a'",
    "\"\\ud800\"", "\"\\udc00\\ud800\"",
    "\"\\u0000\"", "\"\\x41\"", "\"\t\"", "\"unclosed", "tru", "nul", "[1,]", "{\"a\":1,}", "{a:1}", "/* c */ 1", "[" * 3000,
    "[" * 40 + "]" * 40,
    "{\"a\":" * 60 + "1" + "}" * 60, "\"" + "a" * 70000 + "\"", "[" + "1," * 3000 + "1]",
]

SEGMENTS = [
    "%20", "x", "0", "-1", "1.5", "a" * 200, "%E4%B8%80" * 43, "%00", "a%00b", "%ff", "%c3%28", "%c0%af", "%ed%a0%80",
    "%e2%80%ae", "%f0%9f%8d%b5", "%F4%90%80%80",
    "'%20OR%201%3D1%20--", "%22%3E%3Cscript%3Ealert('m7k')%3C%2Fscript%3E", "%3Cscript%3Ealert('m7k')%3C%2Fscript%3E", ".", "..",
    "%2e%2e", "%2E%2E%2f%2e%2e", "..%2f..%2fetc%2fpasswd",
    "a%2fb", "a%5Cb", ";", ";a=b", "%", "%4", "%zz", "%25", "%2525", "a+b", "*", "~", "R-0000-0000", "r-7k3m-92q5",
    "C-0000-0000", "9223372036854775807", "9223372036854775808",
    "18446744073709551616", "{number}", "null", "new", "%0d%0aSet-Cookie:%20a=b", "a" * 8300,
]

# What our pages read from a query.
NAMES = ("q", "view", "from", "to", "source", "tab", "period", "n", "order", "next", "line", "payment", "state", "back", "k")

QUERIES = [
    "?", "?&&&", "?=", "?a", "?%", "?%zz=1", "?a=%", "?a=%ff", "?a=%00", "?a=%c0%af", "?q=" + "a" * 6000, "?" + "a=1&" * 2500,
    "?lang=xx", "?lang=en&lang=zh-CN",
    "?lang=%3Cscript%3E",
    "?" + "&".join(f"{name}={{m}}" for name in NAMES), "?" + "&".join(f"{name}={{q}}" for name in NAMES),
    "?after=x", "?after=-1",
    "?after=9223372036854775807", "?after=99999999999999999999", "?before=1", "?before=0&after=0",
    "?before=9223372036854775807&after=1", "?at=-1&after=1", "?at=9e99&before=7",
    "?from=2026-02-30", "?from=9999-12-31&to=0001-01-01", "?from=1970-01-01", "?to=2100-01-01", "?q=%F0%9F%8D%B5",
    "?q=%E2%80%AE", "?q=%25%25%25%5F", "?q=%5C%27%22%3B", "?q=0001", "?q=13800000001",
    "?q=%2B" + "9" * 100, "?q[]=1&q[a]=2", "?view=all%00", "?page=-1&limit=1000000", "?tab=to_pay&tab=all", "?line=0",
    "?line=9223372036854775807", "?payment=x", "?k=" + "k" * 300, "?k=%00",
    "?next=//evil.example/", "?next=https://evil.example/", "?next=%2Fdesk%0d%0aSet-Cookie:a=b", "?state=9", "?theme=%22%3E",
]
IN_QUERY = {"{m}": urllib.parse.quote(MARK, safe=""), "{q}": urllib.parse.quote(QUOTE, safe="")}

HEADERS = [
    {"Accept": "application/json"},
    {"Accept": "*/*;q=x, ,;"}, {"Accept": "a" * 4000}, {"Accept": "application/xml"}, {"Accept": ""},
    {"Accept-Language": "zz;q=9," * 300}, {"Accept-Language": "zh-CN;q=nan"},
    {"Cookie": "__Host-sid=" + "a" * 43}, {"Cookie": "__Host-sid=%00; lang=%ff; theme=\"><x"}, {"Cookie": "a=b; " * 900},
    {"Cookie": "x" * 7900}, {"Cookie": "x" * 20000},
    {"Cookie": "=;=;;;, =\"; __Host-sid"}, {"Cookie": "lang=xx; theme=green; __Host-browser=" + "z" * 300},
    {"Authorization": "Bearer"}, {"Authorization": "Bearer x"},
    {"Authorization": "Bearer " + "x" * 5000}, {"Authorization": "Basic YTpi"}, {"Authorization": "Bearer \"' OR 1=1"},
    {"If-Match": "\"" + "a" * 3000}, {"User-Agent": "a" * 7000},
    {"Origin": "https://evil.example"}, {"Origin": "null", "Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "nonsense"},
    {"X-Forwarded-For": "127.0.0.1, \"><script>"},
    {"Host": "evil.example"}, {"X" * 3000: "1"}, {"Idempotency-Key": "a" * 300}, {"Idempotency-Key": "a b"},
    {"Idempotency-Key": ""}, {"Range": "bytes=0-1,5-"}, {"Expect": "200-nothing"},
    {"Content-Encoding": "gzip"}, {"Transfer-Encoding": "gzip, chunked"}, {"Upgrade": "h2c", "Connection": "Upgrade"},
    {"X-Request-Id": "\"><script>"}, {"REGULARS-REQUEST-ID": "0" * 16},
]

# Behind a path without captures.
TAILS = ["/", "//", "/x", "/%2e%2e/", "%00", "/" + "a" * 200, ";x", "%20", ".html", "/../x"]

# A form's token and key that are not right.
TOKENS = [{"csrf": ""}, {"csrf": "0" * 64}, {"csrf": MARK}, {"form_key": ""}, {"form_key": "a b"}, {"form_key": "f" * 300}]

# A body that is not what was announced: the header of its length, what comes of it, and whether the connection's side ends then.
BROKEN = [("Content-Length: 500", "{\"a\":", True), ("Transfer-Encoding: chunked", "zz\r\nabc\r\n", True), ("Content-Length: -1", "", False)]

METHODS = ["HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "BREW", "get", "P" * 60]
TYPES = [None, "", "text/plain", "application/xml", "multipart/form-data", "multipart/form-data; boundary=x",
         "application/x-www-form-urlencoded; charset=utf-16", "application/json;",
         "APPLICATION/JSON", "application/json; charset=latin1", "a" * 3000, "application/jsonp"]


def quoted(text):
    return urllib.parse.quote_plus(str(text).encode("utf-8", "surrogatepass"))


def encoded(fields):
    return "&".join(f"{quoted(k)}={quoted(v)}" for k, v in fields.items()).encode()


def form(fields, dice, i):
    """The body of a form, the i-th of many: one field of what is valid is spoilt, or the whole body is."""
    names = list(fields) or ["note"]
    if i % 3 != 2:
        return encoded({**fields, dice.choice(names): dice.choice([MARK, QUOTE] if i % 6 == 0 else TEXTS)})
    valid = encoded(fields)
    every = [MARK, QUOTE, "", "\U0001f375", "=cmd|' /C calc'!A0", "a" * 20000]
    return dice.choice([
        b"", b"&&&&", b"=&=", b"%", b"%zz=1", b"a=%", b"a=%ff", b"a=%00b", b"\x00\x01\x02", b"\xff\xfe\xfd", b"a" * 70000, b"a=1&" * 2500,
        b"x.0.y=1&x.9999.y=1", b"lines.0.sku.x=1", b"[object Object]", b"{\"a\":1}", b"lines.99999999999.sku=A",
        b"lines.-1.sku=A&lines..sku=B", encoded({**fields, "is_admin": "1"}), valid + b"&" + valid, valid[:-1] + b"%",
        encoded({f"{k}.x": v for k, v in fields.items()}), encoded({f"{k}[]": v for k, v in fields.items()}),
        *(encoded({k: text for k in names}) for text in every),
    ])


def members(tree, path=()):
    for name, value in tree.items() if isinstance(tree, dict) else enumerate(tree):
        yield (*path, name)
        if isinstance(value, (dict, list)):
            yield from members(value, (*path, name))


def spoilt(tree, where, raw):
    """The tree as text, with `raw` standing at one place."""
    hole = "\ue000hole\ue000"
    copy = json.loads(json.dumps(tree))
    at = copy
    for name in where[:-1]:
        at = at[name]
    at[where[-1]] = hole
    return json.dumps(copy, ensure_ascii=False).replace(f"\"{hole}\"", raw)


def body(tree, dice, i):
    """A JSON body, the i-th of many."""
    tree = tree or {"note": "x"}
    text = json.dumps(tree)
    if i % 4 == 3:
        return whole_body(tree, text, dice).encode("utf-8", "surrogatepass")
    if i % 8 == 1:
        return dice.choice([text.encode("utf-16"), text.encode().replace(b"\"", b"\xff", 1), b"\x00" + text.encode(),
                            text.encode()[:-1] + b",\"x\":\"\xc3\x28\"}", b"\x1f\x8b" + text.encode()])
    raw = json.dumps(dice.choice(TEXTS)) if i % 4 == 2 else dice.choice(RAW_JSON)
    return spoilt(tree, dice.choice(list(members(tree))), raw).encode("utf-8", "surrogatepass")


def whole_body(tree, text, dice):
    first = json.dumps(next(iter(tree)))
    more = text[:-1] + ","
    return dice.choice([
        "", " ", "null", "true", "1", "\"x\"", "[]", "[1,2]", "{", "}", "{}", "{{}}", text[:len(text) // 2], text + text, text + "x",
        "\ufeff" + text, text.replace("{", "[", 1), text.replace(":", "=", 1), text.replace("\"", "'"), f"{{{first}:1,{first}:2}}",
        more + f"{first}:1}}", more + "\"__proto__\":{}}", more + "\"x\":" + "[" * 5000, "[" * 30000, more + "\"" + "k" * 5000 + "\":1}",
        more + "\"\":1}", more + "\"a\\u0000b\":1}", more + ",".join(f"\"m{i}\":{i}" for i in range(3000)) + "}",
        more + "\"note\":\"" + "a" * 70000 + "\"}",
    ])
