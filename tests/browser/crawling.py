"""Reads the whole site as a visitor's browser gets it: every page that a link leads to, from the front door on."""

from collections import deque
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urldefrag, urlsplit

from playwright.sync_api import Page

# Asked of the page as it was sent, before any script of ours changed it.
FACTS = """html => {
  const page = new DOMParser().parseFromString(html, "text/html");
  const all = selector => [...page.querySelectorAll(selector)];
  const inline = element => element.matches("style, [style], script:not([src])")
    || [...element.attributes].some(attribute => attribute.name.startsWith("on"));
  return {
    language: page.documentElement.lang,
    title: page.title,
    description: page.querySelector("meta[name=description]")?.content ?? "",
    headings: all("h1").length,
    anchors: all("[id]").map(element => element.id),
    twice: all("[id]").map(element => element.id).filter((id, place, ids) => ids.indexOf(id) !== place),
    without_alt: all("img:not([alt])").length,
    inline: all("*").filter(inline).map(element => element.outerHTML.slice(0, 120)),
    is_form: page.body.classList.contains("is-form"),
    links: all("a[href]:not([data-leave])").map(link => new URL(link.getAttribute("href"), document.URL).href),
  };
}"""


@dataclass
class Site:
    """What was found. `pages`: facts by address; `broken`: links that lead nowhere, with the page they stand on."""

    pages: dict[str, dict[str, Any]] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)
    cookies: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


def crawl(page: Page, root: str) -> Site:
    """Follow every link within the site, once. The pages after the first of the form are left alone: they keep answers."""
    site = Site()
    page.on("request", lambda request: site.hosts.add(urlsplit(request.url).netloc))
    page.on("console", lambda said: site.complaints.append(f"{page.url}: {said.text}"))
    page.on("pageerror", lambda error: site.complaints.append(f"{page.url}: {error}"))
    waiting, known = deque([(f"{root}/", "the front door")]), {f"{root}/"}
    while waiting:
        address, found_on = waiting.popleft()
        for link in _visit(page, site, address, found_on):
            if urlsplit(link).netloc == urlsplit(root).netloc and link not in known:
                known.add(link)
                waiting.append((link, address))
    site.broken += _lost_anchors(site)
    return site


def _visit(page: Page, site: Site, address: str, found_on: str) -> list[str]:
    """The links to follow from here."""
    if not urlsplit(address).path.endswith("/"):
        return _fetch(page, site, address, found_on)
    answer = page.goto(address, wait_until="load")
    if answer is None or answer.status != 200:
        site.broken.append(f"{address} on {found_on}")
        return []
    facts = site.pages[address] = page.evaluate(FACTS, answer.text())
    site.cookies += [f"{address}: {cookie['name']}" for cookie in page.context.cookies()]
    return [] if facts["is_form"] else [urldefrag(link).url for link in facts["links"]]


def _fetch(page: Page, site: Site, address: str, found_on: str) -> list[str]:
    """A file to download."""
    if page.request.get(address).status != 200:
        site.broken.append(f"{address} on {found_on}")
    return []


def _lost_anchors(site: Site) -> list[str]:
    """Links to a place in a page that is not there."""
    links = [(urldefrag(link), address) for address, facts in site.pages.items() for link in facts["links"]]
    return [
        f"{link.url}#{link.fragment} on {address}"
        for link, address in links
        if link.fragment and link.url in site.pages and link.fragment not in site.pages[link.url]["anchors"]
    ]
