"""What looks the same on every page in a language is made once, and again after the database notes a change."""

from collections.abc import Sequence

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from perspectief.pages.remembering import remembered

register = template.Library()


class RememberNode(template.Node):
    """`name` is of what stands between the tags; `varying`: what else, of few values, it depends on."""

    def __init__(self, nodelist: NodeList, name: str, varying: Sequence[FilterExpression]) -> None:
        self.nodelist, self.name, self.varying = nodelist, name, varying

    def render(self, context: template.Context) -> SafeString:
        depends_on = [value.resolve(context) for value in self.varying]
        return remembered(f"html {self.name} {get_language()} {depends_on!r}", lambda: self.nodelist.render(context))


@register.tag
def remember(parser: Parser, token: Token) -> RememberNode:
    """`{% remember footer %}` ... `{% endremember %}`. Never around what is for one visitor, or depends on their address."""
    _, name, *varying = token.split_contents()
    nodelist = parser.parse(("endremember",))
    parser.delete_first_token()
    return RememberNode(nodelist, name, [parser.compile_filter(value) for value in varying])
