"""Triggers that let access records be added and not be changed or taken away, whoever asks, the owner of the table included.

What a purge may take away is what the chain has let go of (chain.py); and it may let go only of what is older than a year.
A later migration that makes the table anew on SQLite (AlterField, RemoveField) drops its triggers there: make them again.
"""

from django.db import migrations, models

RECORDS, CHAIN = "selfreferral_intake_accessrecord", "selfreferral_intake_accesschain"
SENTENCE = "access records are added, and never changed or taken away"

POSTGRESQL = f"""
CREATE FUNCTION public.selfreferral_keep_records() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF TG_OP = 'DELETE' AND OLD.number <= (SELECT purged_number FROM public.{CHAIN}) THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION '{SENTENCE}' USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION public.selfreferral_keep_chain() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.id = OLD.id AND NEW.number >= OLD.number THEN
        IF NEW.purged_number = OLD.purged_number AND NEW.purged_hash = OLD.purged_hash THEN
            RETURN NEW;
        END IF;
        IF NEW.purged_number > OLD.purged_number
            AND EXISTS (SELECT FROM public.{RECORDS} WHERE number = NEW.purged_number AND hash = NEW.purged_hash)
            AND NOT EXISTS (
                SELECT FROM public.{RECORDS} WHERE number <= NEW.purged_number AND at > now() - interval '1 year'
            )
        THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION '{SENTENCE}' USING ERRCODE = 'restrict_violation';
END $$;

REVOKE ALL ON FUNCTION public.selfreferral_keep_records(), public.selfreferral_keep_chain() FROM PUBLIC;

CREATE TRIGGER keep_records BEFORE UPDATE OR DELETE ON public.{RECORDS}
FOR EACH ROW EXECUTE FUNCTION public.selfreferral_keep_records();
CREATE TRIGGER keep_all_records BEFORE TRUNCATE ON public.{RECORDS}
FOR EACH STATEMENT EXECUTE FUNCTION public.selfreferral_keep_records();
CREATE TRIGGER keep_chain BEFORE UPDATE OR DELETE ON public.{CHAIN}
FOR EACH ROW EXECUTE FUNCTION public.selfreferral_keep_chain();
CREATE TRIGGER keep_whole_chain BEFORE TRUNCATE ON public.{CHAIN}
FOR EACH STATEMENT EXECUTE FUNCTION public.selfreferral_keep_chain();
"""
POSTGRESQL_BACK = f"""
DROP TRIGGER keep_records ON public.{RECORDS};
DROP TRIGGER keep_all_records ON public.{RECORDS};
DROP TRIGGER keep_chain ON public.{CHAIN};
DROP TRIGGER keep_whole_chain ON public.{CHAIN};
DROP FUNCTION public.selfreferral_keep_records(), public.selfreferral_keep_chain();
"""

REFUSE = f"BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END"
SQLITE = (
    f"CREATE TRIGGER keep_records BEFORE UPDATE ON {RECORDS} {REFUSE}",
    f"CREATE TRIGGER keep_all_records BEFORE DELETE ON {RECORDS}"
    f" WHEN OLD.number > (SELECT purged_number FROM {CHAIN}) {REFUSE}",
    f"""
    CREATE TRIGGER keep_chain BEFORE UPDATE ON {CHAIN} WHEN NEW.id <> OLD.id OR NEW.number < OLD.number OR NOT (
        NEW.purged_number = OLD.purged_number AND NEW.purged_hash = OLD.purged_hash
        OR NEW.purged_number > OLD.purged_number
        AND EXISTS (SELECT 1 FROM {RECORDS} WHERE number = NEW.purged_number AND hash = NEW.purged_hash)
        AND NOT EXISTS (SELECT 1 FROM {RECORDS} WHERE number <= NEW.purged_number AND at > datetime('now', '-1 year'))
    ) {REFUSE}
    """,
    f"CREATE TRIGGER keep_whole_chain BEFORE DELETE ON {CHAIN} {REFUSE}",
)
NAMES = ("keep_records", "keep_all_records", "keep_chain", "keep_whole_chain")


def make(apps, schema_editor):
    statements = [POSTGRESQL] if schema_editor.connection.vendor == "postgresql" else SQLITE
    for statement in statements:
        schema_editor.execute(statement, params=None)


def drop(apps, schema_editor):
    on_postgresql = schema_editor.connection.vendor == "postgresql"
    for statement in [POSTGRESQL_BACK] if on_postgresql else [f"DROP TRIGGER {name}" for name in NAMES]:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):

    dependencies = [
        ('selfreferral_intake', '0007_chain_former_looks'),
    ]

    operations = [
        migrations.AlterField(
            model_name='accessrecord',
            name='number',
            field=models.BigIntegerField(unique=True),
        ),
        migrations.RunPython(make, drop),
    ]
