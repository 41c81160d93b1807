"""Validates documents with the W3C feed validator at level AAA. Prints a list of messages for each document, as JSON.

Arguments: the path of the validator's checkout, then a file and its URL for each document.
"""

import json
import os
import sys

_, checkout, *documents = sys.argv
sys.path.insert(0, os.path.join(checkout, "src"))

import feedvalidator  # noqa: E402
from feedvalidator import compatibility  # noqa: E402
from feedvalidator.formatter.text_plain import Formatter  # noqa: E402

messages = []
for file, address in zip(documents[::2], documents[1::2]):
    with open(file, encoding="utf-8") as document:
        events = feedvalidator.validateString(document.read(), firstOccurrenceOnly=1, base=address)["loggedEvents"]
    messages.append(list(Formatter(compatibility.AAA(events))))
json.dump(messages, sys.stdout)
