"""For Wagtail's templates that start something."""

import json

from django import template
from django.utils.safestring import SafeString

from perspectief.editing.starting import start

register = template.Library()


@register.simple_tag
def start_field(what: str, name: str, config: str) -> SafeString:
    """A field by its id. `config` is JSON already."""
    return start(what, name, json.loads(config))


@register.simple_tag
def start_panel(what: str, options: str) -> SafeString:
    """A panel of rows, which knows its id from its `options` (JSON)."""
    return start(what, json.loads(options))
