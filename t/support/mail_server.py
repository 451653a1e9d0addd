#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A mail server with moods, on a port that it prints: mail_server.py FOLDER [tls|starttls|clear] [USER:PASSWORD]. FOLDER holds
cert.pem and key.pem; what is taken goes there, a file a message: sender, recipient, whether over TLS and signed in, then the mail.
The recipient's name says what becomes of it:
  gone 550, full 452, spam 554 and busy 451 after the content, leave 421, hang: no answer, cut and cut-data: the line breaks."""
import asyncio
import logging
import os
import ssl
import sys
import warnings

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

TO = {"gone": "550 5.1.1 <%s>: no such mailbox", "full": "452 4.2.2 mailbox full", "leave": "421 4.3.2 closing down"}
CONTENT = {"spam": "554 5.7.1 not wanted", "busy": "451 4.3.0 later"}


class Moods:
    def __init__(self, folder):
        self.folder = folder
        self.taken = 0
        self.connections = 0

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        session.host_name = hostname
        return responses

    async def handle_MAIL(self, server, session, envelope, address, options):
        if address.startswith("stranger@"):
            return "553 5.7.1 who are you?"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        mood = address.split("@")[0]
        if mood == "hang":
            await asyncio.sleep(600)
        if mood == "cut":
            server.transport.abort()
        if mood in TO:
            return TO[mood].replace("%s", address)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        mood = envelope.rcpt_tos[0].split("@")[0]
        if mood == "cut-data":
            server.transport.abort()
            return "451 nobody hears this"
        if mood in CONTENT:
            return CONTENT[mood]
        self.taken += 1
        head = f"{envelope.mail_from} {envelope.rcpt_tos[0]} {'tls' if server.transport.get_extra_info('sslcontext') else 'clear'} " \
            f"{'in' if session.authenticated else 'out'} {session.host_name} {session.peer[1]}\r\n"
        part = os.path.join(self.folder, "part")
        with open(part, "wb") as f:
            f.write(head.encode() + envelope.original_content)
        os.rename(part, os.path.join(self.folder, f"{self.taken}.taken"))
        return "250 OK"


def authenticator(account):
    def check(server, session, envelope, mechanism, data):
        good = isinstance(data, LoginPassword) and f"{data.login.decode()}:{data.password.decode()}" == account
        return AuthResult(success=good, handled=False)
    return check


async def main(folder, tls="starttls", account=None):
    moods = Moods(folder)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(os.path.join(folder, "cert.pem"), os.path.join(folder, "key.pem"))
    options = {"enable_SMTPUTF8": True, "hostname": "mail.example", "auth_require_tls": tls != "clear"}
    if tls == "starttls":
        options["tls_context"] = context
    if account:
        options.update(authenticator=authenticator(account), auth_required=True)
    if tls == "tls":
        options["auth_require_tls"] = False    # it knows of STARTTLS alone
    server = await asyncio.get_running_loop().create_server(
        lambda: SMTP(moods, **options), "127.0.0.1", 0, ssl=context if tls == "tls" else None)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


# It warns of what is done here on purpose.
warnings.simplefilter("ignore")
logging.disable(logging.CRITICAL)
asyncio.run(main(*sys.argv[1:]))
