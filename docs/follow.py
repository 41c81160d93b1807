"""Prints the stories of an edition that are new since the last run, each with its outlets.

    python3 follow.py https://news.example.com/feed.json [seen.json]

Run it as often as you like, for example every five minutes from cron. The address may be that of the whole edition, or
of a tag, an outlet, a language or a search, with or without filters. A run that finds nothing new costs one request
without a body. The first run prints the latest page.
"""

import json
import os
import sys
import urllib.error
import urllib.request

# Ids that are remembered. It must be more than the stories that change between two runs.
MAX_IDS = 5000


def fetch(address, etag=None):
    """The feed and its ETag; no feed if it has not changed since that ETag."""
    request = urllib.request.Request(address, headers={"User-Agent": "follow.py"})
    if etag:
        request.add_header("If-None-Match", etag)
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            return json.load(response), response.headers["ETag"]
    except urllib.error.HTTPError as error:
        if error.code == 304:
            return None, etag
        raise


def new_stories(feed, seen):
    """The stories whose ids have not been seen, newest first. Older pages are fetched as far as they can have any."""
    first_run = not seen["ids"]
    known = set(seen["ids"])
    stories = []
    while feed:
        items = feed["items"]
        stories += [item for item in items if item["id"] not in known]
        known.update(item["id"] for item in items)
        # The feed begins with what changed last, so what follows an unchanged story has been seen.
        unchanged = any(item["date_modified"] <= seen["latest"] for item in items)
        if first_run or unchanged or "next_url" not in feed:
            return stories
        feed, _ = fetch(feed["next_url"])
    return stories


def main(address, path="seen.json"):
    seen = {"etag": None, "latest": "", "ids": []}
    if os.path.exists(path):
        with open(path, encoding="utf-8") as file:
            seen = json.load(file)
    feed, etag = fetch(address, seen["etag"])
    if feed is None:
        return
    stories = new_stories(feed, seen)
    for story in stories:
        print(story["title"], story["url"])
        outlets = {outlet["id"]: outlet["name"] for outlet in story["_storyfold"]["outlets"]}
        for report in story["_storyfold"]["reports"]:
            print("  %s: %s" % (outlets.get(report["outlet"], report["outlet"]), report["url"]))
    dates = [item["date_modified"] for item in feed["items"]]
    ids = [story["id"] for story in stories] + seen["ids"]
    # Written only now, and replaced at once: after a crash, stories are printed again rather than lost.
    with open(path + ".tmp", "w", encoding="utf-8") as file:
        json.dump({"etag": etag, "latest": max(dates + [seen["latest"]]), "ids": ids[:MAX_IDS]}, file)
    os.replace(path + ".tmp", path)


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    main(*sys.argv[1:])
