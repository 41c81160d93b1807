"""Reads feeds with feedparser. Each line of input is a document in JSON; each line of output is what was read."""

import base64
import calendar
import json
import sys

import feedparser


def moment(entry):
    """The entry's date of publication in milliseconds since 1970 (UTC)."""
    for field in ("published_parsed", "created_parsed", "updated_parsed"):
        parsed = entry.get(field)
        if parsed:
            return calendar.timegm(parsed) * 1000
    return None


for line in sys.stdin:
    document = json.loads(line)
    headers = {"content-location": document["url"]}
    if document["contentType"]:
        headers["content-type"] = document["contentType"]
    try:
        data = base64.b64decode(document["bytes"])
        parsed = feedparser.parse(data, response_headers=headers)
        read = {
            "title": parsed.feed.get("title", ""),
            "home": parsed.feed.get("link"),
            "items": [
                {
                    "title": entry.get("title", ""),
                    "link": entry.get("link"),
                    "date": moment(entry),
                }
                for entry in parsed.entries
            ],
        }
    except Exception:  # Any exception counts as a feed that was not read.
        read = None
    print(json.dumps(read))
