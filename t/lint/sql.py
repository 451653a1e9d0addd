# SPDX-License-Identifier: GPL-3.0-or-later
"""SQL is a literal in a store, never a print; transactions, long jumps and new members of objects live in one place each."""
import re

from source import closing, line_of, literals, without_comments

SHAPE = re.compile(r"\s*(?:SELECT\s|INSERT\s+(?:IGNORE\s+)?INTO\s|UPDATE\s+\S+\s+SET\b|DELETE\s+FROM\s|REPLACE\s+INTO\s"
                   r"|(?:CREATE|ALTER|DROP|TRUNCATE)\s+TABLE\s)")
VERB = re.compile(r"\s*(?:SELECT|INSERT|UPDATE|DELETE|REPLACE)\b")
PRINT = re.compile(r"\b\w*(?:printf|print|_fmt|add[fs]|addlit|append|fill|cat|cpy)\s*(\()")
MARK = re.compile(r"%[-+#0]*\d*(?:\.(?:\d+|\*))?(?:hh?|ll?|[jzt])?[diouxXsc]")
TRANSACTION = re.compile(r"\s*(?:START\s+TRANSACTION|BEGIN\b|COMMIT\b|ROLLBACK\b)")
STATEMENT = re.compile(r"\bDB_STATEMENT\s*(\()")
DEFINE = re.compile(r"^[ \t]*#[ \t]*define\b(?:\\\n|[^\n])*", re.M)
LONGJMP = re.compile(r"\b_?(?:sig)?(?:longjmp|setjmp)\b|\bsetjmp\.h\b")
MEMBER = re.compile(r"\bcJSON_(?:AddItemToObject|AddItemReferenceToObject|ReplaceItem|Add(?!ItemToArray)\w+ToObject)\w*")
DRIVER = re.compile(r"\bmysql_\w+\s*\(|\bmysql\.h\b")


def blank(text):
    return re.sub(r"[^\n]", " ", text)


def whole(text):
    """(offset, content) of each text, in however many literals it stands."""
    begun, so_far, end = 0, None, 0
    for offset, content in literals(text):
        if so_far is not None and not text[end:offset].strip():
            so_far += content
        else:
            if so_far is not None:
                yield begun, so_far
            begun, so_far = offset, content
        end = offset + len(content) + 2
    if so_far is not None:
        yield begun, so_far


def check_printed(path, text):
    """SQL that a print makes, or that waits for one with a print's mark in it."""
    text = without_comments(text)
    for offset, content in whole(text):
        if SHAPE.match(content) and MARK.search(content):
            yield line_of(text, offset), "SQL with a print's mark in it: use DB_STATEMENT and ?"
    for match in PRINT.finditer(text):
        call = text[match.start(1):closing(text, match.start(1))]
        for offset, content in literals(call):
            if VERB.match(content):
                yield line_of(text, match.start(1) + offset), "SQL is printed together: use DB_STATEMENT and ?"
                break


def check_statements(path, text):
    """Statements stand in DB_STATEMENT, and those in stores, in db/ or beside the walk."""
    if path.startswith("src/db/"):
        return
    text = without_comments(text)
    in_store = bool(re.search(r"(?:^|/|_)store\.[ch]$", path))
    # A store may name a piece that several of its statements share.
    kept = DEFINE.sub(lambda m: blank(m.group()), text) if in_store else text
    for match in STATEMENT.finditer(text):
        end = closing(text, match.start(1))
        body = text[match.start(1):end]
        kept = kept[:match.start()] + blank(kept[match.start():end]) + kept[end:]
        if not in_store and path.count("/") > 1:
            yield line_of(text, match.start()), "a statement outside of store.c"
        if any("%s" in content or "%d" in content for _, content in literals(body)):
            yield line_of(text, match.start()), "a statement with a print's mark in it"
    for offset, content in literals(kept):
        if SHAPE.match(content):
            yield line_of(text, offset), "SQL outside of DB_STATEMENT"


def check_transactions(path, text):
    if path.startswith("src/db/"):
        return
    text = without_comments(text)
    for offset, content in literals(text):
        if TRANSACTION.match(content):
            yield line_of(text, offset), "only db_transaction() says START, COMMIT and ROLLBACK"


def check_driver(path, text):
    if path.startswith("src/db/"):
        return
    text = without_comments(text)
    for match in DRIVER.finditer(text):
        yield line_of(text, match.start()), "the database's driver is db/'s own"


def check_jumps(path, text):
    if path == "src/base/fail.c":
        return
    text = without_comments(text)
    for match in LONGJMP.finditer(text):
        yield line_of(text, match.start()), "long jumps are base/fail.c's own"


def check_members(path, text):
    if path == "src/base/json_view.c":
        return
    text = without_comments(text)
    for match in MEMBER.finditer(text):
        yield line_of(text, match.start()), "members are added by json_add(), which notes their names"
