"""Hints about links that lead nowhere on this site. Other sites are not asked: that would tell them who writes."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils.translation import override
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.models import Page, Site

from home import addresses
from perspectief.editing.passages import Content

from .hint import Hint

BY_CODE = (addresses.SIGN_UP, addresses.LEAVE, addresses.SEARCH)
BESIDE_PAGES = ("home.urls", "information.urls")


def hints(content: Content) -> Iterator[Hint]:
    """Links to pages that are gone or not published, to documents that are gone, and to own addresses that do not exist."""
    dead = {_name(link): None for link in content.links if not _leads_somewhere(link)}
    if dead:
        yield Hint("Deze links lopen dood: het doel bestaat niet, of staat niet online.", tuple(dead))


def _name(link: dict[str, str]) -> str:
    """What an editor recognises: the address, or the title of the page that is not online."""
    if link.get("linktype") == "page":
        page = Page.objects.filter(pk=link.get("id") or 0).first()
        return f"{page.title} (staat niet online)" if page else "een pagina die is verwijderd"
    return link.get("href") or "een document dat is verwijderd"


def _leads_somewhere(link: dict[str, str]) -> bool:
    match link.get("linktype"):
        case "page":
            return bool(Page.objects.live().filter(pk=link.get("id") or 0).exists())
        case "document":
            return bool(get_document_model().objects.filter(pk=link.get("id") or 0).exists())
    address = urlsplit(link.get("href", ""))
    is_elsewhere = address.scheme not in {"", "http", "https"} or (address.netloc and address.hostname not in _own_hosts())
    is_on_this_page = address.fragment and not address.path
    return bool(is_elsewhere or is_on_this_page or _exists(address.path))


def _own_hosts() -> set[str]:
    return set(Site.objects.values_list("hostname", flat=True))


def _exists(path: str) -> bool:
    """Whether the website answers there: by itself, with a page, or by sending the visitor on."""
    if Redirect.objects.filter(old_path=Redirect.normalise_path(path)).exists():
        return True
    whole = path if path.endswith("/") else f"{path}/"
    return any(_answers(path, whole, language) or _page_at(whole, language) for language, _name in settings.LANGUAGES)


def _answers(path: str, whole: str, language: str) -> bool:
    """The website is another process than the editor's: of its own addresses, here are the forms that can be linked to."""
    with override(language):
        if whole.startswith(tuple(map(addresses.in_language, BY_CODE))):
            return True
        return any(_resolves(path.removeprefix(_prefix(language)), urlconf) for urlconf in BESIDE_PAGES)


def _resolves(rest: str, urlconf: str) -> bool:
    try:
        resolve(f"/{rest.removeprefix('/')}", urlconf=urlconf)
    except Resolver404:
        return False
    return True


def _prefix(language: str) -> str:
    return "/" if language == settings.LANGUAGE_CODE else f"/{language}/"


def _page_at(path: str, language: str) -> bool:
    """A published page with this address; `/en/…` begins at the English home page."""
    if not path.startswith(_prefix(language)):
        return False
    roots = Page.objects.filter(pk__in=Site.objects.values("root_page"))
    homes = Page.objects.filter(translation_key__in=roots.values("translation_key"), locale__language_code=language)
    found = [f"{home.url_path}{path.removeprefix(_prefix(language))}" for home in homes]
    return bool(Page.objects.live().filter(url_path__in=found).exists())
