"""A look says what part, from which session, and hangs on the look before it. It outlives the referral it is about."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('selfreferral_intake', '0005_life'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AccessCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(db_index=True)),
                ('number', models.BigIntegerField()),
                ('hash', models.CharField(blank=True, max_length=64)),
                ('problem', models.CharField(blank=True, max_length=200)),
            ],
            options={
                'get_latest_by': 'at',
                'default_permissions': (),
            },
        ),
        migrations.AddField(
            model_name='accessrecord',
            name='by',
            field=models.CharField(blank=True, max_length=100),
        ),
        migrations.AddField(
            model_name='accessrecord',
            name='former',
            field=models.CharField(default='', max_length=64),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='accessrecord',
            name='hash',
            field=models.CharField(default='', max_length=64),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='accessrecord',
            name='number',
            field=models.BigIntegerField(null=True),  # 0007 numbers what is there
        ),
        migrations.AddField(
            model_name='accessrecord',
            name='part',
            field=models.CharField(choices=[('letter', 'hele aanmelding'), ('number', 'telefoonnummer of adres'), ('export', 'bestand voor de persoon'), ('search', 'zoeken'), ('refused', 'geweigerd'), ('given', 'toegang gegeven'), ('taken', 'toegang afgenomen')], default='letter', max_length=10, verbose_name='wat'),
        ),
        migrations.AddField(
            model_name='accessrecord',
            name='session',
            field=models.CharField(blank=True, max_length=16),
        ),
        migrations.AddField(
            model_name='accessrecord',
            name='subject',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='accessrecord',
            name='what',
            field=models.CharField(blank=True, max_length=100),
        ),
        migrations.AlterField(
            model_name='accessrecord',
            name='at',
            field=models.DateTimeField(db_index=True, verbose_name='wanneer'),
        ),
        migrations.AlterField(
            model_name='accessrecord',
            name='person',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='wie'),
        ),
        migrations.AlterField(
            model_name='accessrecord',
            name='referral',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='looks', to='selfreferral_intake.referral'),
        ),
        migrations.CreateModel(
            name='AccessChain',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.BigIntegerField(default=0)),
                ('hash', models.CharField(blank=True, max_length=64)),
                ('purged_number', models.BigIntegerField(default=0)),
                ('purged_hash', models.CharField(blank=True, max_length=64)),
            ],
            options={
                'default_permissions': (),
                'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='there_is_one_chain')],
            },
        ),
    ]
