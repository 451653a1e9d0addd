# SPDX-License-Identifier: GPL-3.0-or-later
"""What a file of online-retail must become, worked out from the file alone, and what is in the books: sorted rows without ids, so
that two books can be compared."""
import csv
from collections import defaultdict
from datetime import datetime, timezone
from decimal import ROUND_HALF_EVEN, Decimal
from functools import lru_cache
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/London")
GOODS, SERVICE, WRITE_OFF, FINANCE = "goods", "service", "write-off", "finance"
# Columns stand in the order of the tuples below. Kinds and states are the numbers of the enums in src/.
QUERIES = {
    "orders": """
        SELECT o.source_ref, o.placed_at, o.delivered_at, o.closed_at, o.decision, o.total_amount, o.captured_amount,
          o.credited_amount, o.refunded_amount, COALESCE(i.value, '')
        FROM orders o LEFT JOIN customer_identity i ON i.customer_id = o.customer_id""",
    "lines": """
        SELECT o.source_ref, l.position, l.sku_code, l.kind, l.sku_id IS NULL, l.ordered, l.delivered, l.unit_milli, l.amount
        FROM order_line l JOIN orders o ON o.id = l.order_id""",
    "payments": """
        SELECT o.source_ref, p.kind, p.amount, p.at FROM payment_entry p JOIN orders o ON o.id = p.order_id""",
    "parcels": """
        SELECT o.source_ref, p.state, p.delivered_at, COUNT(*), SUM(b.quantity)
        FROM parcel p JOIN parcel_line b ON b.parcel_id = p.id JOIN orders o ON o.id = b.order_id GROUP BY p.id, o.id""",
    "credits": """
        SELECT c.source_ref, COALESCE(o.source_ref, ''), c.kind, -c.amount, c.at, COALESCE(i.value, '')
        FROM credit_entry c LEFT JOIN orders o ON o.id = c.order_id LEFT JOIN customer_identity i ON i.customer_id = c.customer_id""",
    "kept lines": """
        SELECT source_ref, position, sku_code, quantity, unit_milli, amount FROM import_line""",
    "write-offs": """
        SELECT m.source_ref, s.code, m.quantity, m.at FROM stock_move m JOIN sku s ON s.id = m.sku_id WHERE m.kind = 3""",
    "guests": """
        SELECT d.source_ref, COUNT(DISTINCT c.id) FROM customer c
        JOIN (SELECT source_ref, customer_id FROM orders UNION ALL SELECT source_ref, customer_id FROM credit_entry) d
          ON d.customer_id = c.id
        WHERE c.provisional = 1 AND NOT EXISTS (SELECT 1 FROM customer_identity i WHERE i.customer_id = c.id)
        GROUP BY c.id, d.source_ref""",
    "customers": """
        SELECT i.value, c.n_orders, c.last_order_at, c.created_at, (SELECT COUNT(*) FROM customer_contact k WHERE k.customer_id = c.id)
        FROM customer_identity i JOIN customer c ON c.id = i.customer_id""",
}
# Two books of one file agree on these too.
MORE_QUERIES = {
    "events": """
        SELECT o.source_ref, e.kind, e.actor_kind, e.at, e.from_value, e.to_value, e.why, e.quantity, e.amount
        FROM order_event e JOIN orders o ON o.id = e.order_id""",
    "documents": r"""
        SELECT o.source_ref, d.version, d.link_version, d.link_until, MD5(REGEXP_REPLACE(CONVERT(UNCOMPRESS(d.document) USING utf8mb4),
            '"(id|number)":"[^"]*"', ''))
        FROM order_document d JOIN orders o ON o.id = d.order_id""",
    "names": """
        SELECT o.source_ref, l.position, l.name_en, l.name_zh FROM order_line l JOIN orders o ON o.id = l.order_id""",
    "catalogue": """
        SELECT s.code, s.unit_milli, s.currency, s.state, p.code, p.name_en, p.name_zh, p.kind, p.state, p.version
        FROM sku s JOIN product p ON p.id = s.product_id""",
    "contacts": """
        SELECT COALESCE(i.value, ''), k.name, k.country, k.province FROM customer_contact k
        LEFT JOIN customer_identity i ON i.customer_id = k.customer_id""",
    "moves": """
        SELECT kind, source_ref, quantity, why, at FROM stock_move""",
    "rows": """
        SELECT 'customer', COUNT(*) FROM customer UNION ALL SELECT 'parcel_event', COUNT(*) FROM parcel_event
        UNION ALL SELECT 'parcel_line', COUNT(*) FROM parcel_line UNION ALL SELECT 'stock', COUNT(*) FROM stock
        UNION ALL SELECT 'outbox', COUNT(*) FROM outbox""",
}


@lru_cache(maxsize=None)
def stamp(text):
    return datetime.strptime(text, "%Y-%m-%d %H:%M:%S")


@lru_cache(maxsize=None)
def utc(local):
    return local.replace(tzinfo=ZONE).astimezone(timezone.utc).strftime("%Y-%m-%d %H:%M:%S.000000")


class Line:
    def __init__(self, row):
        self.code = row["StockCode"].upper()
        self.quantity = int(row["Quantity"])
        self.exact = self.quantity * Decimal(row["UnitPrice"])
        self.milli = int(Decimal(row["UnitPrice"]) * 100000)
        self.amount = int((self.exact * 100).quantize(Decimal(1), ROUND_HALF_EVEN))
        digits = self.code[:5]
        self.is_product = len(digits) == 5 and digits.isdigit() and (self.code[5:] or "A").isalpha()

    def kind(self, invoice):
        if invoice[0] == "A" or self.code == "B":
            return FINANCE
        if invoice[0] != "C" and self.quantity < 0:
            return WRITE_OFF
        return GOODS if self.is_product else SERVICE


class Document:
    def __init__(self, invoice, customer):
        self.invoice, self.customer = invoice, customer
        self.at, self.lines, self.country, self.sale = None, [], None, ""

    def add(self, row):
        at = stamp(row["InvoiceDate"])
        self.at = at if self.at is None else min(self.at, at)
        self.country = self.country or row["Country"]
        self.lines.append(Line(row))

    def sold(self):
        return [line for line in self.lines if line.kind(self.invoice) in (GOODS, SERVICE)]

    def is_sale(self):
        return self.invoice[0] not in "CA" and bool(self.sold())

    def amount(self):
        return sum(line.amount for line in self.sold())

    def units(self):
        units = defaultdict(int)
        for line in self.sold():
            units[line.code] += line.quantity
        return units


class RetailFile:
    def __init__(self, path):
        self.documents, self.exact, self.booked, self.n_lines = {}, Decimal(0), 0, 0
        with open(path, encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                invoice = row["InvoiceNo"]
                self.documents.setdefault(invoice, Document(invoice, row["CustomerID"])).add(row)
        for document in self.documents.values():
            self.n_lines += len(document.lines)
            self.exact += sum(line.exact for line in document.lines)
            self.booked += sum(line.amount for line in document.lines)
        self.link()

    def link(self):
        """A credit belongs to the one earlier sale of its customer that still has all it gives back."""
        left = defaultdict(dict)
        for document in sorted(self.documents.values(), key=lambda d: d.at):
            if not document.customer:
                continue
            sales = left[document.customer]
            if document.is_sale():
                sales[document.invoice] = document.units()
            elif document.invoice[0] == "C":
                back = {code: -n for code, n in document.units().items()}
                able = [sale for sale, units in sales.items() if all(units.get(code, 0) >= n for code, n in back.items())]
                if len(able) == 1:
                    document.sale = able[0]
                    for code, n in back.items():
                        sales[able[0]][code] -= n

    def sales(self):
        return [d for d in self.documents.values() if d.is_sale()]

    def credits(self):
        return [d for d in self.documents.values() if d.invoice[0] == "C"]

    def adjustments(self):
        return [d for d in self.documents.values() if d.invoice[0] == "A"]

    # ---- what the queries above must find ----

    def orders(self):
        credited = defaultdict(int)
        for d in self.credits():
            credited[d.sale] -= d.amount()
        return [(d.invoice, utc(d.at), utc(d.at), utc(d.at), 3, d.amount(), d.amount(), credited[d.invoice], 0, d.customer)
                for d in self.sales()]

    def lines(self):
        return [(d.invoice, n, line.code, int(not line.is_product), int(not line.is_product), line.quantity, line.quantity, line.milli,
                 line.amount) for d in self.sales() for n, line in enumerate(d.sold(), 1)]

    def payments(self):
        return [(d.invoice, 1, d.amount(), utc(d.at)) for d in self.sales() if d.amount()]

    def parcels(self):
        rows = []
        for d in self.sales():
            goods = [line.quantity for line in d.sold() if line.is_product]
            if goods:
                rows.append((d.invoice, 9, utc(d.at), len(goods), sum(goods)))
        return rows

    def credit_entries(self):
        return [(d.invoice, d.sale, 3, d.amount(), utc(d.at), d.customer) for d in self.credits() if d.amount()] + [
            (d.invoice, "", 4, sum(line.amount for line in d.lines), utc(d.at), d.customer) for d in self.adjustments()]

    def kept_lines(self):
        return [(d.invoice, n, line.code, line.quantity, line.milli, line.amount) for d in self.credits() + self.adjustments()
                for n, line in enumerate(d.lines, 1)]

    def write_offs(self):
        return [(f"{d.invoice}#{n}", line.code, line.quantity, utc(d.at)) for d in self.documents.values()
                for n, line in enumerate(d.lines, 1) if line.kind(d.invoice) == WRITE_OFF]

    def guests(self):
        return [(d.invoice, 1) for d in self.sales() + self.credits() + self.adjustments() if not d.customer]

    def customers(self):
        found = {}
        for d in self.documents.values():
            if d.customer:
                found.setdefault(d.customer, []).append(d)
        rows = []
        for customer, documents in found.items():
            bought = [utc(d.at) for d in documents if d.is_sale()]
            rows.append((customer, len(bought), max(bought, default="NULL"), utc(min(d.at for d in documents)),
                         len({d.country for d in documents})))
        return rows

    def books(self):
        wanted = (self.orders, self.lines, self.payments, self.parcels, self.credit_entries, self.kept_lines, self.write_offs,
                  self.guests, self.customers)
        return {name: sorted("\t".join(map(str, row)) for row in rows()) for name, rows in zip(QUERIES, wanted)}
