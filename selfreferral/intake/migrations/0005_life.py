"""Where a referral stands in more words, until when, and what came of it. The public side hears four of them, as before."""

from django.db import migrations, models
from django.utils import timezone

STANDING = """
CREATE OR REPLACE FUNCTION public.selfreferral_standing(receipt_digest bytea)
RETURNS TABLE (state text, received_on date, is_withdrawn boolean, is_erasure_asked boolean)
LANGUAGE sql STABLE STRICT SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT
        CASE
            WHEN referral.state IN ('in_contact', 'waiting') THEN 'in_contact'
            WHEN referral.state = 'closed' THEN 'closed'
            WHEN referral.state = 'to_call' OR referral.handler_id IS NOT NULL THEN 'contacting'
            ELSE 'received'
        END,
        (letter.received_at AT TIME ZONE 'Europe/Amsterdam')::date,
        EXISTS (SELECT FROM public.selfreferral_letter later
                WHERE later.receipt_digest = $1 AND later.kind = 'withdrawal'),
        EXISTS (SELECT FROM public.selfreferral_letter later
                WHERE later.receipt_digest = $1 AND later.kind = 'erasure')
    FROM public.selfreferral_letter letter
    LEFT JOIN public.selfreferral_intake_referral referral ON referral.letter_id = letter.id
    WHERE letter.receipt_digest = $1 AND letter.kind = 'referral'
    ORDER BY letter.received_at
    LIMIT 1
$$;
"""


def say_it_so(apps, schema_editor):
    """The rights on the function stay as they were. Backwards it stays too: it knows the former states as well."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(STANDING, params=None)


def date_what_is_closed(apps, schema_editor):
    """Nobody noted when; counted from today, nothing is kept shorter than promised to those who work with it."""
    Referral = apps.get_model("selfreferral_intake", "Referral")
    Referral.objects.filter(state="closed").update(closed_at=timezone.now())


class Migration(migrations.Migration):

    dependencies = [
        ('selfreferral_intake', '0004_standing'),
    ]

    operations = [
        migrations.AddField(
            model_name='referral',
            name='closed_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='referral',
            name='contacted_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='referral',
            name='due_on',
            field=models.DateField(null=True, verbose_name='uiterlijk'),
        ),
        migrations.AddField(
            model_name='referral',
            name='outcome',
            field=models.CharField(blank=True, choices=[('meeting', 'Gesprek'), ('letters', 'Briefwisseling'), ('shuttle', 'Pendelbemiddeling'), ('other_form', 'Een andere vorm van contact'), ('talked', 'Alleen gesprekken met de bemiddelaar'), ('other_declined', 'De ander wil niet'), ('other_not_found', 'De ander is niet gevonden'), ('declined', 'De persoon ziet ervan af'), ('withdrawn', 'Ingetrokken'), ('not_reached', 'De persoon is niet bereikt'), ('referred_on', 'Verwezen naar een andere organisatie'), ('no_referral', 'Geen aanmelding')], max_length=16, verbose_name='uitkomst'),
        ),
        migrations.AddField(
            model_name='referral',
            name='state_since',
            field=models.DateTimeField(null=True),
        ),
        migrations.AlterField(
            model_name='referral',
            name='state',
            field=models.CharField(choices=[('new', 'Nieuw'), ('to_call', 'Te bellen'), ('in_contact', 'In contact'), ('waiting', 'Wachten op de ander'), ('closed', 'Afgerond')], default='new', max_length=12, verbose_name='stand'),
        ),
        migrations.RunPython(date_what_is_closed, migrations.RunPython.noop),
        migrations.RunPython(say_it_so, migrations.RunPython.noop),
    ]
