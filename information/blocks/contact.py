"""Ways to reach people. The numbers come from the site settings, so they are right everywhere at once."""

from typing import ClassVar

from wagtail import blocks

from .groups import CONTACT
from .richtext import CleanRichTextBlock


class ContactDetailsBlock(blocks.StaticBlock):
    """The organisation's telephone, hours and addresses."""

    class Meta:
        template = "information/blocks/contact_details.html"
        icon = "mail"
        group = CONTACT
        label = "Contactgegevens"
        description = "Ons telefoonnummer, de openingstijden en onze adressen. U typt niets: ze komen uit de instellingen."
        preview_value = None
        admin_text = "De gegevens staan bij Instellingen > Organisatie."


class HelpNumbersBlock(blocks.StaticBlock):
    """Numbers of others who help at once, 112 first."""

    class Meta:
        template = "information/blocks/help_numbers.html"
        icon = "mobile-alt"
        group = CONTACT
        label = "Hulpnummers"
        description = "112 en andere nummers voor wie nu hulp nodig heeft. U typt niets: ze komen uit de instellingen."
        preview_value = None
        admin_text = "De nummers staan bij Instellingen > Organisatie."


class SignUpBlock(blocks.StructBlock):
    """The way to the form, without urging: it always also says that one may call or wait."""

    heading = blocks.CharBlock(max_length=120, label="Kop", help_text="Liefst een vraag, zoals: Wilt u zich aanmelden?")
    text = CleanRichTextBlock(
        features=["bold", "link"], required=False, label="Tekst", help_text="Wat gebeurt er na het aanmelden?"
    )

    class Meta:
        template = "information/blocks/sign_up.html"
        icon = "edit"
        group = CONTACT
        label = "Naar het aanmeldformulier"
        description = "Een knop naar het formulier, en dat bellen of wachten ook mag."
        preview_value: ClassVar = {
            "heading": "Wilt u zich aanmelden?",
            "text": "<p>Wij benaderen de ander pas na een gesprek met u.</p>",
        }
        help_text = "Nodig uit zonder aan te dringen. Onder de knop staat altijd dat men ook mag bellen of wachten."
