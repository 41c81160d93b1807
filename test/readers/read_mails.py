"""Prints the mails in a maildir that rss2email wrote, as JSON. Argument: the path of the maildir."""

import email.policy
import json
import mailbox
import sys


def header(mail, name):
    return str(mail.get(name, ""))


folder = mailbox.Maildir(sys.argv[1], create=False)
mails = [email.message_from_bytes(folder.get_bytes(key), policy=email.policy.default) for key in folder.keys()]
json.dump(
    [
        {
            "id": header(mail, "X-RSS-ID"),
            "title": header(mail, "Subject"),
            "link": header(mail, "X-RSS-URL"),
            "html": mail.get_body(("html",)).get_content(),
        }
        for mail in mails
    ],
    sys.stdout,
)
