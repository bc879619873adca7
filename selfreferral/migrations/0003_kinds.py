from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('selfreferral', '0002_needs_check'),
    ]

    operations = [
        migrations.AlterField(
            model_name='letter',
            name='kind',
            field=models.CharField(choices=[('referral', 'Aanmelding'), ('addition', 'Aanvulling'), ('correction', 'Wijziging: hoe contact veilig is'), ('withdrawal', 'Intrekking'), ('erasure', 'Verzoek om verwijdering')], max_length=12),
        ),
    ]
