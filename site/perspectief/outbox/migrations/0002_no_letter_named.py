"""Messages about letters named them, and outlived them: take the name away from those that are there."""

from typing import Any, ClassVar

from django.db import migrations


def forget_letters(apps: Any, schema_editor: Any) -> None:
    apps.get_model("outbox", "Message").objects.filter(once__startswith="letter ").update(once="")


class Migration(migrations.Migration):
    dependencies: ClassVar = [("outbox", "0001_messages")]
    operations: ClassVar = [migrations.RunPython(forget_letters, migrations.RunPython.noop)]
