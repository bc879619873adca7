"""The looks that were recorded before there was a chain become its beginning, in the order in which they were written."""

from django.db import migrations

from selfreferral.intake.chain import BEGINNING, fingerprint


def begin(apps, schema_editor):
    AccessRecord = apps.get_model("selfreferral_intake", "AccessRecord")
    number, former = 0, BEGINNING
    for record in AccessRecord.objects.order_by("pk").iterator(chunk_size=2000):
        record.number, record.former = number + 1, former
        record.hash = fingerprint(record)
        record.save(update_fields=["number", "former", "hash"])
        number, former = record.number, record.hash
    apps.get_model("selfreferral_intake", "AccessChain").objects.create(pk=1, number=number, hash=former)


def end(apps, schema_editor):
    apps.get_model("selfreferral_intake", "AccessChain").objects.all().delete()


class Migration(migrations.Migration):

    dependencies = [
        ('selfreferral_intake', '0006_access_chain'),
    ]

    operations = [
        migrations.RunPython(begin, end),
    ]
