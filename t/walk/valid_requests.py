# SPDX-License-Identifier: GPL-3.0-or-later
"""One valid request for each route of the site map: who sends it, where to, with what, and what is answered. A route that is not
here fails the walk, so that a new one brings its line along."""

import base64
import email
import glob
import itertools
import json
import os
import re
import time
import urllib.parse

from shop import Browser, order_tree, png, totp

PASSWORD = "four quiet words here"
EMAIL = "walker{}@mail.example"


class Ask:
    """A request: `who` is a Browser, or None for a program with the shop's key; `fields` are a form's or a JSON body's."""

    def __init__(self, who, path, fields=None, want=None):
        self.who, self.path, self.fields, self.want = who, path, fields, want


class World:
    """The shop, the people in it, and orders and parcels of every state on demand."""

    def __init__(self, shop):
        self.shop = shop
        self.who = 1		# which customer orders
        self.serial = itertools.count(1)
        self.sku = shop.add_goods("GOODS")
        self.owner = Browser(shop)
        self.owner.become_owner()
        self.nobody = Browser(shop)
        self.first = self.order()
        self.customer = self.sign_in(Browser(shop))
        self.address = self.add_address()
        self.half = None

    # ---- orders ----

    def order(self, quantity=2, **more):
        status, tree = self.shop.api("POST", "/api/v1/orders", {**order_tree("GOODS", quantity, self.who), **more})
        if status != 201:
            raise RuntimeError(f"order: {status} {tree}")
        tree["line"] = tree["lines"][0]["id"]
        tree["k"] = urllib.parse.parse_qs(urllib.parse.urlparse(tree["tracking_url"]).query)["k"][0]
        tree["proof"] = f"{self.who:04}"
        return tree

    def act(self, path, tree, want=(200, 201)):
        status, answer = self.shop.api("POST", path, tree)
        if status not in want:
            raise RuntimeError(f"{path}: {status} {answer}")
        return answer

    def pair(self):
        """An order, and another one of the same customer's."""
        o = self.order()
        o["other"] = self.order()["number"]
        return o

    def bench(self, orders=1):
        """Something made to order waits; a new product each time, so that nothing else is in its batch."""
        code = f"MADE{next(self.serial)}"
        self.act("/api/v1/products", {"code": code, "name_en": "Mug", "name_zh": "杯子", "kind": "goods", "state": "on_sale",
                                      "made_to_order": True, "skus": [{"code": code, "price": "10.00"}]})
        for _ in range(orders):
            self.act("/api/v1/orders", order_tree(code, 2))
        return code

    def batch(self, start=True):
        return self.act("/api/v1/production", {"sku": self.bench(), "start": start})["id"]

    def tagged_order(self):
        o = self.order()
        self.act(f"/api/v1/orders/{o['number']}/tags", {"tag": "gift"})
        return o["number"]

    def in_review(self):
        return self.order(quantity=51)

    def held(self):
        o = self.order()
        self.act(f"/api/v1/orders/{o['number']}/hold", {"reason": "risk"})
        return o

    def found(self):
        """An order with something to look at, and what it is."""
        o = self.in_review()
        o["finding"] = o["findings"][0]["id"]
        return o

    def cancelled(self):
        o = self.order()
        self.act(f"/api/v1/orders/{o['number']}/cancel", {"reason": "duplicate"})
        return o

    def tracking_number(self):
        return f"SF{1402778000000 + next(self.serial)}"

    def packed(self, ship=False):
        o = self.order()
        number = self.tracking_number()
        sent = {"carrier": "sf", "tracking_number": number} if ship else {}
        p = self.act(f"/api/v1/orders/{o['number']}/parcels", {"lines": [{"order_line": o["line"], "quantity": 2}], **sent})
        o.update(parcel=p["id"], tracking=number)
        return o

    def shipped(self):
        return self.packed(ship=True)

    def stuck(self):
        o = self.shipped()
        self.act(f"/api/v1/parcels/{o['parcel']}/events", {"state": "exception", "problem": "weather"})
        return o

    def delivered(self):
        o = self.shipped()
        self.act(f"/api/v1/parcels/{o['parcel']}/deliver", {})
        return o

    def paid(self, o=None):
        o = o or self.order()
        answer = self.act(f"/api/v1/orders/{o['number']}/payments", {"method": "cod", "amount": "28.00"})
        o["payment"] = answer["entries"][0]["id"]
        return o

    def settled(self):
        return self.paid(self.delivered())

    # ---- people ----

    def mailed_code(self, after, to):
        """The six digits of the newest message to them."""
        end = time.monotonic() + 60
        while time.monotonic() < end:
            for path in sorted(glob.glob(os.path.join(self.shop.var, "mail", "*.eml")), reverse=True):
                if path in after:
                    continue
                with open(path, encoding="ascii") as f:
                    message = email.message_from_file(f)
                if message["To"] != to:
                    continue
                text = message.get_payload()[0].get_payload()
                # only the message with the code has it in its first line
                found = re.match(r"\D*(\d{6})\s", base64.b64decode(text).decode())
                if found:
                    return found.group(1)
            time.sleep(0.2)
        raise RuntimeError("no mail with a code")

    def ask_code(self, browser):
        before = set(glob.glob(os.path.join(self.shop.var, "mail", "*.eml")))
        browser.get("/sign-in")
        browser.post("/sign-in", {"email": EMAIL.format(1)})
        return self.mailed_code(before, EMAIL.format(1))

    def sign_in(self, browser):
        code = self.ask_code(browser)
        browser.get("/sign-in/code")
        status, _, page = browser.post("/sign-in/code", {"code": code})
        if status != 303:
            raise RuntimeError(f"signing in: {status} {page[:300]}")
        browser.get("/me/account")
        return browser

    def add_address(self):
        self.customer.get("/me/addresses/new")
        self.customer.post("/me/addresses", ADDRESS)
        _, _, page = self.customer.get("/me/addresses")
        return re.findall(rb"/me/addresses/(\d+)", page)[-1].decode()

    def invitation(self):
        link = self.shop.regulars("staff", "invite", f"he{next(self.serial)}@shop.example", "He", "viewer").strip()
        return urllib.parse.urlparse(link).path

    def made(self, ask, state):
        """What the worker has made, who has much else to do here."""
        end = time.monotonic() + 120
        while time.monotonic() < end:
            if state(ask) == "done":
                return ask
            time.sleep(0.1)
        raise RuntimeError(f"{ask} is not made")

    def picture(self):
        """A picture of a product of its own: one has at most twelve."""
        code = self.act("/api/v1/products", self.product())["code"]
        return self.act("/api/v1/pictures", {"product": code, "file": png(), "alt_en": "Red"})["id"]

    def tax_zone(self):
        place = f"x{next(self.serial)}"
        self.owner.get("/desk/settings/tax/new")
        self.owner.post("/desk/settings/tax", {"country": "CA", "postal": place, "standard": "5"})
        zones = json.loads(self.owner.send("GET", "/desk/settings/tax", None, {"Accept": "application/json"})[2])["zones"]
        return next(z["id"] for z in zones if z["postal"] == place)

    def tier(self):
        begins = str(next(self.serial))
        self.owner.get("/desk/settings/tiers/new")
        self.owner.post("/desk/settings/tiers", {"name_en": "Silver", "name_zh": "银卡", "entry": begins})
        tiers = json.loads(self.owner.send("GET", "/desk/settings/tiers", None, {"Accept": "application/json"})[2])["tiers"]
        ours = next(t["id"] for t in tiers if t["entry"]["n"] in (int(begins), int(begins) * 100))
        # there may be so many: of the others none is needed any more
        for t in tiers:
            if t["id"] != ours:
                self.owner.get(f"/desk/settings/tiers/{t['id']}")
                self.owner.post(f"/desk/settings/tiers/{t['id']}/remove", {})
        return ours

    def promotion(self):
        return self.act("/api/v1/promotions", self.promotion_draft())["id"]

    def coded(self):
        """The path where the code of a promotion is ended, which is self.code then."""
        draft = self.promotion_draft()
        self.code = draft["code"]
        made = self.act("/api/v1/promotions", draft)
        return (f"/api/v1/promotions/{made['id']}/codes/end",)

    def promotion_draft(self):
        return {"name_en": "Spring", "name_zh": "春季", "kind": "percent", "percent": "10", "code": f"CODE-{next(self.serial)}"}

    def reward(self):
        """One that costs nothing."""
        return self.act("/api/v1/rewards", self.reward_draft())["id"]

    def reward_draft(self):
        return {"kind": "amount", "amount": "5.00", "name_en": "Five off", "name_zh": "减五元", "points": 0, "is_on": True}

    def member(self):
        """The number of somebody who has an account."""
        return self.shop.sql("SELECT number AS c FROM regulars.customer WHERE provisional = 0 AND joined_into IS NULL AND erased_at IS NULL "
                             "ORDER BY id LIMIT 1")[0][0]

    def refused_referral(self):
        """One of two people who share a browser; those that were let pass before are too late by now."""
        self.shop.sql("UPDATE regulars.member_referral SET state = 2, why = 8, decided_at = NOW() WHERE state = 0 AND allowed_at IS NOT NULL")
        self.shop.sql("INSERT INTO regulars.member_referral (id, referrer_id, friend_id, state, why, points, friend_points, decided_at, created_at) "
                      "SELECT (SELECT COALESCE(MAX(id), 0) + 1 FROM regulars.member_referral), MIN(id), MAX(id), 2, 3, 0, 0, NOW(), NOW() FROM regulars.customer")
        return self.shop.sql("SELECT MAX(id) AS id FROM regulars.member_referral")[0][0]

    def claimed(self, desk):
        """The path where a claim is given back, which is self.claim then."""
        reward = self.reward()
        self.claim = self.act(f"/api/v1/customers/{self.member()}/rewards", {"reward": reward})["id"]
        return f"{desk}/rewards/{reward}/return"

    def with_logo(self):
        self.owner.get("/desk/settings/logo")
        self.owner.post("/desk/settings/logo", {"file": png()})
        return "/desk/settings/logo/remove"

    def with_pictures(self):
        return self.act("/api/v1/products", self.product())["code"]

    def brought(self):
        """The path of a file that somebody brought."""
        _, headers, _ = self.owner.post("/desk/imports", {"kind": "products", "text": f"SKU\nGOODS\nNONE{next(self.serial)}"})
        return headers["location"]

    def checked(self):
        path = self.brought()
        self.owner.get(path)
        self.owner.post(f"{path}/check", {"map": "sku"})
        page = lambda p: json.loads(self.owner.send("GET", p, None, {"Accept": "application/json"})[2])
        return self.made(path, lambda p: page(p)["state"].replace("checked", "done"))

    def imported(self):
        _, headers, _ = self.owner.post("/desk/imports", {"kind": "products", "text": f"SKU,Name,Price\nNEW{next(self.serial)},New,1.00"})
        path = headers["location"]
        page = lambda p: json.loads(self.owner.send("GET", p, None, {"Accept": "application/json"})[2])
        self.owner.get(path)
        self.owner.post(f"{path}/check", {"map": ["sku", "name_en", "price"]})
        self.made(path, lambda p: page(p)["state"].replace("checked", "done"))
        self.owner.get(path)
        self.owner.post(f"{path}/run", {})
        return self.made(path, lambda p: page(p)["state"])

    def checked_by_program(self):
        made = self.act("/api/v1/imports", {"kind": "products", "text": f"SKU\nGOODS\nNONE{next(self.serial)}"})["id"]
        return self.made(made, lambda i: self.shop.api("GET", f"/api/v1/imports/{i}")[1]["state"].replace("checked", "done"))

    def imported_by_program(self):
        state = lambda i: self.shop.api("GET", f"/api/v1/imports/{i}")[1]["state"]
        made = self.act("/api/v1/imports", {"kind": "products", "text": f"SKU,Name,Price\nNEW{next(self.serial)},New,1.00"})["id"]
        self.made(made, lambda i: state(i).replace("checked", "done"))
        self.act(f"/api/v1/imports/{made}/run", {})
        return self.made(made, state)

    def exported(self):
        _, headers, _ = self.owner.post("/desk/exports", {"list": "orders", "format": "csv"})
        made = headers["location"].rsplit("/", 1)[1]
        page = lambda i: json.loads(self.owner.send("GET", f"/desk/tasks/{i}", None, {"Accept": "application/json"})[2])
        return self.made(made, lambda i: page(i)["state"])

    def exported_by_program(self):
        made = self.act("/api/v1/exports", {"list": "products", "format": "csv"})["id"]
        return self.made(made, lambda i: self.shop.api("GET", f"/api/v1/exports/{i}")[1]["state"])

    def second_session(self):
        """Another session of the owner's, as the page of the account names it."""
        self.shop.sql("INSERT INTO regulars.session (token_hash, kind, subject_id, created_at, seen_at, expires_at) SELECT RANDOM_BYTES(32), 2, "
                      "id, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6), UTC_TIMESTAMP(6) + INTERVAL 1 HOUR FROM regulars.staff "
                      "WHERE email = 'owner@mail.example'")
        _, _, text = self.owner.get("/desk/me")
        return re.search(rb"/desk/me/sessions/([0-9a-f]+)/end", text).group(1).decode()

    def kept(self, who, path, fields):
        """What a browser sent when its session was over: where it is shown once it is signed in again."""
        over = Browser(self.shop)
        over.cookies = {n: v for n, v in who.cookies.items() if not n.endswith("sid")}
        _, got, _ = over.post(path, fields)
        return urllib.parse.parse_qs(urllib.parse.urlparse(got["location"]).query)["next"][0]

    def other_session(self):
        """Another session of the customer's, as their page names it."""
        self.sign_in(Browser(self.shop))
        _, _, text = self.customer.get("/me/sessions")
        return re.search(rb"/me/sessions/([0-9a-f]+)/end", text).group(1).decode()

    def invited(self):
        """A colleague with an invitation that nobody has opened yet."""
        self.invitation()
        return self.shop.sql("SELECT MAX(id) AS id FROM regulars.staff WHERE state = 0 AND invite_hash IS NOT NULL")[0][0]

    def colleague(self):
        """Somebody who works here."""
        who = self.invited()
        self.shop.sql(f"UPDATE regulars.staff SET state = 1, invite_hash = NULL, password_hash = 'x' WHERE id = {who}")
        return who

    def saved_view(self, of=0):
        """A view of the list of orders (1: of customers) that somebody else may share."""
        number = next(self.serial)
        self.shop.sql("INSERT INTO regulars.order_view (id, owner_id, shared, name, query, list, created_at) "
                      f"SELECT {number}, MAX(id), 1, 'theirs {number}', 'view=all', {of}, UTC_TIMESTAMP(6) FROM regulars.staff")
        return number

    def key(self):
        """A program's key that may be revoked."""
        self.shop.regulars("api-key", "create", f"till {next(self.serial)}", "viewer")
        return self.shop.sql("SELECT MAX(id) AS id FROM regulars.api_key")[0][0]

    def role(self):
        """A role of the shop's own that nobody has."""
        n = next(self.serial)
        self.shop.sql(f"INSERT INTO regulars.staff_role (word, name, permissions, version, created_at) VALUES (LPAD({n}, 16, '0'), 'Role {n}', 3, 1, "
                      "UTC_TIMESTAMP(6))")
        return f"{n:016}"

    def webhook(self, tail="", state=0):
        """A webhook whose host nobody knows, with an event that was not taken; the page of it."""
        # at most 32 there may be; those just made are still asked for
        self.shop.sql("UPDATE regulars.hook SET state = 4 WHERE id < "
                      "(SELECT id FROM (SELECT id FROM regulars.hook ORDER BY id DESC LIMIT 1 OFFSET 8) AS old)")
        hook = self.act("/api/v1/webhooks", self.hook_draft())["id"]
        self.shop.sql(f"INSERT INTO regulars.hook_event (id, hook_id, at, body, spread) VALUES ({hook}, {hook}, UTC_TIMESTAMP(6), '{{}}', 1);"
                      f" INSERT INTO regulars.hook_delivery (id, hook_id, event_id, state, run_at, created_at)"
                      f" VALUES ({hook}, {hook}, {hook}, 3, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6));"
                      f" UPDATE regulars.hook SET state = {state} WHERE id = {hook}")
        return f"/desk/settings/webhooks/{hook}{tail.format(hook)}"

    def hook(self, tail="", state=0):
        """The same for programs."""
        return "/api/v1" + self.webhook(tail, state)[len("/desk/settings"):]

    def hook_draft(self):
        return {"name": "Books", "url": "https://localhost/in", "events": ["placed"]}

    def half_way(self):
        """A member of staff whose password was right, and who has no second factor yet."""
        browser, path = Browser(self.shop), self.invitation()
        browser.get(path)
        browser.post(path, {"name": "He", "password": PASSWORD})
        return browser

    def before_code(self):
        """The owner after the password, before the code."""
        browser = Browser(self.shop)
        browser.get("/desk/sign-in")
        browser.post("/desk/sign-in", {"email": "owner@mail.example", "password": PASSWORD})
        return browser

    def secret(self):
        self.half = self.half or self.half_way()
        _, _, page = self.half.get("/desk/enrol")
        return re.search(rb'class="mono">([A-Z2-7]+)<', page).group(1).decode()

    def product(self):
        code = f"P{next(self.serial)}"
        return {"code": code, "name_en": "Tea", "name_zh": "茶", "kind": "goods", "state": "on_sale",
                "skus": [{"code": f"S-{code}", "price": "12.50"}]}

    def a_product(self):
        return self.act("/api/v1/products", self.product())["id"]

    def category(self):
        return {"name_en": f"Category {next(self.serial)}", "name_zh": "分类"}

    def made_category(self):
        return self.act("/api/v1/categories", self.category())

    def new_customer(self):
        n = next(self.serial)
        return {"contact": {"name": "Lin", "phone": f"1380001{n:04}"}, "source": "till", "source_id": str(n), "tags": ["by phone"]}

    def made_customer(self):
        return self.act("/api/v1/customers", self.new_customer())

    def a_customer(self):
        return self.made_customer()["id"]

    def two_customers(self):
        return f"{self.made_customer()['number']}/merge/{self.made_customer()['number']}"

    def merged(self):
        """A merging that can be undone."""
        done = self.act(f"/api/v1/customers/{self.two_customers()}", {})["merge"]
        return f"{done['kept']}/merges/{done['id']}/undo"

    def customer_address(self, tail=""):
        path = f"/api/v1/customers/{self.made_customer()['number']}/addresses"
        return f"{path}/{self.act(path, ADDRESS)['id']}{tail}"

    def message(self):
        return self.shop.sql("SELECT MAX(id) AS id FROM regulars.outbox")[0][0]

    def choices(self, tail="", template="placed"):
        """The recipient's link, as a message to them says it."""
        if template != "placed":
            self.shipped()
        message = self.shop.sql(f"SELECT MAX(id) AS id FROM regulars.outbox WHERE template = '{template}'")[0][0]
        _, _, text = self.owner.get(f"/desk/outbox/{message}")
        number, key = re.search(rb"/messages/(\d+)\?k=([\w-]+)", text).groups()
        return f"/messages/{number.decode()}{tail}?k={key.decode()}"

    def short_link(self):
        """As a message of few words says it."""
        message = self.shop.sql("SELECT MAX(id) AS id FROM regulars.outbox WHERE template = 'placed'")[0][0]
        self.shop.sql(f"UPDATE regulars.outbox SET channel = 1, said = NULL WHERE id = {message}")
        _, _, text = self.owner.get(f"/desk/outbox/{message}")
        self.shop.sql(f"UPDATE regulars.outbox SET channel = 0 WHERE id = {message}")
        return re.search(rb"/s/[\w-]+", text).group(0).decode()

    def failed_message(self):
        message = self.message()
        self.shop.sql(f"UPDATE regulars.outbox SET state = 3 WHERE id = {message}")
        return message


ADDRESS = {"label": "Home", "name": "Lin", "phone": "13800000001", "province": "浙江省", "city": "杭州市", "district": "西湖区",
           "street": "文三路 1 号", "postcode": "310012"}
CONTACT = {"name": "Lin", "phone": "13800000001", "city": "杭州市", "street": "文三路 9 号"}


def flat(tree, prefix=""):
    """A JSON body as the fields of a form."""
    out = {}
    for name, value in tree.items():
        if isinstance(value, dict):
            out.update(flat(value, f"{prefix}{name}."))
        elif isinstance(value, list):
            for i, row in enumerate(value):
                out.update(flat(row, f"{prefix}{name}.{i}."))
        else:
            out[prefix + name] = "on" if value is True else str(value)
    return out


def own(tail, make="order", **fields):
    def ask(w, method):
        o = getattr(w, make)()
        if method == "GET":
            return Ask(w.nobody, f"/o/{o['number']}{tail}?k={o['k']}", want=200)
        return Ask(w.nobody, f"/o/{o['number']}{tail}", {"k": o["k"], "proof": o["proof"], **flat(fields)}, 303)
    return ask


def said(w):
    """What a customer says of an order that arrived."""
    o = w.delivered()
    return Ask(w.nobody, f"/o/{o['number']}/feedback", {"k": o["k"], "version": "0", "items.0.line": o["line"], "items.0.stars": "4",
                                                        "items.0.tag_fresh": "1", "items.0.body": "Fresh, and well packed.",
                                                        "delivery": "5", "service": "4", "heard": "friend", "anonymous": "1"}, 303)


def survey(w, audience="link", publish=True):
    """A new one at the desk: NPS, then a text."""
    w.owner.get("/desk/surveys/new")
    w.owner.post("/desk/surveys", {"title": "How are we?", "audience": audience, "often": "open"})
    path = "/desk/surveys/" + json.loads(w.owner.send("GET", "/desk/surveys", None, {"Accept": "application/json"})[2])["surveys"][0]["id"]
    for fields in ({"kind": "nps"}, {"kind": "text", "text_en": "Why?", "text_zh": "为什么？"}):
        w.owner.get(path)
        w.owner.post(path + "/questions", fields)
    if publish:
        w.owner.get(path)
        w.owner.post(path + "/publish", {})
    return path


def survey_code(w):
    return "/survey/" + json.loads(w.owner.send("GET", survey(w), None, {"Accept": "application/json"})[2])["survey"]["code"]


def answered_survey(w):
    path = survey(w)
    at = "/survey/" + json.loads(w.owner.send("GET", path, None, {"Accept": "application/json"})[2])["survey"]["code"]
    w.nobody.get(at)
    w.nobody.post(at, {"q": "1", "answer": "9"})
    return path[len("/desk"):]


def stopped_survey(w):
    path = survey(w)
    w.owner.get(path)
    w.owner.post(path + "/stop", {})
    return path


def sent_survey(w):
    return survey(w, "solved")


def paused_survey(w):
    path = sent_survey(w)
    w.owner.get(path)
    w.owner.post(path + "/pause", {})
    return path


def survey_of_order(w):
    survey(w, "order")
    o = w.delivered()
    return Ask(w.nobody, f"/o/{o['number']}/survey?k={o['k']}", want=303)


def review(w):
    """A new one, at the desk."""
    ask = said(w)
    w.nobody.get(f"{ask.path}?k={ask.fields['k']}")
    w.nobody.post(ask.path, ask.fields)
    return "/desk/reviews/" + json.loads(w.owner.send("GET", "/desk/reviews", None, {"Accept": "application/json"})[2])["reviews"][0]["id"]


def hidden_review(w):
    path = review(w)
    w.owner.get(path)
    w.owner.post(path + "/hide", {"reason": "abuse", "why": "Insults"})
    return path


def wrote(w):
    o = w.order()
    return Ask(w.nobody, f"/o/{o['number']}/messages", {"k": o["k"], "body": "Where is it?"}, 303)


def wording(w):
    w.owner.get("/desk/wordings/new")
    w.owner.post("/desk/wordings", {"name": "Late", "body_en": "Dear {name}"})
    return "/desk/wordings/" + json.loads(w.owner.send("GET", "/desk/wordings", None, {"Accept": "application/json"})[2])["wordings"][-1]["id"]


def item(w):
    """What a customer wrote, in the inbox."""
    o = w.order()
    w.nobody.get(f"/o/{o['number']}/messages?k={o['k']}")
    w.nobody.post(f"/o/{o['number']}/messages", {"k": o["k"], "body": "Where is it?"})
    return "/desk/inbox/" + str(w.shop.sql("SELECT MAX(id) AS id FROM regulars.feedback_item")[0][0])


def chat_item(w):
    """What somebody asked in a chat, as the hook puts it there."""
    chat = next(w.serial) + 7000  # below all ids that are made
    at = "UTC_TIMESTAMP(6)"
    w.shop.sql(f"INSERT INTO regulars.feedback_chat (id, channel, value, name, created_at) VALUES ({chat}, 0, 'o-{chat}', '', {at})")
    w.shop.sql("INSERT INTO regulars.feedback_item (id, customer_id, source, state, shelf, later, lang, body, opened_at, due_at, chat_id) "
               f"VALUES ({chat}, NULL, 0, 0, 0, 1, 0, 'Red?', {at}, {at}, {chat})")
    w.shop.sql("INSERT INTO regulars.feedback_item_event (id, item_id, kind, state, actor_kind, actor_id, at) "
               f"VALUES ({chat}, {chat}, 0, 0, 0, 0, {at})")
    return f"/desk/inbox/{chat}"


def linked_item(w):
    path = chat_item(w)
    w.owner.get(path)
    w.owner.post(path + "/link", {"who": w.order()["number"]})
    return path


def ended_item(w):
    path = item(w)
    w.owner.get(path)
    w.owner.post(path + "/resolve", {"outcome": "answered"})
    return path


def me(w):
    return str(w.shop.sql("SELECT MIN(id) AS id FROM regulars.staff WHERE role = 'owner' AND state = 1")[0][0])


def waiting_review(w):
    path = review(w)
    w.shop.sql(f"UPDATE regulars.review_count c JOIN regulars.review r ON r.sku_id = c.sku_id AND r.stars = c.stars SET c.n = c.n - 1 WHERE r.id = {path.split('/')[-1]}; "
               f"UPDATE regulars.review SET state = 2 WHERE id = {path.split('/')[-1]}")
    return path


def reviewed(w):
    """An order of which something is said, and the review."""
    ask = said(w)
    w.nobody.get(f"{ask.path}?k={ask.fields['k']}")
    w.nobody.post(ask.path, ask.fields)
    number = ask.path.split("/")[2]
    return number, ask.fields["k"], w.shop.sql(
        f"SELECT r.id AS id FROM regulars.review r JOIN regulars.orders o ON o.id = r.order_id WHERE o.number = '{number}'")[0][0]


def follow_page(w):
    number, k, _ = reviewed(w)
    return Ask(w.nobody, f"/o/{number}/follow-up?k={k}", want=200)


def photo_page(w):
    number, k, _ = reviewed(w)
    return Ask(w.nobody, f"/o/{number}/photos?k={k}", want=200)


def photo(w):
    number, k, review_id = reviewed(w)
    w.nobody.get(f"/o/{number}/photos?k={k}")
    return Ask(w.nobody, f"/o/{number}/photos", {"k": k, "review": review_id, "file": png()}, 303)


def with_photo(w):
    """The photo of a review, its order's number and key."""
    ask = photo(w)
    w.nobody.post(ask.path, ask.fields)
    return w.shop.sql(f"SELECT MAX(id) AS id FROM regulars.review_photo WHERE review_id = {ask.fields['review']}")[0][0], ask


def no_photo(w):
    photo_id, ask = with_photo(w)
    return Ask(w.nobody, f"{ask.path}/remove", {"k": ask.fields["k"], "photo": photo_id}, 303)


def photo_act(act, was_hidden):
    def ask(w):
        photo_id, brought = with_photo(w)
        w.shop.sql(f"UPDATE regulars.review_photo SET is_hidden = {was_hidden} WHERE id = {photo_id}")
        return Ask(w.owner, f"/desk/reviews/{brought.fields['review']}/photos/{photo_id}/{act}", {}, 303)
    return ask


def follow(w):
    number, k, review_id = reviewed(w)
    return Ask(w.nobody, f"/o/{number}/follow-up", {"k": k, "review": review_id, "body": "Still as good after a month."}, 303)


def others_review(w):
    """What another customer said."""
    w.who = 2
    try:
        return reviewed(w)[2]
    finally:
        w.who = 1


def helpful_by_link(w):
    o = w.order()
    return Ask(w.nobody, f"/o/{o['number']}/helpful", {"k": o["k"], "review": others_review(w)}, 303)


def act(tail, make, fields):
    """An act on an order: its page, its form, its API twin."""
    def ask(w, method, api=False):
        o = getattr(w, make)()
        tree = {"version": 0, **(fields(o) if callable(fields) else fields)}
        if api:
            return Ask(None, f"/api/v1/orders/{o['number']}/{tail}", tree, (200, 201))
        path = f"/desk/orders/{o['number']}/{tail}"
        return Ask(w.owner, path, want=200) if method == "GET" else Ask(w.owner, path, flat(tree), 303)
    return ask


def parcel_act(tail, make, fields):
    def ask(w, method, api=False):
        o = getattr(w, make)()
        tree = fields(w) if callable(fields) else dict(fields)
        if api:
            return Ask(None, f"/api/v1/parcels/{o['parcel']}/{tail}", tree, (200, 201))
        return Ask(w.owner, f"/desk/parcels/{o['parcel']}/{tail}", flat(tree), 303)
    return ask


def change(o):
    """A change set of an order of two GOODS at 10.00."""
    return {"version": o["version"], "lines": [{"line": o["line"], "quantity": 1, "unit_price": "9.00"}],
            "add": [{"sku": "GOODS", "quantity": 2, "unit_price": "10.00"}], "discount": "1.00", "shipping": "4.00", "why": "by phone"}


def split(o):
    return {"version": o["version"], "lines": [{"line": o["line"], "quantity": 1}], "why": "one is sent later"}


def regroup_check(act, make, fields, by_program):
    def ask(w):
        o = getattr(w, make)()
        if by_program:
            return Ask(None, f"/api/v1/orders/{o['number']}/{act}/check", fields(o), 200)
        return Ask(w.owner, f"/desk/orders/{o['number']}/{act}/check", flat(fields(o)), 200)
    return ask


def edit_check(by_program):
    def ask(w):
        o = w.order()
        if by_program:
            return Ask(None, f"/api/v1/orders/{o['number']}/edit/check", change(o), 200)
        return Ask(w.owner, f"/desk/orders/{o['number']}/edit/check", flat(change(o)), 200)
    return ask


def unlink(by_program):
    def ask(w):
        o, other = w.order(), w.order()
        w.act(f"/api/v1/orders/{o['number']}/links", {"kind": "after", "other": other["number"]})
        _, tree = w.shop.api("GET", f"/api/v1/orders/{o['number']}")
        link = tree["linked"]["links"][0]["id"]
        if by_program:
            return Ask(None, f"/api/v1/orders/{o['number']}/links/{link}/remove", {}, 200)
        return Ask(w.owner, f"/desk/orders/{o['number']}/links/{link}/remove", {}, 303)
    return ask


def finding(by_program):
    def ask(w):
        o = w.found()
        tree = {"version": 0, "answer": "pass"}
        if by_program:
            return Ask(None, f"/api/v1/orders/{o['number']}/findings/{o['finding']}", tree, 200)
        return Ask(w.owner, f"/desk/orders/{o['number']}/findings/{o['finding']}", flat(tree), 303)
    return ask


ORDER_ACTS = {
    "confirm": act("confirm", "in_review", {}),
    "hold": act("hold", "order", {"reason": "customer_wish", "until": "2099-01-02"}),
    "release": act("release", "held", {}),
    "close": act("close", "settled", {}),
    "cancel": act("cancel", "order", {"reason": "duplicate"}),
    "cancel-line": act("cancel-line", "order", lambda o: {"line": o["line"], "quantity": 1, "reason": "no_stock"}),
    "wait": act("wait", "order", lambda o: {"line": o["line"], "wait": "back_order", "until": "2099-01-02"}),
    "promise": act("promise", "order", {"from": "2099-01-02", "until": "2099-01-03", "why": "new stock"}),
    "address": act("address", "order", {"contact": CONTACT}),
    "reopen": act("reopen", "cancelled", {"why": "by mistake"}),
    "tags": act("tags", "order", {"tag": "to wrap"}),
    "links": act("links", "pair", lambda o: {"kind": "after", "other": o["other"]}),
    "split": act("split", "order", split),
    "merge": act("merge", "pair", lambda o: {"into": o["other"], "why": "twice"}),
    "edit": act("edit", "order", lambda o: {**change(o), "agreed": "32.00"}),
    "payments": act("payments", "order", {"method": "bank_transfer", "amount": "10.00", "reference": "till 4"}),
    "refunds": act("refunds", "paid", lambda o: {"payment": o["payment"], "amount": "1.00", "why": "late"}),
    "credits": act("credits", "order", {"kind": "goodwill", "amount": "1.00", "why": "sorry"}),
    "parcels": act("parcels", "order", lambda o: {"lines": [{"order_line": o["line"], "quantity": 1}]}),
}
PARCEL_ACTS = {
    "ship": parcel_act("ship", "packed", lambda w: {"carrier": "sf", "tracking_number": w.tracking_number(),
                                                    "promised_day": "2099-01-02"}),
    "events": parcel_act("events", "shipped", {"state": "in_transit", "place": "上海", "words": "已到达", "problem": "none"}),
    "promise": parcel_act("promise", "shipped", {"from_day": "2099-01-02", "to_day": "2099-01-03", "reason": "weather"}),
    "deliver": parcel_act("deliver", "shipped", {}),
    "solve": parcel_act("solve", "stuck", {}),
    "unpack": parcel_act("unpack", "packed", {}),
}


def page(who, path, want=200):
    return lambda w: Ask(getattr(w, who), path(w) if callable(path) else path, want=want)


def form(who, path, fields, want=303):
    return lambda w: Ask(getattr(w, who), path(w) if callable(path) else path, fields(w) if callable(fields) else dict(fields), want)


def api(path, fields=None, want=(200, 201)):
    return lambda w: Ask(None, path(w) if callable(path) else path, fields(w) if callable(fields) else fields, want)


def staff_code(w):
    w.shop.sql("UPDATE regulars.staff SET totp_last_step = 0 WHERE email = 'owner@mail.example'")
    return Ask(w.before_code(), "/desk/code", {"code": totp(w.owner.secret), "next": ""}, 303)


def customer_code(w):
    browser = Browser(w.shop)
    return Ask(browser, "/sign-in/code", {"code": w.ask_code(browser), "next": ""}, 303)


def erased(w):
    """Somebody whose one order is cancelled, signed in by a code."""
    who = next(w.serial) + 5000
    _, o = w.shop.api("POST", "/api/v1/orders", order_tree("GOODS", 1, who))
    w.act(f"/api/v1/orders/{o['number']}/cancel", {"reason": "duplicate"})
    browser = Browser(w.shop)
    before = set(glob.glob(os.path.join(w.shop.var, "mail", "*.eml")))
    browser.get("/sign-in")
    browser.post("/sign-in", {"email": EMAIL.format(who)})
    code = w.mailed_code(before, EMAIL.format(who))
    browser.get("/sign-in/code")
    browser.post("/sign-in/code", {"code": code})
    browser.get("/me/erase")
    return Ask(browser, "/me/erase", {"sure": "1"}, 303)


def own_data(w):
    """Somebody who has shown just now that it is them asks for their data."""
    w.shop.sql("DELETE FROM regulars.task WHERE kind = 'own_data'")
    w.shop.sql("UPDATE regulars.session SET stepped_up_at = UTC_TIMESTAMP(6) WHERE kind = 1")
    w.customer.get("/me/data")
    return Ask(w.customer, "/me/data", {}, 303)


def own_data_file(w):
    """The worker has made it."""
    ask = own_data(w)
    w.customer.post(ask.path, ask.fields)
    w.made(None, lambda _: w.shop.sql("SELECT IF(state = 1, 'done', 'open') FROM regulars.task WHERE kind = 'own_data'")[0][0])
    return Ask(w.customer, "/me/data/file", None, 200)


def enrolment(w):
    browser = w.half_way()
    _, _, text = browser.get("/desk/enrol")
    secret = re.search(rb'class="mono">([A-Z2-7]+)<', text).group(1).decode()
    return Ask(browser, "/desk/enrol", {"code": totp(secret)}, 200)


def signed_out(path, who):
    return lambda w: Ask(who(w), path, {}, 303)


def product_change(by_program):
    """A product of its own, as it is, with the version it has."""
    def ask(w):
        tree = w.product()
        made = w.act("/api/v1/products", tree)
        tree["version"] = made["version"]
        if by_program:
            return Ask(None, f"/api/v1/products/{tree['code']}", tree, 200)
        return Ask(w.owner, f"/desk/products/{tree['code']}", flat(tree), 303)
    return ask


def product_options(by_program):
    def ask(w):
        made = w.act("/api/v1/products", w.product())
        tree = {"version": made["version"], "make": True,
                "options": [{"name_en": "Size", "name_zh": "尺寸", "values_en": "S, L", "values_zh": "小, 大"}]}
        if by_program:
            return Ask(None, f"/api/v1/products/{made['code']}/options", tree, 200)
        return Ask(w.owner, f"/desk/products/{made['code']}/options", flat(tree), 303)
    return ask


def category_change(by_program):
    def ask(w):
        made = w.made_category()
        tree = {"name_en": made["name_en"], "name_zh": "改", "version": made["version"]}
        if by_program:
            return Ask(None, f"/api/v1/categories/{made['id']}", tree, 200)
        return Ask(w.owner, f"/desk/categories/{made['id']}", tree, 303)
    return ask


def news(w):
    o = w.shipped()
    return {"tracking_number": o["tracking"], "carrier": "sf", "state": "in_transit",
            "at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), "place": "上海"}


VALID = {
    "GET /": page("nobody", "/", 303),
    "GET /desk": page("owner", "/desk", 303),
    "POST /preferences": form("nobody", "/preferences", {"lang": "en", "theme": "dark", "back": "/track"}),
    "GET /theme.css": api("/theme.css?v=1-c8102e-", want=200),
    "GET /healthz": api("/healthz", want=200),
    # nginx stands between: who asks is not on this machine's own socket
    "GET /readyz": api("/readyz", want=(200, 404)),
    "GET /track": page("nobody", "/track"),
    "POST /track": form("nobody", "/track", lambda w: {"order": w.first["number"], "contact": "0001"}),
    "GET /track/lost": page("nobody", "/track/lost"),
    "POST /track/lost": form("nobody", "/track/lost", {"email": EMAIL.format(1)}),
    "GET /track/parcel": page("nobody", lambda w: f"/track/parcel?n={w.shipped()['tracking']}"),
    "GET /me/orders": page("customer", "/me/orders"),
    "GET /o/{number}": page("nobody", lambda w: f"/o/{w.first['number']}?k={w.first['k']}"),
    "GET /o/{number}/cancel": lambda w: own("/cancel")(w, "GET"),
    "POST /o/{number}/cancel": lambda w: own("/cancel", reason="too_slow")(w, "POST"),
    "GET /o/{number}/address": lambda w: own("/address")(w, "GET"),
    "POST /o/{number}/address": lambda w: own("/address", contact=CONTACT, version=1)(w, "POST"),
    "GET /o/{number}/receipt": lambda w: own("/receipt", "shipped")(w, "GET"),
    "POST /o/{number}/receipt": lambda w: own("/receipt", "shipped")(w, "POST"),
    "GET /o/{number}/feedback": lambda w: own("/feedback", "delivered")(w, "GET"),
    "POST /o/{number}/feedback": said,
    "GET /o/{number}/messages": lambda w: own("/messages")(w, "GET"),
    "POST /o/{number}/messages": lambda w: wrote(w),
    "GET /o/{number}/photos": photo_page,
    "POST /o/{number}/photos": photo,
    "POST /o/{number}/photos/remove": no_photo,
    "POST /desk/reviews/{id}/photos/{photo}/hide": photo_act("hide", 0),
    "POST /desk/reviews/{id}/photos/{photo}/show": photo_act("show", 1),
    "GET /o/{number}/follow-up": follow_page,
    "POST /o/{number}/follow-up": follow,
    "POST /o/{number}/helpful": helpful_by_link,
    "GET /p/{sku}": page("nobody", "/p/GOODS"),
    "GET /p/{sku}/reviews": page("nobody", "/p/GOODS/reviews"),
    "GET /reviews": page("nobody", "/reviews"),
    "GET /o/{number}/survey": survey_of_order,
    "GET /survey/{code}": page("nobody", survey_code),
    "POST /survey/{code}": form("nobody", survey_code, {"q": "1", "answer": "9"}),
    "GET /sign-in": page("nobody", "/sign-in"),
    "POST /sign-in": form("nobody", "/sign-in", {"email": "nobody@mail.example", "next": "/me/orders"}),
    "GET /sign-in/code": page("nobody", "/sign-in/code", (200, 303)),
    "POST /sign-in/code": customer_code,
    "POST /sign-out": signed_out("/sign-out", lambda w: w.sign_in(Browser(w.shop))),
    "GET /join": page("nobody", "/join?from=counter"),
    "POST /join": form("nobody", "/join", lambda w: {"name": "Newcomer", "email": f"new{next(w.serial)}@mail.example", "offers_email": "1",
                                                     "from": "counter"}),
    "GET /join/code": page("nobody", "/join/code", (200, 303)),
    "POST /join/code": form("nobody", "/join/code", {"code": "000000"}, 422),
    "GET /desk/customers/alike": page("owner", "/desk/customers/alike"),
    "GET /desk/customers/{number}/merge/{other}": page("owner", lambda w: f"/desk/customers/{w.two_customers()}"),
    "POST /desk/customers/{number}/merge/{other}": form("owner", lambda w: f"/desk/customers/{w.two_customers()}", {"name": "joined"}),
    "POST /desk/customers/{number}/merges/{id}/undo": form("owner", lambda w: f"/desk/customers/{w.merged()}", {}),
    "GET /desk/customers/join": page("owner", "/desk/customers/join"),
    "GET /sign-in/password": page("nobody", "/sign-in/password"),
    "POST /sign-in/password": form("nobody", "/sign-in/password", {"email": "nobody@mail.example", "password": "three quiet words",
                                                                   "next": "/me/orders", "remember": "1"}, 422),
    "GET /me/ways": page("customer", "/me/ways"),
    "POST /me/ways": form("customer", "/me/ways", lambda w: {"email": f"way{next(w.serial)}@mail.example"}),
    "GET /me/code": page("customer", "/me/code", (200, 303)),
    "POST /me/code": form("customer", "/me/code", {"code": "000000", "next": "/me/ways"}, 422),
    "GET /me/erase": page("customer", "/me/erase"),
    "POST /me/erase": erased,
    "GET /me/data": page("customer", "/me/data"),
    "POST /me/data": own_data,
    "GET /me/data/file": own_data_file,
    "POST /me/data/code": form("customer", "/me/data/code", {"way": "1"}),
    "GET /me/sign-ins": page("customer", "/me/sign-ins"),
    "POST /me/personal": form("customer", "/me/personal", {"personal": "1"}),
    "POST /me/erase/code": form("customer", "/me/erase/code", {"way": "1"}),
    "GET /me/password": page("customer", "/me/password"),
    "POST /me/password": form("customer", "/me/password", {"password": "three quiet words"}),
    "POST /me/password/code": form("customer", "/me/password/code", {"way": "1"}),
    "POST /me/password/remove": form("customer", "/me/password/remove", {}),
    "GET /me/account": page("customer", "/me/account"),
    "POST /me/account": form("customer", "/me/account", lambda w: {
        "name": "Lin", "lang": "en", "version": w.version()}),
    "GET /s/{code}": page("nobody", lambda w: w.short_link(), 303),
    "GET /messages/{id}": page("nobody", lambda w: w.choices()),
    "POST /messages/{id}": form("nobody", lambda w: w.choices(), {"delivery_email": "1"}),
    "GET /messages/{id}/unsubscribe": page("nobody", lambda w: w.choices("/unsubscribe")),
    "POST /messages/{id}/unsubscribe": api(lambda w: w.choices("/unsubscribe", "shipped"), {"List-Unsubscribe": "One-Click"}, 204),
    # without the signature: what is sent with it is tried by t/notify/bounce.c
    "POST /hooks/bounces": api("/hooks/bounces", {"email": "gone@mail.example", "kind": "soft", "reason": "452 full"}, 401),
    "POST /hooks/messages": api("/hooks/messages", {"channel": "wechat", "user": "o-1", "id": "m-1", "text": "Red.", "time": "2026-11-02T10:00:00+08:00"}, 401),
    "POST /hooks/mail": api("/hooks/mail", {"to": "reply@in.shop.example", "text": "Red."}, 401),
    "GET /me/messages": page("customer", "/me/messages"),
    "POST /me/messages": form("customer", "/me/messages", {"delivery_email": "1", "offers_email": "1"}),
    "GET /me/kept/{token}": page("customer", lambda w: w.kept(w.customer, "/me/about", {"name": "Lin"})),
    "GET /me/contact": page("customer", "/me/contact"),
    "POST /me/contact": form("customer", "/me/contact", {"body": "Do you roast on Mondays?"}),
    "GET /me/sessions": page("customer", "/me/sessions"),
    "POST /me/end-others": form("customer", "/me/end-others", {}),
    "POST /me/sessions/{id}/end": form("customer", lambda w: f"/me/sessions/{w.other_session()}/end", {}),
    "GET /me/about": page("customer", "/me/about"),
    "POST /me/about": form("customer", "/me/about", lambda w: {
        "birthday": "1990-02-28", "birthday_ok": "1", "gender": "female", "gender_ok": "1", "occupation": "baker", "occupation_ok": "1",
        "income": "5k_10k", "income_ok": "1", "version": w.version()}),
    "GET /me/wishes": page("customer", lambda w: f"/me/wishes?address={w.address}"),
    "POST /me/wishes": form("customer", "/me/wishes", lambda w: {"packing": "no plastic", "allergy": "nuts", "version": w.version()}),
    "GET /me/addresses": page("customer", "/me/addresses"),
    "POST /me/addresses": form("customer", "/me/addresses", ADDRESS),
    "GET /me/addresses/new": page("customer", "/me/addresses/new"),
    "GET /me/addresses/{id}": page("customer", lambda w: f"/me/addresses/{w.address}"),
    "POST /me/addresses/{id}": form("customer", lambda w: f"/me/addresses/{w.address}", ADDRESS),
    "POST /me/addresses/{id}/default": form("customer", lambda w: f"/me/addresses/{w.address}/default", {}),
    "POST /me/addresses/{id}/remove": form("customer", lambda w: f"/me/addresses/{w.add_address()}/remove", {}),
    "GET /desk/sign-in": page("nobody", "/desk/sign-in"),
    "POST /desk/sign-in": lambda w: Ask(Browser(w.shop), "/desk/sign-in",
                                        {"email": "owner@mail.example", "password": PASSWORD, "next": "/desk/orders"}, 303),
    "GET /desk/code": lambda w: Ask(w.before_code(), "/desk/code", want=200),
    "POST /desk/code": staff_code,
    "GET /desk/invite/{token}": page("nobody", World.invitation),
    "POST /desk/invite/{token}": lambda w: Ask(Browser(w.shop), w.invitation(), {"name": "He", "password": PASSWORD}, 303),
    "GET /desk/enrol": lambda w: Ask(w.half_way(), "/desk/enrol", want=200),
    "POST /desk/enrol": enrolment,
    "POST /desk/sign-out": signed_out("/desk/sign-out", World.half_way),
    "GET /desk/orders": page("owner", "/desk/orders?view=to_ship&source=api"),
    "POST /desk/orders": form("owner", "/desk/orders", lambda w: flat({
        "lines": [{"sku": "GOODS", "quantity": 1, "unit_price": "9.99"}, {"sku": "", "quantity": "", "unit_price": ""}],
        "contact": CONTACT, "payment_method": "cod", "lang": "zh-CN", "note": "ring", "discount": "1", "shipping": "5",
        "source_ref": f"W-{next(w.serial)}"})),
    "GET /desk/orders/new": page("owner", "/desk/orders/new"),
    "POST /desk/orders/new": form("owner", "/desk/orders/new", lambda w: {"lines.0.sku": "GOODS", "lines.0.quantity": "1", "take": "MADE"}, 200),
    "POST /desk/orders/bulk": form("owner", "/desk/orders/bulk", lambda w: {"act": "hold", "order": w.first["id"]}, 200),
    "POST /desk/orders/bulk/do": form("owner", "/desk/orders/bulk/do", lambda w: {"act": "note", "order": w.first["id"], "note": "look"}),
    "GET /desk/order-views/new": page("owner", "/desk/order-views/new?view=to_ship&payment=paid"),
    "POST /desk/order-views": form("owner", "/desk/order-views", lambda w: {"name": f"view {next(w.serial)}", "who": "me",
                                                                            "query": "view=to_ship&payment=paid"}),
    "GET /desk/order-views/{id}": page("owner", lambda w: f"/desk/order-views/{w.saved_view()}"),
    "POST /desk/order-views/{id}": form("owner", lambda w: f"/desk/order-views/{w.saved_view()}", lambda w: {
        "name": f"view {next(w.serial)}", "who": "shop", "query": "view=all&note=yes"}),
    "POST /desk/order-views/{id}/delete": form("owner", lambda w: f"/desk/order-views/{w.saved_view()}/delete", {}),
    "GET /desk/orders/{number}": page("owner", lambda w: f"/desk/orders/{w.first['number']}"),
    "GET /desk/orders/{number}/promotions": page("owner", lambda w: f"/desk/orders/{w.first['number']}/promotions"),
    "GET /api/v1/orders/{number}/promotions": api(lambda w: f"/api/v1/orders/{w.first['number']}/promotions"),
    "POST /desk/orders/{number}/full": form("owner", lambda w: f"/desk/orders/{w.first['number']}/full", {}, 200),
    "POST /desk/orders/{number}/notes": form("owner", lambda w: f"/desk/orders/{w.first['number']}/notes", {"note": "careful"}),
    "POST /desk/orders/{number}/edit/check": edit_check(False),
    "POST /api/v1/orders/{number}/edit/check": edit_check(True),
    "POST /desk/orders/{number}/split/check": regroup_check("split", "order", split, False),
    "POST /api/v1/orders/{number}/split/check": regroup_check("split", "order", split, True),
    "POST /desk/orders/{number}/merge/check": regroup_check("merge", "pair", lambda o: {"into": o["other"]}, False),
    "POST /api/v1/orders/{number}/merge/check": regroup_check("merge", "pair", lambda o: {"into": o["other"]}, True),
    "POST /desk/orders/{number}/links/{id}/remove": unlink(False),
    "POST /api/v1/orders/{number}/links/{id}/remove": unlink(True),
    "POST /desk/orders/{number}/tags/remove": form("owner", lambda w: f"/desk/orders/{w.tagged_order()}/tags/remove", {"tag": "gift"}),
    "POST /api/v1/orders/{number}/tags/remove": api(lambda w: f"/api/v1/orders/{w.tagged_order()}/tags/remove", {"tag": "gift"}),
    "POST /desk/orders/{number}/findings/{id}": finding(False),
    "POST /api/v1/orders/{number}/findings/{id}": finding(True),
    "GET /desk/production": page("owner", "/desk/production"),
    "POST /desk/production": form("owner", "/desk/production", lambda w: {"sku": w.bench(), "start": "1", "due": "2099-01-02"}),
    "GET /desk/production/new": page("owner", lambda w: f"/desk/production/new?sku={w.bench()}"),
    "GET /desk/production/{id}": page("owner", lambda w: f"/desk/production/{w.batch()}"),
    "GET /desk/production/{id}/sheet": page("owner", lambda w: f"/desk/production/{w.batch()}/sheet"),
    "POST /desk/production/{id}/start": form("owner", lambda w: f"/desk/production/{w.batch(False)}/start", {}),
    "POST /desk/production/{id}/finish": form("owner", lambda w: f"/desk/production/{w.batch()}/finish", {"made": "1", "scrapped": "1", "why": "a crack"}),
    "GET /api/v1/production": api("/api/v1/production"),
    "GET /api/v1/production/to-make": api("/api/v1/production/to-make"),
    "POST /api/v1/production": api("/api/v1/production", lambda w: {"sku": w.bench(), "planned": 3, "note": "blue"}),
    "GET /api/v1/production/{id}": api(lambda w: f"/api/v1/production/{w.batch()}"),
    "POST /api/v1/production/{id}/start": api(lambda w: f"/api/v1/production/{w.batch(False)}/start", {}),
    "POST /api/v1/production/{id}/finish": api(lambda w: f"/api/v1/production/{w.batch()}/finish", {"made": 1, "scrapped": 1, "why": "a crack"}),
    "GET /desk/notices": page("owner", "/desk/notices"),
    "POST /desk/notices": form("owner", "/desk/notices", {"up_to": "912206270309285889"}),
    "GET /desk/notices/choices": page("owner", "/desk/notices/choices"),
    "POST /desk/notices/choices": form("owner", "/desk/notices/choices", {
        f"{kind}_{way}": "own" for kind in ("mention", "hold_ends", "confirm_late", "promise_near") for way in ("page", "mail")}),
    "GET /desk/checks": page("owner", "/desk/checks"),
    "GET /api/v1/orders/{number}/ledger": api(lambda w: f"/api/v1/orders/{w.first['number']}/ledger"),
    "GET /desk/parcels/{id}": page("owner", lambda w: f"/desk/parcels/{w.shipped()['parcel']}"),
    "GET /api/v1/parcels/{id}": api(lambda w: f"/api/v1/parcels/{w.shipped()['parcel']}"),
    "GET /api/v1/customers": api("/api/v1/customers?limit=5&tag=espresso&orders_from=0&since_from=2001-01-01&spent_from=0.00&view=all&sort=spent", want=200),
    "GET /api/v1/customers/{number}": api(lambda w: f"/api/v1/customers/{w.number()}", want=200),
    "GET /api/v1/customers/alike": api("/api/v1/customers/alike", want=200),
    "GET /api/v1/customers/{number}/merges": api(lambda w: f"/api/v1/customers/{w.number()}/merges", want=200),
    "GET /api/v1/customers/{number}/merge/{other}": api(lambda w: f"/api/v1/customers/{w.two_customers()}", want=200),
    "POST /api/v1/customers/{number}/merge/{other}": api(lambda w: f"/api/v1/customers/{w.two_customers()}", {"name": "joined"}, 200),
    "POST /api/v1/customers/{number}/merges/{id}/undo": api(lambda w: f"/api/v1/customers/{w.merged()}", {}, 200),
    "POST /api/v1/customers": api("/api/v1/customers", World.new_customer, 201),
    "POST /api/v1/customers/{number}": api(lambda w: f"/api/v1/customers/{w.made_customer()['number']}",
                                           {"name": "Lin Y.", "lang": "en", "contact": {"city": "上海市"}}, 200),
    "POST /api/v1/customers/{number}/notes": api(lambda w: f"/api/v1/customers/{w.number()}/notes", {"body": "prefers mornings"}, 200),
    "POST /api/v1/customers/{number}/tags": api(lambda w: f"/api/v1/customers/{w.made_customer()['number']}/tags", {"tag": "espresso"}, 200),
    "POST /api/v1/customers/{number}/tags/remove": api(lambda w: f"/api/v1/customers/{w.tagged()}/tags/remove", {"tag": "to go"}, 200),
    "POST /api/v1/customers/{number}/about": api(lambda w: f"/api/v1/customers/{w.made_customer()['number']}/about",
                                                 {"birthday": "1990-02-28", "birthday_ok": True, "gender": "other", "gender_ok": True}, 200),
    "POST /api/v1/customers/{number}/wishes": api(lambda w: f"/api/v1/customers/{w.made_customer()['number']}/wishes", {"allergy": "nuts"}, 200),
    "GET /api/v1/customers/{number}/messages": api(lambda w: f"/api/v1/customers/{w.number()}/messages", want=200),
    "POST /api/v1/customers/{number}/messages": api(lambda w: f"/api/v1/customers/{w.number()}/messages",
                                                    {"delivery_email": True, "offers_email": False}, 200),
    "POST /api/v1/customers/{number}/addresses": api(lambda w: f"/api/v1/customers/{w.made_customer()['number']}/addresses", ADDRESS, 201),
    "POST /api/v1/customers/{number}/addresses/{id}": api(lambda w: w.customer_address(), ADDRESS, 200),
    "POST /api/v1/customers/{number}/addresses/{id}/default": api(lambda w: w.customer_address("/default"), {}, 200),
    "POST /api/v1/customers/{number}/addresses/{id}/remove": api(lambda w: w.customer_address("/remove"), {}, 200),
    "GET /api/v1/parcels": api("/api/v1/parcels?state=in_transit&limit=5", want=200),
    "GET /api/v1/payments": api("/api/v1/payments?limit=5", want=200),
    "POST /api/v1/parcels/events": api("/api/v1/parcels/events", news),
    "GET /desk/customer-views/new": page("owner", "/desk/customer-views/new?view=open&tag=espresso"),
    "POST /desk/customer-views": form("owner", "/desk/customer-views", lambda w: {"name": f"view {next(w.serial)}", "who": "me",
                                                                                  "query": "view=open&orders_from=2"}),
    "GET /desk/customer-views/{id}": page("owner", lambda w: f"/desk/customer-views/{w.saved_view(1)}"),
    "POST /desk/customer-views/{id}": form("owner", lambda w: f"/desk/customer-views/{w.saved_view(1)}", lambda w: {
        "name": f"view {next(w.serial)}", "who": "shop", "query": "view=all&guest=no"}),
    "POST /desk/customer-views/{id}/delete": form("owner", lambda w: f"/desk/customer-views/{w.saved_view(1)}/delete", {}),
    "POST /desk/customers/bulk": form("owner", "/desk/customers/bulk", lambda w: {"act": "tag", "customer": w.a_customer(), "tag": "espresso", "look": "1"}, 200),
    "POST /desk/customers/bulk/do": form("owner", "/desk/customers/bulk/do", lambda w: {"act": "tag", "customer": w.a_customer(), "tag": "espresso"}),
    "GET /desk/customers": page("owner", "/desk/customers?q=Walker"),
    "GET /desk/customers/{number}": page("owner", lambda w: f"/desk/customers/{w.number()}"),
    "POST /desk/customers/{number}/full": form("owner", lambda w: f"/desk/customers/{w.number()}/full", {}, 200),
    "POST /desk/customers/{number}/notes": form("owner", lambda w: f"/desk/customers/{w.number()}/notes", {"body": "prefers mornings"}),
    "POST /desk/customers/{number}/tags": form("owner", lambda w: f"/desk/customers/{w.made_customer()['number']}/tags", {"tag": "espresso"}),
    "POST /desk/customers/{number}/tags/remove": form("owner", lambda w: f"/desk/customers/{w.tagged()}/tags/remove", {"tag": "to go"}),
    "GET /me/points": page("customer", "/me/points"),
    "POST /me/helpful": form("customer", "/me/helpful", lambda w: {"review": others_review(w)}),
    "GET /me/reviews": page("customer", "/me/reviews?tab=mine"),
    "GET /desk/customers/{number}/points": page("owner", lambda w: f"/desk/customers/{w.number()}/points"),
    "GET /desk/customers/{number}/points/change": page("owner", lambda w: f"/desk/customers/{w.number()}/points/change"),
    "POST /desk/customers/{number}/points/change": form("owner", lambda w: f"/desk/customers/{w.number()}/points/change",
                                                        {"way": "give", "points": "20", "why": "a late parcel"}),
    "GET /api/v1/customers/{number}/points": api(lambda w: f"/api/v1/customers/{w.number()}/points", want=200),
    "POST /api/v1/customers/{number}/points": api(lambda w: f"/api/v1/customers/{w.number()}/points",
                                                  {"way": "give", "points": 20, "why": "a late parcel"}, 200),
    "GET /desk/customers/{number}/orders": page("owner", lambda w: f"/desk/customers/{w.number()}/orders"),
    "GET /desk/customers/{number}/contacts": page("owner", lambda w: f"/desk/customers/{w.number()}/contacts"),
    "GET /desk/customers/{number}/messages": page("owner", lambda w: f"/desk/customers/{w.number()}/messages"),
    "GET /desk/customers/{number}/wishes": page("owner", lambda w: f"/desk/customers/{w.number()}/wishes"),
    "POST /desk/customers/{number}/wishes": form("owner", lambda w: f"/desk/customers/{w.number()}/wishes",
                                                 lambda w: {"taste": "dark", "delivery_time": "after 18:00", "version": w.version()}),
    "GET /desk/orders/{number}/pick-list": page("owner", lambda w: f"/desk/orders/{w.first['number']}/pick-list"),
    "GET /desk/categories": page("owner", "/desk/categories"),
    "POST /desk/categories": form("owner", "/desk/categories", World.category),
    "GET /desk/categories/{id}": page("owner", lambda w: f"/desk/categories/{w.made_category()['id']}"),
    "POST /desk/categories/{id}": category_change(False),
    "POST /desk/categories/{id}/remove": form("owner", lambda w: f"/desk/categories/{w.made_category()['id']}/remove", {}),
    "GET /api/v1/categories": api("/api/v1/categories"),
    "POST /api/v1/categories": api("/api/v1/categories", World.category),
    "POST /api/v1/categories/{id}": category_change(True),
    "GET /desk/products": page("owner", "/desk/products"),
    "POST /desk/products": form("owner", "/desk/products", lambda w: flat(w.product())),
    "POST /desk/products/bulk": form("owner", "/desk/products/bulk", lambda w: {"act": "price", "product": w.a_product(), "percent": "5", "look": "1"}, 200),
    "POST /desk/products/bulk/do": form("owner", "/desk/products/bulk/do", lambda w: {"act": "price", "product": w.a_product(), "percent": "5"}),
    "GET /desk/products/new": page("owner", "/desk/products/new"),
    "GET /desk/products/{code}": page("owner", "/desk/products/GOODS"),
    "GET /desk/products/{code}/options": page("owner", "/desk/products/GOODS/options"),
    "POST /desk/products/{code}/options": product_options(False),
    "POST /api/v1/products/{code}/options": product_options(True),
    "GET /desk/products/{code}/pictures": page("owner", "/desk/products/GOODS/pictures"),
    "POST /desk/pictures": form("owner", "/desk/pictures", lambda w: {"product": w.with_pictures(), "file": png(), "alt_zh": "红"}),
    "GET /desk/pictures/{id}": page("owner", lambda w: f"/desk/pictures/{w.picture()}"),
    "POST /desk/pictures/{id}": form("owner", lambda w: f"/desk/pictures/{w.picture()}", {"alt_en": "Red", "alt_zh": "红", "of": ""}),
    "POST /desk/pictures/{id}/move": form("owner", lambda w: f"/desk/pictures/{w.picture()}/move", {"direction": "up"}),
    "POST /desk/pictures/{id}/remove": form("owner", lambda w: f"/desk/pictures/{w.picture()}/remove", {}),
    "GET /api/v1/products/{code}/pictures": api("/api/v1/products/GOODS/pictures"),
    "POST /api/v1/pictures": api("/api/v1/pictures", lambda w: {"product": w.with_pictures(), "file": png(), "alt_en": "Red"}, 201),
    "GET /api/v1/pictures/{id}": api(lambda w: f"/api/v1/pictures/{w.picture()}"),
    "POST /api/v1/pictures/{id}": api(lambda w: f"/api/v1/pictures/{w.picture()}", {"alt_en": "Red", "alt_zh": "红", "of": ""}, 200),
    "POST /api/v1/pictures/{id}/move": api(lambda w: f"/api/v1/pictures/{w.picture()}/move", {"direction": "up"}, 200),
    "POST /api/v1/pictures/{id}/remove": api(lambda w: f"/api/v1/pictures/{w.picture()}/remove", {}, 200),
    "GET /desk/products/{code}/changes": page("owner", "/desk/products/GOODS/changes"),
    "POST /desk/products/{code}": product_change(False),
    "GET /desk/outbox": page("owner", "/desk/outbox"),
    "GET /desk/outbox/{id}": page("owner", lambda w: f"/desk/outbox/{w.message()}"),
    "POST /desk/outbox/again": form("owner", lambda w: w.failed_message() and "/desk/outbox/again", {}),
    "POST /desk/outbox/{id}/again": form("owner", lambda w: f"/desk/outbox/{w.failed_message()}/again", {}),
    "GET /desk/audit": page("owner", "/desk/audit?kind=sign_in&from=2020-01-01&to=2099-12-31"),
    "GET /desk/exports/new": page("owner", "/desk/exports/new?list=orders&view=to_ship"),
    "POST /desk/exports": form("owner", "/desk/exports", {"list": "orders", "format": "csv_excel", "filters": "view=all"}),
    "GET /desk/exports/{id}/file": page("owner", lambda w: f"/desk/exports/{w.exported()}/file"),
    "POST /api/v1/exports": api("/api/v1/exports", {"list": "products", "format": "xlsx"}, 201),
    "GET /api/v1/exports/{id}": api(lambda w: f"/api/v1/exports/{w.exported_by_program()}"),
    "GET /api/v1/exports/{id}/file": api(lambda w: f"/api/v1/exports/{w.exported_by_program()}/file"),
    "GET /desk/imports": page("owner", "/desk/imports"),
    "POST /desk/imports": form("owner", "/desk/imports", {"kind": "stock", "text": "SKU,Counted\nGOODS,1000000"}),
    "GET /desk/imports/new": page("owner", "/desk/imports/new?kind=stock"),
    "GET /desk/imports/template": page("owner", "/desk/imports/template?kind=products"),
    "GET /desk/imports/{id}": page("owner", lambda w: w.brought()),
    "POST /desk/imports/{id}/repair": form("owner", lambda w: f"{w.brought()}/repair", {"field": "counted", "how": "comma"}),
    "POST /desk/imports/{id}/read-as": form("owner", lambda w: f"{w.brought()}/read-as", {"encoding": "gb18030", "delimiter": "tab"}),
    "POST /desk/imports/{id}/check": form("owner", lambda w: f"{w.brought()}/check", {"map": "sku"}),
    "POST /desk/imports/{id}/run": form("owner", lambda w: f"{w.checked()}/run", {}),
    "POST /desk/imports/{id}/undo": form("owner", lambda w: f"{w.imported()}/undo", {}),
    "GET /desk/imports/{id}/failed": page("owner", lambda w: f"{w.checked()}/failed"),
    "GET /api/v1/imports": api("/api/v1/imports?limit=5", want=200),
    "POST /api/v1/imports": api("/api/v1/imports", {"kind": "stock", "text": "SKU,Counted\nGOODS,1000000", "name": "count.csv"}, 201),
    "GET /api/v1/imports/{id}": api(lambda w: f"/api/v1/imports/{w.checked_by_program()}"),
    "POST /api/v1/imports/{id}/run": api(lambda w: f"/api/v1/imports/{w.checked_by_program()}/run", {"tells": False}),
    "POST /api/v1/imports/{id}/repair": api(lambda w: f"/api/v1/imports/{w.checked_by_program()}/repair", {"field": "name_en", "how": "empty", "to": "Tea"}),
    "POST /api/v1/imports/{id}/undo": api(lambda w: f"/api/v1/imports/{w.imported_by_program()}/undo", {}),
    "GET /api/v1/imports/{id}/failed": api(lambda w: f"/api/v1/imports/{w.checked_by_program()}/failed"),
    "GET /desk/tasks": page("owner", "/desk/tasks"),
    "GET /desk/tasks/{id}": page("owner", lambda w: f"/desk/tasks/{w.exported()}"),
    "POST /desk/tasks/{id}/stop": form("owner", lambda w: f"/desk/tasks/{w.exported()}/stop", {}),
    "GET /desk/keys": page("owner", "/desk/keys"),
    "GET /desk/kept/{token}": page("owner", lambda w: w.kept(w.owner, f"/desk/orders/{w.first['number']}/notes", {"note": "Ring first"})),
    "GET /desk/me": page("owner", "/desk/me"),
    "POST /desk/me/end-others": form("owner", "/desk/me/end-others", {}),
    "POST /desk/me/sessions/{id}/end": form("owner", lambda w: f"/desk/me/sessions/{w.second_session()}/end", {}),
    "GET /desk/settings": page("owner", "/desk/settings"),
    "POST /desk/settings": form("owner", "/desk/settings", {"pay_minutes": "31", "was.pay_minutes": "30", "shipping_fee": "8.00", "lang": "zh-CN",
                                                            "shop_name_en": "Corner", "prices_include_tax": "yes", "zone": "Asia/Shanghai"}),
    "GET /desk/settings/keys": page("owner", "/desk/settings/keys"),
    "POST /desk/settings/keys": form("owner", "/desk/settings/keys", {"name": "Till", "permissions": "orders.read", "until": "2090-01-31"}, 200),
    "GET /desk/settings/keys/new": page("owner", "/desk/settings/keys/new"),
    "GET /desk/settings/keys/{id}": page("owner", lambda w: f"/desk/settings/keys/{w.key()}"),
    "POST /desk/settings/keys/{id}/revoke": form("owner", lambda w: f"/desk/settings/keys/{w.key()}/revoke", {}),
    "GET /desk/staff/roles": page("owner", "/desk/staff/roles"),
    "POST /desk/staff/roles": form("owner", "/desk/staff/roles", lambda w: {"name": f"Own {next(w.serial)}", "permissions": "orders.read"}),
    "GET /desk/staff/roles/new": page("owner", "/desk/staff/roles/new"),
    "GET /desk/staff/roles/{word}": page("owner", lambda w: f"/desk/staff/roles/{w.role()}"),
    "POST /desk/staff/roles/{word}": form("owner", lambda w: f"/desk/staff/roles/{w.role()}",
                                          lambda w: {"name": f"Other {next(w.serial)}", "permissions": "stock", "version": "1"}),
    "POST /desk/staff/roles/{word}/delete": form("owner", lambda w: f"/desk/staff/roles/{w.role()}/delete", {}),
    "GET /desk/settings/logo": page("owner", "/desk/settings/logo"),
    "POST /desk/settings/logo": form("owner", "/desk/settings/logo", {"file": png()}),
    "POST /desk/settings/logo/remove": form("owner", lambda w: w.with_logo(), {}),
    "GET /desk/settings/bounces": page("owner", "/desk/settings/bounces"),
    "POST /desk/settings/bounces": form("owner", "/desk/settings/bounces", {}, 200),
    "GET /desk/settings/chats": page("owner", "/desk/settings/chats"),
    "POST /desk/settings/chats": form("owner", "/desk/settings/chats", {}, 200),
    "GET /desk/inbox": page("owner", "/desk/inbox?view=low&topic=packaging"),
    "GET /desk/inbox/{id}": page("owner", item),
    "POST /desk/inbox/{id}/answer": form("owner", lambda w: item(w) + "/answer", {"version": "1", "body": "It leaves today.", "waits": "1"}),
    "POST /desk/inbox/{id}/give": form("owner", lambda w: item(w) + "/give", lambda w: {"version": "1", "to": me(w)}),
    "POST /desk/inbox/{id}/resolve": form("owner", lambda w: item(w) + "/resolve", {"version": "1", "outcome": "answered", "told": "It left."}),
    "POST /desk/inbox/{id}/compensate": form("owner", lambda w: item(w) + "/compensate", {"version": "1", "gift": "credit", "credit": "1.00",
                                                                                       "cause": "It was late"}),
    "POST /desk/inbox/{id}/hide": form("owner", lambda w: item(w) + "/hide", {"version": "1", "reason": "advertising", "why": "Sells watches"}),
    "POST /desk/inbox/{id}/reopen": form("owner", lambda w: ended_item(w) + "/reopen", {}),
    "POST /desk/inbox/{id}/link": form("owner", lambda w: chat_item(w) + "/link", lambda w: {"version": "0", "who": w.order()["number"]}),
    "POST /desk/inbox/{id}/unlink": form("owner", lambda w: linked_item(w) + "/unlink", {}),
    "POST /desk/inbox/{id}/topic": form("owner", lambda w: item(w) + "/topic", {"version": "1", "topic": "price"}),
    "GET /desk/calls/new": page("owner", "/desk/calls/new"),
    "POST /desk/calls": form("owner", "/desk/calls", lambda w: {"who": w.order()["number"], "body": "It came late.", "topic": "delivery", "outcome": "answered"}),
    "GET /desk/wordings": page("owner", "/desk/wordings"),
    "POST /desk/wordings": form("owner", "/desk/wordings", {"name": "Sorry", "body_en": "Dear {name}", "body_zh": "您好"}),
    "GET /desk/wordings/new": page("owner", "/desk/wordings/new"),
    "GET /desk/wordings/{id}": page("owner", wording),
    "POST /desk/wordings/{id}": form("owner", wording, {"name": "Very late", "body_en": "Dear {name}, {order} is late."}),
    "POST /desk/wordings/{id}/remove": form("owner", lambda w: wording(w) + "/remove", {}),
    "GET /desk/surveys": page("owner", "/desk/surveys"),
    "POST /desk/surveys": form("owner", "/desk/surveys", {"title": "Yearly", "audience": "link", "often": "customer", "quota": "1000"}),
    "GET /desk/surveys/new": page("owner", "/desk/surveys/new"),
    "GET /desk/surveys/definitions": page("owner", "/desk/surveys/definitions"),
    "GET /desk/surveys/{id}": page("owner", survey),
    "POST /desk/surveys/{id}": form("owner", survey, {"title": "Monthly", "audience": "link", "often": "link", "quota": "5"}),
    "POST /desk/surveys/{id}/publish": form("owner", lambda w: survey(w, publish=False) + "/publish", {}),
    "POST /desk/surveys/{id}/start": form("owner", lambda w: stopped_survey(w) + "/start", {}),
    "POST /desk/surveys/{id}/stop": form("owner", lambda w: survey(w) + "/stop", {}),
    "POST /desk/surveys/{id}/pause": form("owner", lambda w: sent_survey(w) + "/pause", {}),
    "POST /desk/surveys/{id}/resume": form("owner", lambda w: paused_survey(w) + "/resume", {}),
    "GET /desk/surveys/{id}/preview": page("owner", lambda w: survey(w) + "/preview?lang=zh-CN"),
    "GET /desk/surveys/{id}/results": page("owner", lambda w: survey(w) + "/results?by=answer&with=1"),
    "GET /desk/surveys/{id}/texts": page("owner", lambda w: survey(w) + "/texts?q=2"),
    "GET /desk/surveys/{id}/questions": page("owner", lambda w: survey(w) + "/questions?kind=single"),
    "POST /desk/surveys/{id}/questions": form("owner", lambda w: survey(w) + "/questions", {
        "kind": "single", "required": "1", "text_en": "Which?", "text_zh": "哪个？", "choices_en": "Tea\nCoffee", "choices_zh": "茶\n咖啡",
        "least": "0", "most": "9", "about_1": "q1", "op_1": "least", "value_1": "9", "about_2": "sku", "op_2": "is", "value_2": "DRIP-10"}),
    "GET /desk/surveys/{id}/questions/{num}": page("owner", lambda w: survey(w) + "/questions/2"),
    "POST /desk/surveys/{id}/questions/{num}": form("owner", lambda w: survey(w) + "/questions/2", {
        "kind": "text", "text_en": "Why so?", "text_zh": "为什么呢？"}),
    "POST /desk/surveys/{id}/questions/{num}/remove": form("owner", lambda w: survey(w) + "/questions/2/remove", {}),
    "POST /desk/surveys/{id}/questions/{num}/up": form("owner", lambda w: survey(w) + "/questions/2/up", {}),
    "GET /desk/words": page("owner", lambda w: (review(w), "/desk/words?sku=GOODS&weeks=4")[1]),
    "GET /desk/words/lists": page("owner", "/desk/words/lists"),
    "POST /desk/words/lists": form("owner", "/desk/words/lists", {"word": "walnut\n开箱", "packaging": "crate", "delivery": "", "quality": "", "price": "", "service": "",
                                                                  "description": "", "ordering": "", "positive": "", "negative": "", "small": ""}),
    "GET /desk/reviews": page("owner", "/desk/reviews?view=low"),
    "GET /desk/reviews/{id}": page("owner", review),
    "POST /desk/reviews/{id}/reply": form("owner", lambda w: review(w) + "/reply", {"body": "Thank you."}),
    "POST /desk/reviews/{id}/hide": form("owner", lambda w: review(w) + "/hide", {"reason": "off_topic", "why": "About the weather"}),
    "POST /desk/reviews/{id}/publish": form("owner", lambda w: waiting_review(w) + "/publish", {}),
    "POST /desk/reviews/{id}/show": form("owner", lambda w: hidden_review(w) + "/show", {}),
    "GET /desk/points": page("owner", "/desk/points"),
    "GET /desk/settings/tiers": page("owner", "/desk/settings/tiers"),
    "POST /desk/settings/tiers": form("owner", "/desk/settings/tiers", lambda w: w.tier() and {
        "name_en": "Gold", "name_zh": "金卡", "entry": str(next(w.serial)), "rate": "1.5", "more_en": "Early sales"}),
    "POST /desk/settings/tiers/way": form("owner", "/desk/settings/tiers/way", {"by": "spend", "months": "12", "grace_days": "30"}),
    "GET /desk/settings/tiers/new": page("owner", "/desk/settings/tiers/new"),
    "GET /desk/settings/tiers/{id}": page("owner", lambda w: f"/desk/settings/tiers/{w.tier()}"),
    "POST /desk/settings/tiers/{id}": form("owner", lambda w: f"/desk/settings/tiers/{w.tier()}",
                                           lambda w: {"version": "1", "name_en": "Gold", "name_zh": "金卡", "entry": str(next(w.serial))}),
    "POST /desk/settings/tiers/{id}/remove": form("owner", lambda w: f"/desk/settings/tiers/{w.tier()}/remove", {}),
    "GET /desk/promotions": page("owner", "/desk/promotions"),
    "POST /desk/promotions": form("owner", "/desk/promotions", lambda w: w.promotion_draft()),
    "GET /desk/promotions/new": page("owner", "/desk/promotions/new"),
    "GET /desk/promotions/{id}": page("owner", lambda w: f"/desk/promotions/{w.promotion()}"),
    "POST /desk/promotions/{id}": form("owner", lambda w: f"/desk/promotions/{w.promotion()}", {"version": 1, "name_en": "May", "name_zh": "五月"}),
    "POST /desk/promotions/{id}/end": form("owner", lambda w: f"/desk/promotions/{w.promotion()}/end", {}),
    "GET /desk/promotions/{id}/codes": page("owner", lambda w: f"/desk/promotions/{w.promotion()}/codes"),
    "POST /desk/promotions/{id}/codes": form("owner", lambda w: f"/desk/promotions/{w.promotion()}/codes", lambda w: {"code": f"more-{next(w.serial)}"}),
    "POST /desk/promotions/{id}/codes/end": form("owner", lambda w: w.coded()[0].replace("/api/v1", "/desk"), lambda w: {"code": w.code}),
    "GET /r/{number}": page("nobody", lambda w: f"/r/{w.member()}"),
    "GET /me/invite": page("customer", "/me/invite"),
    "POST /me/invite": form("customer", "/me/invite", lambda w: {"number": w.member()}, (303, 422)),
    "GET /desk/referrals": page("owner", "/desk/referrals"),
    "GET /desk/referrals/{id}/allow": page("owner", lambda w: f"/desk/referrals/{w.refused_referral()}/allow"),
    "POST /desk/referrals/{id}/allow": form("owner", lambda w: f"/desk/referrals/{w.refused_referral()}/allow", {"why": "Two sisters"}),
    "GET /api/v1/referrals": api("/api/v1/referrals", want=200),
    "POST /api/v1/referrals/{id}/allow": api(lambda w: f"/api/v1/referrals/{w.refused_referral()}/allow", {"why": "Two sisters"}, want=200),
    "GET /me/rewards": page("customer", "/me/rewards"),
    "POST /me/rewards/{id}": form("customer", lambda w: f"/me/rewards/{w.reward()}", {}),
    "GET /desk/rewards": page("owner", "/desk/rewards"),
    "POST /desk/rewards": form("owner", "/desk/rewards", lambda w: {**w.reward_draft(), "is_on": "1"}),
    "GET /desk/rewards/new": page("owner", "/desk/rewards/new"),
    "GET /desk/rewards/{id}": page("owner", lambda w: f"/desk/rewards/{w.reward()}"),
    "POST /desk/rewards/{id}": form("owner", lambda w: f"/desk/rewards/{w.reward()}", {"version": 1, "name_en": "May", "name_zh": "五月", "points": 1}),
    "POST /desk/rewards/{id}/return": form("owner", lambda w: w.claimed("/desk"), lambda w: {"claim": w.claim}),
    "GET /api/v1/rewards": api("/api/v1/rewards", want=200),
    "POST /api/v1/rewards": api("/api/v1/rewards", lambda w: w.reward_draft(), 201),
    "GET /api/v1/rewards/{id}": api(lambda w: f"/api/v1/rewards/{w.reward()}", want=200),
    "POST /api/v1/rewards/{id}": api(lambda w: f"/api/v1/rewards/{w.reward()}", {"version": 1, "name_en": "May", "name_zh": "五月", "points": 1}, 200),
    "POST /api/v1/rewards/{id}/return": api(lambda w: w.claimed("/api/v1"), lambda w: {"claim": w.claim}, 200),
    "GET /api/v1/customers/{number}/rewards": api(lambda w: f"/api/v1/customers/{w.member()}/rewards", want=200),
    "POST /api/v1/customers/{number}/rewards": api(lambda w: f"/api/v1/customers/{w.member()}/rewards", lambda w: {"reward": w.reward()}, 201),
    "GET /api/v1/promotions": api("/api/v1/promotions", want=200),
    "POST /api/v1/promotions": api("/api/v1/promotions", lambda w: w.promotion_draft(), 201),
    "GET /api/v1/promotions/{id}": api(lambda w: f"/api/v1/promotions/{w.promotion()}", want=200),
    "POST /api/v1/promotions/{id}": api(lambda w: f"/api/v1/promotions/{w.promotion()}", {"version": 1, "name_en": "May", "name_zh": "五月"}, 200),
    "POST /api/v1/promotions/{id}/end": api(lambda w: f"/api/v1/promotions/{w.promotion()}/end", {}, 200),
    "POST /api/v1/promotions/{id}/codes": api(lambda w: f"/api/v1/promotions/{w.promotion()}/codes", lambda w: {"code": f"MORE-{next(w.serial)}"}, 201),
    "POST /api/v1/promotions/{id}/codes/end": api(lambda w: w.coded()[0], lambda w: {"code": w.code}, 200),
    "GET /desk/settings/tax": page("owner", "/desk/settings/tax"),
    "POST /desk/settings/tax": form("owner", "/desk/settings/tax", lambda w: {"country": "US", "postal": str(next(w.serial)), "standard": "7.25",
                                                                             "from": "2026-01-01"}),
    "GET /desk/settings/tax/new": page("owner", "/desk/settings/tax/new"),
    "GET /desk/settings/tax/{id}": page("owner", lambda w: f"/desk/settings/tax/{w.tax_zone()}"),
    "POST /desk/settings/tax/{id}": form("owner", lambda w: f"/desk/settings/tax/{w.tax_zone()}",
                                         lambda w: {"version": 1, "country": "US", "postal": str(next(w.serial)), "standard": "8"}),
    "POST /desk/settings/tax/{id}/remove": form("owner", lambda w: f"/desk/settings/tax/{w.tax_zone()}/remove", {}),
    "GET /desk/settings/messages": page("owner", "/desk/settings/messages"),
    "GET /desk/settings/messages/{channel}": page("owner", "/desk/settings/messages/sms"),
    "POST /desk/settings/messages/{channel}": form("owner", "/desk/settings/messages/sms", {
        "url": "https://localhost/sms", "format": "json", "body": '{"to": "{{to}}", "text": "{{text}}"}', "headers": "X-App: {{secret}}",
        "secret": "abc", "good_member": "code", "good_value": "0"}),
    "GET /desk/settings/messages/{channel}/try": page("owner", "/desk/settings/messages/email/try"),
    "POST /desk/settings/messages/{channel}/try": form("owner", "/desk/settings/messages/email/try", {"to": "walker@mail.example"}),
    "GET /api/v1/webhooks": api("/api/v1/webhooks", want=200),
    "POST /api/v1/webhooks": api("/api/v1/webhooks", lambda w: w.hook_draft(), 201),
    "GET /api/v1/webhooks/{id}": api(lambda w: w.hook(), want=200),
    "POST /api/v1/webhooks/{id}": api(lambda w: w.hook(), {"name": "Tax", "url": "https://localhost/in", "events": ["refunded"]}, 200),
    "POST /api/v1/webhooks/{id}/rotate": api(lambda w: w.hook("/rotate"), {}, 200),
    "POST /api/v1/webhooks/{id}/on": api(lambda w: w.hook("/on", 1), {}, 200),
    "POST /api/v1/webhooks/{id}/off": api(lambda w: w.hook("/off"), {}, 200),
    "POST /api/v1/webhooks/{id}/remove": api(lambda w: w.hook("/remove"), {}, 200),
    "POST /api/v1/webhooks/{id}/try": api(lambda w: w.hook("/try"), {}, 202),
    "POST /api/v1/webhooks/{id}/replay": api(lambda w: w.hook("/replay"), {"from": "2020-01-01", "to": "2090-01-01", "only_failed": True}, 200),
    "GET /api/v1/webhooks/{id}/deliveries": api(lambda w: w.hook("/deliveries?state=failed&limit=5"), want=200),
    "GET /api/v1/webhooks/{id}/deliveries/{delivery}": api(lambda w: w.hook("/deliveries/{}"), want=200),
    "POST /api/v1/webhooks/{id}/deliveries/{delivery}/replay": api(lambda w: w.hook("/deliveries/{}/replay"), {}, 200),
    "GET /desk/settings/webhooks": page("owner", "/desk/settings/webhooks"),
    "POST /desk/settings/webhooks": form("owner", "/desk/settings/webhooks", {"name": "Books", "url": "https://localhost/in",
                                                                             "events": "placed"}, 200),
    "GET /desk/settings/webhooks/new": page("owner", "/desk/settings/webhooks/new"),
    "GET /desk/settings/webhooks/{id}": page("owner", lambda w: w.webhook()),
    "POST /desk/settings/webhooks/{id}": form("owner", lambda w: w.webhook(), {"name": "Tax", "url": "https://localhost/in", "events": "paid"}),
    "POST /desk/settings/webhooks/{id}/rotate": form("owner", lambda w: w.webhook("/rotate"), {}, 200),
    "POST /desk/settings/webhooks/{id}/on": form("owner", lambda w: w.webhook("/on", 1), {}),
    "POST /desk/settings/webhooks/{id}/off": form("owner", lambda w: w.webhook("/off"), {}),
    "POST /desk/settings/webhooks/{id}/remove": form("owner", lambda w: w.webhook("/remove"), {}),
    "POST /desk/settings/webhooks/{id}/try": form("owner", lambda w: w.webhook("/try"), {}),
    "POST /desk/settings/webhooks/{id}/replay": form("owner", lambda w: w.webhook("/replay"), {"from": "2020-01-01", "to": "2090-01-01"}),
    "GET /desk/settings/webhooks/{id}/log": page("owner", lambda w: w.webhook("/log")),
    "GET /desk/settings/webhooks/{id}/log/{delivery}": page("owner", lambda w: w.webhook("/log/{}")),
    "POST /desk/settings/webhooks/{id}/log/{delivery}/replay": form("owner", lambda w: w.webhook("/log/{}/replay"), {}),
    "GET /desk/staff": page("owner", "/desk/staff"),
    "POST /desk/staff": form("owner", "/desk/staff", lambda w: {"email": f"she{next(w.serial)}@shop.example", "name": "She", "role": "care",
                                                               "lang": "zh-CN"}),
    "GET /desk/staff/new": page("owner", "/desk/staff/new"),
    "GET /desk/staff/{id}": page("owner", lambda w: f"/desk/staff/{w.invited()}"),
    "POST /desk/staff/{id}/invite": form("owner", lambda w: f"/desk/staff/{w.invited()}/invite", {}),
    "POST /desk/staff/{id}/withdraw": form("owner", lambda w: f"/desk/staff/{w.invited()}/withdraw", {}),
    "POST /desk/staff/{id}/role": form("owner", lambda w: f"/desk/staff/{w.invited()}/role", {"role": "orders"}),
    "POST /desk/staff/{id}/off": form("owner", lambda w: f"/desk/staff/{w.colleague()}/off", {}),
    "POST /desk/staff/{id}/end-sessions": form("owner", lambda w: f"/desk/staff/{w.colleague()}/end-sessions", {}),
    "POST /desk/staff/{id}/reset": form("owner", lambda w: f"/desk/staff/{w.colleague()}/reset", {}),
    "GET /api/v1/openapi.json": api("/api/v1/openapi.json", want=200),
    "GET /api/v1/events": api("/api/v1/events?limit=20", want=200),
    "GET /api/v1/orders": api("/api/v1/orders?view=all&status=draft&status=preparing&payment=unpaid&payment=paid&priority=first"
                              "&promised_from=2020-01-01&promised_to=2099-12-31&amount_from=0.01&amount_to=9000&sku=GOODS&place=H"
                              "&source=api&source=desk&tag=gift&note=no&hold=no&waiting=no&from=2020-01-01&to=2099-12-31&sort=priority"),
    "POST /api/v1/orders": api("/api/v1/orders", lambda w: {
        **order_tree("GOODS", 1), "source": "web", "source_ref": f"A-{next(w.serial)}", "customer_ref": "c7", "note": "ring twice",
        "discount": "1.00", "shipping": "5.00", "pay_first": False, "as_draft": False, "promised_to": "2099-01-02T03:04:05Z"}),
    "GET /api/v1/orders/{number}": api(lambda w: f"/api/v1/orders/{w.first['number']}"),
    "POST /api/v1/orders/{number}/notes": api(lambda w: f"/api/v1/orders/{w.first['number']}/notes", {"note": "careful"}),
    "GET /api/v1/inbox": api("/api/v1/inbox?view=todo"),
    "GET /api/v1/inbox/{id}": api(lambda w: "/api/v1/inbox/" + item(w).rsplit("/", 1)[1]),
    "POST /api/v1/inbox/{id}/answer": api(lambda w: "/api/v1/inbox/" + item(w).rsplit("/", 1)[1] + "/answer", {"body": "It leaves today.", "waits": True}),
    "POST /api/v1/inbox/{id}/give": api(lambda w: "/api/v1/inbox/" + item(w).rsplit("/", 1)[1] + "/give", lambda w: {"to": me(w)}),
    "POST /api/v1/inbox/{id}/resolve": api(lambda w: "/api/v1/inbox/" + item(w).rsplit("/", 1)[1] + "/resolve", {"outcome": "answered"}),
    "POST /api/v1/inbox/{id}/topic": api(lambda w: "/api/v1/inbox/" + item(w).rsplit("/", 1)[1] + "/topic", {"topic": "price"}),
    "GET /api/v1/surveys": api(lambda w: (survey(w), "/api/v1/surveys")[1]),
    "GET /api/v1/surveys/{id}/answers": api(lambda w: "/api/v1" + answered_survey(w) + "/answers"),
    "GET /api/v1/products": api("/api/v1/products"),
    "POST /api/v1/products": api("/api/v1/products", World.product),
    "GET /api/v1/products/{code}": api("/api/v1/products/GOODS"),
    "GET /api/v1/products/{sku}/reviews": api(lambda w: (review(w), "/api/v1/products/GOODS/reviews?stars=4")[1]),
    "POST /api/v1/products/{code}": product_change(True),
}
OWNER_OF = "SELECT customer_id FROM regulars.orders WHERE number = '{}'"


def customer_number(w):
    return w.shop.sql(f"SELECT number FROM regulars.customer WHERE id = ({OWNER_OF.format(w.first['number'])})")[0][0]


World.number = customer_number


def customer_version(w):
    return w.shop.sql(f"SELECT version FROM regulars.customer WHERE number = '{w.number()}'")[0][0]


World.version = customer_version


def tagged(w):
    """Somebody new each time: nobody can have more than so many tags."""
    number = w.made_customer()["number"]
    w.act(f"/api/v1/customers/{number}/tags", {"tag": "to go"})
    return number


World.tagged = tagged


def bind(made, method, in_api):
    return lambda w: made(w, method, in_api)


for name, made in ORDER_ACTS.items():
    for verb in ("GET", "POST"):
        VALID[f"{verb} /desk/orders/{{number}}/{name}"] = bind(made, verb, False)
    VALID[f"POST /api/v1/orders/{{number}}/{name}"] = bind(made, "POST", True)
for name, made in PARCEL_ACTS.items():
    VALID[f"POST /desk/parcels/{{id}}/{name}"] = bind(made, "POST", False)
    VALID[f"POST /api/v1/parcels/{{id}}/{name}"] = bind(made, "POST", True)
