"""Reads feeds with feedparser: a line of JSON in, a line of JSON out, for each."""

import base64
import calendar
import json
import sys

import feedparser


def moment(entry):
    """When it was published, in milliseconds since 1970."""
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
    except Exception:  # whatever it throws, it did not read the feed
        read = None
    print(json.dumps(read))
