"""Triggers that let the record of what was removed be added to, and not be changed or taken away, whoever asks.

A later migration that makes the table anew on SQLite (AlterField, RemoveField) drops its triggers there: make them again.
"""

from django.db import migrations

TABLE = "selfreferral_intake_purgerecord"
SENTENCE = "the record of what was removed is added to, and never changed or taken away"

POSTGRESQL = f"""
CREATE FUNCTION public.selfreferral_keep_purges() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION '{SENTENCE}' USING ERRCODE = 'restrict_violation';
END $$;
REVOKE ALL ON FUNCTION public.selfreferral_keep_purges() FROM PUBLIC;
CREATE TRIGGER keep_purges BEFORE UPDATE OR DELETE OR TRUNCATE ON public.{TABLE}
FOR EACH STATEMENT EXECUTE FUNCTION public.selfreferral_keep_purges();
"""
SQLITE = tuple(
    f"CREATE TRIGGER keep_purges_{deed.lower()} BEFORE {deed} ON {TABLE} BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END"
    for deed in ("UPDATE", "DELETE")
)


def make(apps, schema_editor):
    for statement in [POSTGRESQL] if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement, params=None)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP TRIGGER keep_purges ON public.{TABLE}", params=None)
        schema_editor.execute("DROP FUNCTION public.selfreferral_keep_purges()", params=None)
    else:
        for deed in ("update", "delete"):
            schema_editor.execute(f"DROP TRIGGER keep_purges_{deed}", params=None)


class Migration(migrations.Migration):

    dependencies = [
        ('selfreferral_intake', '0013_retention'),
    ]

    operations = [
        migrations.RunPython(make, drop),
    ]
