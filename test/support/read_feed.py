"""Fetches a feed with feedparser and prints it as JSON. Arguments: URL, and ETag and Last-Modified of the last response."""

import html
import json
import sys

import feedparser


def title(entry):
    """The title as plain text. feedparser reports whether it is HTML."""
    detail = entry.get("title_detail", {})
    text = detail.get("value", "")
    return text if detail.get("type") == "text/plain" else html.unescape(text)


_, address, etag, modified = sys.argv
feed = feedparser.parse(address, etag=etag or None, modified=modified or None)
json.dump(
    {
        "status": feed.get("status"),
        "broken": str(feed.bozo_exception) if feed.bozo else None,
        "etag": feed.get("etag", ""),
        "modified": feed.get("modified", ""),
        "entries": [
            {
                "id": entry.get("id", ""),
                "title": title(entry),
                "link": entry.get("link", ""),
                "via": [link.href for link in entry.get("links", []) if link.rel == "via"],
                "summary": entry.get("summary", ""),
                "content": entry.content[0].value if "content" in entry else "",
                "published": entry.get("published", ""),
                "updated": entry.get("updated", ""),
            }
            for entry in feed.entries
        ],
    },
    sys.stdout,
)
