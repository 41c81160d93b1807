"""Reads a document as programs do, and prints as JSON what in it could act: elements, attributes, links.

Argument: json or xml, where every text is taken for HTML, as careless readers do, or html. The document is the input.
A text is also decoded once more, since there are readers that do that too.
"""

import json
import sys
from urllib.parse import urlsplit

import html5lib
from lxml import etree

# All that an entry is made of. A page has more.
ENTRY = set(
    "html head body div p ul ol li dl dt dd a b i em strong small span time cite q s sub sup br blockquote code pre hr "
    "h1 h2 h3 h4 h5 h6".split()
)
ENTRY_ATTRIBUTES = {"href", "hreflang", "lang", "dir", "title", "datetime", "start"}
ACTIVE = set("script iframe frame object embed applet base form input button svg math template".split())
# Of a form's parts, that do nothing by themselves.
PLAIN = set(
    "id name class type value required checked min max step maxlength placeholder size list autocomplete "
    "aria-label aria-describedby enterkeyhint inputmode spellcheck autocapitalize dir lang".split()
)
ADDRESSES = {"href", "src", "action", "formaction", "data", "poster", "background", "xlink:href"}


def texts_of_json(value, where="$"):
    if isinstance(value, dict):
        for key, member in value.items():
            yield from texts_of_json(member, f"{where}.{key}")
    elif isinstance(value, list):
        for index, member in enumerate(value):
            yield from texts_of_json(member, f"{where}[{index}]")
    elif isinstance(value, str):
        yield where, value


def texts_of_xml(root):
    for element in root.iter():
        if not isinstance(element.tag, str):
            yield "a comment or an instruction", "<script>"
            continue
        name = etree.QName(element).localname
        yield name, element.text or ""
        yield f"after {name}", element.tail or ""
        for attribute, value in element.attrib.items():
            yield f"{name}/{etree.QName(attribute).localname}", value


def is_search(element):
    """The form that asks this site, and what a person types and presses in it."""
    if element.tag == "form":
        return element.get("action", "").startswith("/") and element.get("method", "get") == "get"
    if not element.get("formaction", "/").startswith("/"):
        return False
    return element.tag in {"input", "button"} and not set(element.attrib) - PLAIN - {"formaction"}


def is_ours(element):
    """The page's one script, and data for search engines, which runs nothing."""
    if element.tag != "script":
        return False
    if element.get("type") == "application/ld+json":
        return set(element.attrib) == {"type"} and isinstance(json.loads(element.text), dict)
    return element.get("src") == "/time.js" and not (element.text or "").strip()


def problems(tree, where, is_page):
    for element in tree.iter():
        if not isinstance(element.tag, str):
            if not is_page:
                yield f"{where}: a comment"
            continue
        if is_page and (is_search(element) or is_ours(element)):
            continue
        if element.tag in ACTIVE or not is_page and element.tag not in ENTRY:
            yield f"{where}: the element {element.tag}"
        for attribute, value in element.attrib.items():
            name = attribute if isinstance(attribute, str) else attribute[1]
            if name.startswith("on") or name == "style" or not is_page and name not in ENTRY_ATTRIBUTES:
                yield f"{where}: the attribute {name} of {element.tag}"
            # Browsers skip white space and controls in a scheme.
            address = "".join(sign for sign in value if sign > " ")
            allowed = {"http", "https"} | ({""} if is_page else set())
            if name in ADDRESSES and urlsplit(address).scheme.lower() not in allowed:
                yield f"{where}: the address {value[:80]}"


def parse(html):
    return html5lib.parse(html, treebuilder="etree", namespaceHTMLElements=False)


kind = sys.argv[1]
document = sys.stdin.buffer.read()
if kind == "html":
    found = list(problems(parse(document.decode("utf-8")), "the page", True))
    count = 1
else:
    if kind == "json":
        texts = list(texts_of_json(json.loads(document)))
    else:
        texts = list(texts_of_xml(etree.fromstring(document, etree.XMLParser(resolve_entities=False, no_network=True))))
    found = []
    for where, text in texts:
        once = parse(text)
        found += problems(once, where, False)
        found += problems(parse("".join(once.itertext())), f"{where}, decoded twice", False)
    count = len(texts)
json.dump({"texts": count, "problems": found}, sys.stdout)
