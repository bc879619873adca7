"""What does not belong to a kind of page any more goes on as text; Wagtail would drop it at the next save."""

from django.db import migrations
from wagtail.blocks.migrations.migrate_operation import MigrateStreamData

from information.migrations._as_text import AsText

ANYWHERE, CONTACT = ("text", "callout"), ("contact_details", "help_numbers")
# As it was decided when this was written; information/blocks/belonging.py says how it is today.
BELONGING = {
    "AudiencePage": (*ANYWHERE, *CONTACT, "figure", "questions", "sign_up"),
    "DecisionAidPage": (*ANYWHERE, *CONTACT),
    "NewsIndexPage": ANYWHERE,
    "NewsPage": (*ANYWHERE, *CONTACT, "figure"),
    "PublicationsPage": ANYWHERE,
    "PublicationPage": (*ANYWHERE, "figure", "comparison"),
}


class Migration(migrations.Migration):

    dependencies = [
        ('information', '0003_kinds_and_their_blocks'),
    ]

    operations = [
        MigrateStreamData('information', model, 'body', [(AsText(*names), '')]) for model, names in BELONGING.items()
    ]
