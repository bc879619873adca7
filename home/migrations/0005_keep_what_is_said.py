"""What visitors read before stays: the English of the first help numbers, and blocks that no longer belong as text."""

from django.db import migrations
from wagtail.blocks.migrations.migrate_operation import MigrateStreamData

from information.migrations._as_text import AsText

BELONGING = ("text", "callout", "figure", "sign_up", "contact_details", "help_numbers")
# Until now these stood in the translations of the interface.
ENGLISH = {
    ("Noodnummer", "Als er nu gevaar is"): (
        "Emergency number",
        "If someone is in danger now",
    ),
    ("Politie", "Als er geen spoed is"): (
        "Police",
        "If it is not urgent",
    ),
    ("Slachtofferhulp Nederland", "Steun en advies voor slachtoffers en nabestaanden"): (
        "Slachtofferhulp Nederland (Victim Support)",
        "Support and advice for victims and bereaved relatives",
    ),
    ("Veilig Thuis", "Geweld of onveiligheid thuis"): (
        "Veilig Thuis (Safe at Home)",
        "Violence at home, or a home that does not feel safe",
    ),
    ("113 Zelfmoordpreventie", "Als u denkt aan zelfmoord of zich zorgen maakt om iemand"): (
        "113 Suicide Prevention",
        "If you think about suicide, or worry about someone",
    ),
    ("Centrum Seksueel Geweld", "Na een aanranding of verkrachting"): (
        "Centrum Seksueel Geweld (Sexual Assault Centre)",
        "After a sexual assault or rape",
    ),
}


def say_it_in_english(apps, schema_editor):
    """Only what editors left as it was seeded; an empty field stays theirs to fill."""
    texts = {}
    for dutch, english in ENGLISH.items():
        texts |= dict(zip(dutch, english, strict=True))
    for number in apps.get_model("home", "HelpNumber").objects.filter(name_en="", purpose_en=""):
        number.name_en, number.purpose_en = texts.get(number.name, ""), texts.get(number.purpose, "")
        number.save(update_fields=["name_en", "purpose_en"])


class Migration(migrations.Migration):

    dependencies = [
        ('home', '0004_english_words'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
    ]

    operations = [
        migrations.RunPython(say_it_in_english, migrations.RunPython.noop),
        MigrateStreamData('home', 'HomePage', 'body', [(AsText(*BELONGING), '')]),
    ]
