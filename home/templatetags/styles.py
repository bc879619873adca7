"""Style sheets of a page."""

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from perspectief import inlining

register = template.Library()


@register.simple_tag
def style(name: str) -> SafeString:
    """`{% style 'css/site.css' %}`: the sheet itself where visitors come, a link to it elsewhere."""
    if inlining.is_inlined(name):
        return mark_safe(f"<style>{inlining.text(name)}</style>")  # noqa: S308  a file of ours, which cannot end the element
    return format_html('<link rel="stylesheet" href="{}">', static(name))
