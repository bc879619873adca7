"""The one question the public side may ask about a referral: where it stands, for exactly one receipt digest.

SECURITY DEFINER: it reads as the owner of the tables, so the public role needs no right on them. The search path is
pinned and every name is in full, so nobody can slip a table or function of their own in its place (CVE-2018-1058).
The public role may execute it (operations/grants.py), nobody else but the owner.
"""

from django.db import migrations

STANDING = """
CREATE FUNCTION public.selfreferral_standing(receipt_digest bytea)
RETURNS TABLE (state text, received_on date, is_withdrawn boolean, is_erasure_asked boolean)
LANGUAGE sql STABLE STRICT SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT
        CASE
            WHEN referral.state = 'in_contact' THEN 'in_contact'
            WHEN referral.state = 'closed' THEN 'closed'
            WHEN referral.handler_id IS NOT NULL THEN 'contacting'
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
REVOKE ALL ON FUNCTION public.selfreferral_standing(bytea) FROM PUBLIC;
"""


def make(apps, schema_editor):
    """SQLite, for development, has no functions: there public/mine/standing.py asks the same in plain SQL."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(STANDING, params=None)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION public.selfreferral_standing(bytea)")


class Migration(migrations.Migration):

    dependencies = [
        ('selfreferral', '0003_kinds'),
        ('selfreferral_intake', '0003_to_check'),
    ]

    operations = [
        migrations.RunPython(make, drop),
    ]
