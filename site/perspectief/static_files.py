"""Static files as a server sends them: named by their contents, compressed, and style sheets joined into few.

A sheet may be a list of `@import`s: while developing, the browser follows them, one file per component. Each would cost
a first visit a request of its own and would compress by itself, so what is collected holds the text of the imported sheets.
"""

import posixpath
import re
from collections.abc import Iterator
from typing import Any

import rcssmin
from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

# @import url("tokens.css");  or  @import url("print.css") print;
IMPORT = re.compile(r"""@import\s+url\(["']?([^"')]+)["']?\)\s*([^;]*);""")
Sources = dict[str, tuple[Storage, str]]


class JoinedStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Joins and shortens the style sheets, then does what whitenoise's storage does."""

    def load_manifest(self) -> tuple[dict[str, str], str]:
        """A list that was cut short (a full disk) is no list: collectstatic writes it anew, and nothing serves without it.

        Wagtail asks for it as soon as it is loaded, so that otherwise no command would start, collectstatic neither.
        """
        try:
            listed: tuple[dict[str, str], str] = super().load_manifest()
        except (OSError, ValueError):
            return {}, ""
        return listed

    def post_process(self, paths: Sources, dry_run: bool = False, **options: Any) -> Iterator[tuple[str, str, bool]]:
        """`paths`: where each collected name came from. Raises KeyError for a sheet that is imported and not there."""
        if not dry_run:
            paths = {name: self._written(name, paths) if name.endswith(".css") else source for name, source in paths.items()}
        yield from super().post_process(paths, dry_run=dry_run, **options)

    def _written(self, name: str, paths: Sources) -> tuple[Storage, str]:
        sheet = rcssmin.cssmin(joined(name, paths))
        self.delete(name)
        self.save(name, ContentFile(sheet.encode()))
        return self, name


def joined(name: str, paths: Sources) -> str:
    """The text of a sheet with that of the sheets it imports in their place. All have to lie in one folder, for `url()`s."""
    storage, path = paths[name]
    with storage.open(path) as file:
        text = file.read().decode()

    def content(found: re.Match[str]) -> str:
        sheet = joined(posixpath.join(posixpath.dirname(name), found[1]), paths)
        return f"@media {found[2]} {{ {sheet} }}" if found[2] else sheet

    return IMPORT.sub(content, text)
