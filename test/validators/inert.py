"""Finds active content in a document: elements, attributes and links that could run a script. Prints it as JSON.

Argument: html, json or xml. In JSON and XML every text is parsed as HTML, because careless readers do so. It is also
parsed again after one more decoding, because some readers decode twice. The document is the standard input.
"""

import json
import sys
from urllib.parse import urlsplit

import html5lib
from lxml import etree

# Elements that an entry may contain. Pages may contain others.
ENTRY = set(
    "html head body div p ul ol li dl dt dd a b i em strong small span time cite q s sub sup br blockquote code pre hr "
    "h1 h2 h3 h4 h5 h6".split()
)
ENTRY_ATTRIBUTES = {"href", "hreflang", "lang", "dir", "title", "datetime", "start"}
ACTIVE = set("script iframe frame object embed applet base form input button svg math template".split())
# Attributes of form controls that have no effect outside the form. The page's own script copies the text of data-copy.
FORM_ATTRIBUTES = set(
    "id name class type value required checked min max step maxlength placeholder size list autocomplete "
    "aria-label aria-describedby enterkeyhint inputmode spellcheck autocapitalize dir lang data-copy data-copied".split()
)
ADDRESSES = {"href", "src", "action", "formaction", "data", "poster", "background", "xlink:href"}


# Both yield pairs of a location and a text.
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
            # Reported as active content, since a feed has neither.
            yield "a comment or a processing instruction", "<script>"
            continue
        name = etree.QName(element).localname
        yield name, element.text or ""
        yield f"after {name}", element.tail or ""
        for attribute, value in element.attrib.items():
            yield f"{name}/{etree.QName(attribute).localname}", value


def is_search(element):
    """A form that sends a GET request to this site, or one of its controls."""
    if element.tag == "form":
        return element.get("action", "").startswith("/") and element.get("method", "get") == "get"
    if not element.get("formaction", "/").startswith("/"):
        return False
    return element.tag in {"input", "button"} and not set(element.attrib) - FORM_ATTRIBUTES - {"formaction"}


def is_ours(element):
    """The page's own script, or structured data for search engines, which is not executed."""
    if element.tag != "script":
        return False
    if element.get("type") == "application/ld+json":
        return set(element.attrib) == {"type"} and isinstance(json.loads(element.text), dict)
    return element.get("src") == "/time.js" and not (element.text or "").strip()


def problems(tree, where, is_page):
    """Yields a sentence for each element, attribute and URL that is not allowed."""
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
            # Browsers ignore white space and control characters in a scheme.
            address = "".join(character for character in value if character > " ")
            if is_page:
                # Feed readers register for this scheme; what follows is an address of its own.
                address = address.removeprefix("feed:")
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
        tree = parse(text)
        found += problems(tree, where, False)
        found += problems(parse("".join(tree.itertext())), f"{where}, decoded twice", False)
    count = len(texts)
json.dump({"texts": count, "problems": found}, sys.stdout)
