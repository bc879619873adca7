"""Ways to reach people. The numbers come from the site settings, so they are right everywhere at once."""

from wagtail import blocks

from .richtext import CleanRichTextBlock


class ContactDetailsBlock(blocks.StaticBlock):
    """The organisation's telephone, hours and addresses."""

    class Meta:
        template = "information/blocks/contact_details.html"
        icon = "mail"
        label = "Contactgegevens"
        admin_text = "De gegevens staan bij Instellingen > Organisatie."


class HelpNumbersBlock(blocks.StaticBlock):
    """Numbers of others who help at once, 112 first."""

    class Meta:
        template = "information/blocks/help_numbers.html"
        icon = "help"
        label = "Hulpnummers"
        admin_text = "De nummers staan bij Instellingen > Organisatie."


class SignUpBlock(blocks.StructBlock):
    """The way to the form, without urging: it always also says that one may call or wait."""

    heading = blocks.CharBlock(max_length=120, label="Kop")
    text = CleanRichTextBlock(features=["bold", "link"], required=False, label="Tekst")

    class Meta:
        template = "information/blocks/sign_up.html"
        icon = "edit"
        label = "Naar het aanmeldformulier"
        help_text = "Nodig uit zonder aan te dringen. Onder de knop staat altijd dat men ook mag bellen of wachten."
