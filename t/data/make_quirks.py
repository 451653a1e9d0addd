#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes online_retail_quirks.csv: 2,000 invented lines with every quirk an import of online-retail must know. The same file each time.

    t/data/make_quirks.py > t/data/online_retail_quirks.csv
    t/data/make_quirks.py --facts       what an import must end with, worked out here by other means
"""
import collections
import csv
import decimal
import sys

D = decimal.Decimal
LINES = 2000
HEAD = ["InvoiceNo", "StockCode", "Description", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID", "Country"]
GOODS = ["KITE", "LANTERN", "TEA TIN", "WOOL HAT", "BRASS BELL", "PAPER BOAT", "OAK SPOON", "SLATE CLOCK", "MOSS POT", "FELT FOX"]
COLOURS = ["RED", "BLUE", "GREEN", "IVORY", "AMBER", "GREY"]
LANDS = ["United Kingdom"] * 12 + ["France", "EIRE", "Germany", "RSA", "USA", "Hong Kong"]


class Dice:
    """Our own, so that every Python throws the same."""

    def __init__(self, seed):
        self.state = seed

    def roll(self, n):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % n

    def pick(self, items):
        return items[self.roll(len(items))]


dice = Dice(20240229)
rows = []
clock = {"minute": 0}
numbers = {"invoice": 700000, "customer": 90000}
CODES = [f"{40000 + 7 * i}{dice.pick(['', '', 'A', 'B', 'C', 'BL'])}" for i in range(120)]
NAMES = {code: f"{dice.pick(COLOURS)} {dice.pick(GOODS)} {i}" for i, code in enumerate(CODES)}
PRICES = {code: D(dice.pick(["0.42", "0.85", "1.25", "1.65", "2.1", "2.55", "3.75", "4.95", "8.5", "12.75"])) for code in CODES}


def stamp(minutes_later=0):
    """Office hours of the year that begins on 2015-11-04; days pass as the file grows."""
    total = clock["minute"] + minutes_later
    day, minute = divmod(total, 600)
    date = decimal_date(day)
    return f"{date} {8 + minute // 60:02d}:{minute % 60:02d}:00"


def decimal_date(day):
    months = [(2015, 11, 30), (2015, 12, 31), (2016, 1, 31), (2016, 2, 29), (2016, 3, 31), (2016, 4, 30), (2016, 5, 31),
              (2016, 6, 30), (2016, 7, 31), (2016, 8, 31), (2016, 9, 30)]
    day += 3
    for year, month, length in months:
        if day < length:
            return f"{year}-{month:02d}-{day + 1:02d}"
        day -= length
    raise ValueError("too many days")


def pass_time():
    clock["minute"] += 30 + dice.roll(500)


def invoice(prefix=""):
    numbers["invoice"] += 1
    return f"{prefix}{numbers['invoice']}"


def customer():
    numbers["customer"] += 1
    return str(numbers["customer"])


def put(no, code, text, quantity, when, price, who, land):
    rows.append([no, code, text, str(quantity), when, str(price), who, land])


def goods(no, code, quantity, when, who, land, price=None, text=None):
    put(no, code, NAMES.get(code, "") if text is None else text, quantity, when, PRICES[code] if price is None else price, who, land)


def sale(who, land, n, code_from=CODES):
    """An ordinary sale of n lines; returns its number and what is in it."""
    pass_time()
    no, when, held = invoice(), stamp(), []
    for _ in range(n):
        code, quantity = dice.pick(code_from), 1 + dice.roll(24)
        goods(no, code, quantity, when, who, land)
        held.append((code, quantity))
    return no, held


def credit(who, land, lines):
    pass_time()
    no, when = invoice("C"), stamp()
    for code, quantity in lines:
        goods(no, code, -quantity, when, who, land)
    return no


def credits():
    # The whole of the only sale it can be of, and a part of the only line.
    who = customer()
    _, held = sale(who, "France", 3, CODES[:40])
    credit(who, "France", merge(held))
    who = customer()
    goods_sale(who, [("40000", 12), ("40007", 6)])
    credit(who, "United Kingdom", [(CODES[0], 5)])
    # What was credited is not there again: the second of the same 5 + 5 + 5 finds only 2 left.
    credit(who, "United Kingdom", [(CODES[0], 5)])
    credit(who, "United Kingdom", [(CODES[0], 5)])
    # Two sales would do.
    who = customer()
    goods_sale(who, [(CODES[2], 4)])
    goods_sale(who, [(CODES[2], 9)])
    credit(who, "United Kingdom", [(CODES[2], 3)])
    # But only one has as many.
    credit(who, "United Kingdom", [(CODES[2], 8)])
    # Of an order before the file begins; of more than was sold; of two sales at once.
    credit(who, "United Kingdom", [(CODES[3], 1)])
    credit(who, "United Kingdom", [(CODES[2], 99)])
    goods_sale(who, [(CODES[4], 2)])
    credit(who, "United Kingdom", [(CODES[4], 1), (CODES[2], 1)])
    # Its sale comes later; of nobody.
    who = customer()
    credit(who, "United Kingdom", [(CODES[5], 1)])
    goods_sale(who, [(CODES[5], 1)])
    credit("", "United Kingdom", [(CODES[5], 2)])
    # A discount names no goods. A code twice adds up. Other letter case is the same code.
    who = customer()
    goods_sale(who, [(CODES[6], 3), (CODES[6], 3)])
    pass_time()
    put(invoice("C"), "D", "Discount", -1, stamp(), "27.5", who, "United Kingdom")
    credit(who, "United Kingdom", [(CODES[6], 4), (CODES[6], 1)])
    letters = next(c for c in CODES if c[-1].isalpha())
    goods_sale(who, [(letters, 3)])
    pass_time()
    goods(invoice("C"), letters.lower(), -2, stamp(), who, "United Kingdom", PRICES[letters], NAMES[letters])
    # All the sales of one minute: the credit comes behind its sale in the same minute.
    pass_time()
    who, no, when = customer(), invoice(), stamp()
    goods(no, CODES[7], 80995, when, who, "United Kingdom")
    goods(invoice("C"), CODES[7], -80995, when, who, "United Kingdom")
    # Nothing at all was credited.
    pass_time()
    goods(invoice("C"), CODES[7], -1, stamp(), who, "United Kingdom", "0.0")


def merge(lines):
    left = collections.OrderedDict()
    for code, quantity in lines:
        left[code] = left.get(code, 0) + quantity
    return list(left.items())


def goods_sale(who, lines, land="United Kingdom"):
    pass_time()
    no, when = invoice(), stamp()
    for code, quantity in lines:
        code = next((c for c in CODES if c.startswith(code)), code)
        goods(no, code, quantity, when, who, land)
    return no


def write_offs():
    for text in ("damaged", "lost", "", "  thrown   away ", "wrong £ label", "?"):
        pass_time()
        goods(invoice(), dice.pick(CODES), -(1 + dice.roll(300)), stamp(), "", "United Kingdom", "0.0", text)
    # Of a code that is no product, and among what a guest bought.
    pass_time()
    put(invoice(), "DCGS0099", "broken in the store", -3, stamp(), "0.0", "", "United Kingdom")
    pass_time()
    no, when = invoice(), stamp()
    goods(no, CODES[9], 4, when, "", "United Kingdom")
    goods(no, CODES[10], -2, when, "", "United Kingdom", "0.0", "crushed")
    put(no, "DCGS0099", "GIRLS PARTY BAG", 1, when, "3.29", "", "United Kingdom")


def adjustments():
    for price in ("11062.06", "-11062.06", "-11062.06"):
        pass_time()
        put(invoice("A"), "B", "Adjust bad debt", 1, stamp(), price, "", "United Kingdom")
    pass_time()
    no, when = invoice("A"), stamp()
    put(no, "B", "Adjust bad debt", 2, when, "-10.005", "", "United Kingdom")
    put(no, CODES[11], "correction", -1, when, "5", "", "United Kingdom")
    # Among what somebody bought, and alone.
    pass_time()
    who, no, when = customer(), invoice(), stamp()
    goods(no, CODES[12], 2, when, who, "France")
    put(no, "B", "Adjust bad debt", 1, when, "-4.5", who, "France")
    pass_time()
    put(invoice(), "B", "Adjust bad debt", 1, stamp(), "7.25", "", "United Kingdom")
    # It comes to nothing.
    pass_time()
    no, when = invoice("A"), stamp()
    put(no, "B", "there", 1, when, "3.5", "", "United Kingdom")
    put(no, "B", "and back", -1, when, "3.5", "", "United Kingdom")


def odd_lines():
    # Fees and their like; a manual line of a large price, in small letters.
    who = customer()
    pass_time()
    no, when = invoice(), stamp()
    goods(no, CODES[13], 6, when, who, "Channel Islands")
    for code, text, price in (("POST", "POSTAGE", "18"), ("DOT", "DOTCOM POSTAGE", "607.49"), ("M", "Manual", "1.25"),
                              ("m", "Manual", "38970"), ("C2", "CARRIAGE", "50"), ("S", "SAMPLES", "0.57"),
                              ("BANK CHARGES", "Bank Charges", "15"), ("gift_0001_20", "Gift Voucher £20.00", "17.02"),
                              ("PADS", "PADS TO MATCH ALL CUSHIONS", "0.001")):
        put(no, code, text, 1, when, price, who, "Channel Islands")
    # Nothing but a fee; nothing to pay; nobody's and nothing to pay.
    pass_time()
    put(invoice(), "AMAZONFEE", "AMAZON FEE", 1, stamp(), "13541.33", "", "United Kingdom")
    pass_time()
    goods(invoice(), CODES[14], 2, stamp(), who, "Channel Islands", "0.0")
    pass_time()
    goods(invoice(), CODES[15], 240, stamp(), "", "United Kingdom", "0.0", "found")
    # Two stamps, the earlier behind; a document in two pieces.
    pass_time()
    who, no = customer(), invoice()
    goods(no, CODES[16], 1, stamp(1), who, "United Kingdom")
    goods(no, CODES[17], 1, stamp(), who, "United Kingdom")
    pass_time()
    first, second = invoice(), invoice()
    goods(first, CODES[18], 1, stamp(), who, "United Kingdom")
    goods(second, CODES[19], 1, stamp(), who, "United Kingdom")
    goods(first, CODES[20], 1, stamp(), who, "United Kingdom")
    # One line keyed twice, and with another quantity.
    pass_time()
    no, when = invoice(), stamp()
    for quantity in (3, 3, 5):
        goods(no, CODES[21], quantity, when, who, "United Kingdom")
    # Half pennies go to the even one: 0.5, 1.5, 2.5 pence.
    pass_time()
    no, when = invoice(), stamp()
    for price in ("0.005", "0.015", "0.025", "0.0051", "1.005"):
        goods(no, CODES[22], 1, when, who, "United Kingdom", price)
    # Descriptions: blanks, a comma, quotes, a line end, none, another one; the most frequent is the name.
    pass_time()
    no, when = invoice(), stamp()
    for text in (" RED  KITE ", "RED KITE", 'KITE, "LARGE"', "RED\nKITE", "", "KITE"):
        goods(no, "44444", 1, when, who, "United Kingdom", "1", text)
    # A code nobody ever described.
    pass_time()
    goods(invoice(), "44445", 1, stamp(), who, "United Kingdom", "2", "")
    # Two countries of one customer, then the first again; countries that are none.
    who = customer()
    for land in ("Austria", "Spain", "Austria", "Unspecified"):
        goods_sale(who, [(CODES[23], 1)], land)
    goods_sale(customer(), [(CODES[23], 1)], "European Community")
    goods_sale("", [(CODES[23], 1)], "Atlantis")
    # The night in which clocks go forward has no half past one.
    who = customer()
    no = invoice()
    goods(no, CODES[24], 1, "2016-03-27 01:30:00", who, "United Kingdom")
    no = invoice()
    goods(no, CODES[24], 1, "2016-07-01 00:15:00", who, "United Kingdom")


def fill():
    """Regular customers, guests, and now and then a credit."""
    regulars = [(customer(), dice.pick(LANDS)) for _ in range(30)]
    while len(rows) < LINES:
        who, land = dice.pick(regulars) if dice.roll(5) else ("", "United Kingdom")
        n = min(1 + dice.roll(18), LINES - len(rows))
        _, held = sale(who, land, n)
        if who and dice.roll(4) == 0 and len(rows) < LINES:
            credit(who, land, [dice.pick(merge(held))])


def make():
    odd_lines()
    credits()
    write_offs()
    adjustments()
    fill()
    assert len(rows) == LINES, len(rows)


# ---- what must come of it, by other means than the program's ----

def rounded(amount):
    return amount.quantize(D("0.01"), rounding=decimal.ROUND_HALF_EVEN)


def is_product(code):
    return len(code) >= 5 and code[:5].isdigit() and (len(code) == 5 or code[5:].isalpha())


class Line:
    def __init__(self, row):
        self.no, self.raw, self.text, quantity, self.when, price, self.who, self.land = row
        self.code = self.raw.upper()
        self.quantity, self.price = int(quantity), D(price)
        self.exact = self.quantity * self.price
        self.amount = rounded(self.exact)
        self.finance = self.no[0] == "A" or self.code == "B"
        self.off = not self.finance and self.no[0] != "C" and self.quantity < 0
        self.sold = not self.finance and not self.off and self.no[0] != "C"


def facts():
    lines = [Line(r) for r in rows]
    docs = collections.OrderedDict()
    for l in lines:
        docs.setdefault(l.no, []).append(l)
    when = {no: min(l.when for l in d) for no, d in docs.items()}
    order = sorted(docs, key=lambda no: (when[no], list(docs).index(no)))
    orders = [no for no in order if any(l.sold for l in docs[no])]
    links = match(docs, order)
    credit_docs = [no for no in order if no[0] == "C"]
    linked = [no for no in credit_docs if no in links]
    loose = [no for no in credit_docs if no not in links]
    out = collections.OrderedDict()
    out["lines"], out["invoices"] = len(lines), len(docs)
    out["codes"], out["folded_codes"] = len({l.raw for l in lines}), len({l.code for l in lines})
    out["descriptions"] = len({l.text for l in lines if l.text})
    out["customers"], out["countries"] = len({l.who for l in lines if l.who}), len({l.land for l in lines})
    out["days"] = len({l.when[:10] for l in lines})
    out["units"] = sum(l.quantity for l in lines)
    out["exact_milli"] = int(sum(l.exact for l in lines) * 100000)
    out["booked"] = int(sum(l.amount for l in lines) * 100)
    out["orders"] = len(orders)
    out["order_lines"] = sum(l.sold for l in lines)
    out["service_lines"] = sum(l.sold and not is_product(l.code) for l in lines)
    out["parcels"] = sum(any(l.sold and is_product(l.code) for l in docs[no]) for no in orders)
    out["order_units"] = sum(l.quantity for l in lines if l.sold)
    out["order_amount"] = int(sum(l.amount for l in lines if l.sold) * 100)
    out["worthless_orders"] = sum(sum(l.amount for l in docs[no] if l.sold) == 0 for no in orders)
    out["linked"], out["loose"] = len(linked), len(loose)
    out["linked_amount"] = -int(sum(l.amount for no in linked for l in docs[no] if not l.finance) * 100)
    out["loose_amount"] = -int(sum(l.amount for no in loose for l in docs[no] if not l.finance) * 100)
    out["worthless_credits"] = sum(sum(l.amount for l in docs[no] if not l.finance) == 0 for no in loose)
    out["adjusted"] = -int(sum(l.amount for l in lines if l.finance) * 100)
    out["write_offs"] = sum(l.off for l in lines)
    out["off_units"] = -sum(l.quantity for l in lines if l.off)
    out["kept_lines"] = sum(l.no[0] == "C" or l.finance for l in lines)
    out["guests"] = sum(not d[0].who and not all(l.off for l in d) for d in docs.values())
    out["products"] = len({l.code for l in lines if l.off or (is_product(l.code) and not l.off)})
    for no, sale_no in list(links.items())[:3]:
        print(f"# {no} belongs to {sale_no}")
    return out


def match(docs, order):
    """A credit belongs to the one earlier sale of its customer that has all of it left."""
    held, links = collections.defaultdict(list), {}
    for no in order:
        d, who = docs[no], docs[no][0].who
        if not who:
            continue
        if no[0] not in "CA":
            left = collections.Counter()
            for l in d:
                if l.sold:
                    left[l.code] += l.quantity
            held[who].append((no, left))
        elif no[0] == "C" and not any(l.finance for l in d) and sum(l.amount for l in d):
            need = collections.Counter()
            for l in d:
                need[l.code] -= l.quantity
            fit = [s for s in held[who] if all(s[1][c] >= n for c, n in need.items())]
            if len(fit) == 1:
                links[no] = fit[0][0]
                fit[0][1].subtract(need)
    return links


if __name__ == "__main__":
    make()
    if sys.argv[1:] == ["--facts"]:
        for name, value in facts().items():
            print(f"{name} {value}")
    else:
        out = csv.writer(sys.stdout, lineterminator="\n")
        out.writerow(HEAD)
        out.writerows(rows)
