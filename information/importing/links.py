"""Where the old page's links lead: to a page that this site has too, elsewhere, or nowhere."""

from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from bs4 import BeautifulSoup, Tag
from django.conf import settings
from wagtail.models import Page, Site

from .fetching import is_there, is_web, public_or_on
from .report import Report

MOST_LOOKED_AT = 60


def page_at(path: str) -> Page | None:
    """The page of this site at a path such as /slachtoffers/doel/ or /en/victims/."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        return None
    first, _, rest = path.strip("/").partition("/")
    home = site.root_page
    if first in dict(settings.LANGUAGES) and first != settings.LANGUAGE_CODE:
        home, path = home.get_translations().filter(locale__language_code=first).first(), rest
    inside = "/".join(filter(None, path.split("/")))
    return Page.objects.filter(url_path=f"{home.url_path}{inside}/" if inside else home.url_path).first() if home else None


class Links:
    """The links of one page, which came from `address`. Each address is looked at once."""

    def __init__(self, address: str, report: Report) -> None:
        self._address = address
        self._host = urlsplit(address).hostname
        self._may_visit = public_or_on(self._host)
        self._report = report
        self._known: dict[str, bool] = {}

    def follow(self, html: str) -> str:
        """The same piece of text with links that hold on this site."""
        piece = BeautifulSoup(html, "html.parser")
        for link in piece.find_all("a"):
            self._follow(link)
        return str(piece)

    def _follow(self, link: Tag) -> None:
        href = str(link.attrs.pop("href", "")).strip()
        try:
            target, _ = urldefrag(urljoin(self._address, href))
            scheme, host, path = urlsplit(target).scheme, urlsplit(target).hostname, unquote(urlsplit(target).path)
        except ValueError:
            target = scheme = path = ""
            host = None
        if not href or href.startswith("#") or scheme not in {"http", "https", "mailto", "tel"}:
            self._let_go(link, href)
        elif scheme in {"mailto", "tel"}:
            self._keep(link, href)
        elif host == self._host and (page := page_at(path)) is not None:
            self._report.taken["link naar een pagina van deze site"] += 1
            link.attrs |= {"linktype": "page", "id": str(page.pk)}
        else:
            self._keep(link, target)
            self._look(target, host)

    def _keep(self, link: Tag, href: str) -> None:
        self._report.taken["link"] += 1
        link["href"] = href

    def _let_go(self, link: Tag, href: str) -> None:
        """The words stay, without the link."""
        self._report.dropped["link zonder bruikbaar adres"] += 1
        if href and not href.startswith("#"):
            self._report.to_do.append(f"De link ‘{' '.join(link.get_text().split())}’ ging naar {href[:200]}.")
        link.unwrap()

    def _look(self, target: str, host: str | None) -> None:
        if target in self._known or not is_web(target):
            return
        if len(self._known) >= MOST_LOOKED_AT:
            self._report.to_do.append(f"Niet bekeken, want er zijn meer dan {MOST_LOOKED_AT} links: {target}")
            return
        if not self._may_visit(host or ""):
            self._report.to_do.append(f"Niet bekeken, want niet openbaar: {target}")
            return
        self._known[target] = is_there(target, may_visit=self._may_visit)
        if not self._known[target]:
            self._report.dead_links.append(target)
        elif host == self._host:
            self._report.to_do.append(f"Deze link gaat nog naar de oude site: {target}")
