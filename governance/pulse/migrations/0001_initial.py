import django.contrib.postgres.fields
import django.db.models.deletion
import governance.pulse.models
import pgtrigger.compiler
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('areas', '0003_clock'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrations.CreateModel(
            name='PulsePack',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('pack', models.CharField(max_length=40, verbose_name='Content pack')),
                ('version', models.CharField(max_length=20, verbose_name='Version')),
                ('status', models.CharField(choices=[('concept', 'Concept'), ('getoetst', 'Reviewed'), ('vastgesteld', 'Adopted')], max_length=12, verbose_name='Status')),
                ('content', models.JSONField(verbose_name='Content')),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('loaded_at', models.DateTimeField(auto_now_add=True, verbose_name='Loaded at')),
                ('loaded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Loaded by')),
            ],
            options={
                'verbose_name': 'version of the trust pulse',
                'verbose_name_plural': 'versions of the trust pulse',
                'ordering': ['-loaded_at', '-pk'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('pack', 'version'), name='pulse_pulsepack_once')],
                'triggers': [pgtrigger.compiler.Trigger(name='keep_content', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."pack" IS DISTINCT FROM (NEW."pack") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."content" IS DISTINCT FROM (NEW."content") OR OLD."sha256" IS DISTINCT FROM (NEW."sha256"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='583e10a20e76810fbaf7c0e70b20e6a4fa68e698', operation='UPDATE', pgid='pgtrigger_keep_content_124b6', table='pulse_pulsepack', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='Round',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('opens_on', models.DateField(verbose_name='First day')),
                ('closes_on', models.DateField(verbose_name='Last day')),
                ('closed_at', models.DateTimeField(editable=False, null=True, verbose_name='Closed at')),
                ('codes', models.PositiveIntegerField(default=0, editable=False, verbose_name='Codes made')),
                ('follow_up', models.TextField(blank=True, max_length=4000, verbose_name='What we did with it')),
                ('is_fictional', models.BooleanField(default=False, editable=False, verbose_name='Made up for the demonstration')),
                ('area', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='pulse_rounds', to='areas.pilotarea')),
                ('opened_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('pack', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='rounds', to='pulse.pulsepack')),
            ],
            options={
                'verbose_name': 'round of the trust pulse',
                'verbose_name_plural': 'rounds of the trust pulse',
                'ordering': ['area', 'opens_on', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('closed_at', None)), fields=('area',), name='pulse_round_one_open'), models.CheckConstraint(condition=models.Q(('closes_on__gte', models.F('opens_on'))), name='pulse_round_days_in_order', violation_error_message='The last day lies before the first.')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "pulse_roundevent" ("area_id", "closed_at", "closes_on", "codes", "follow_up", "id", "is_fictional", "key", "opened_by_id", "opens_on", "pack_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."area_id", NEW."closed_at", NEW."closes_on", NEW."codes", NEW."follow_up", NEW."id", NEW."is_fictional", NEW."key", NEW."opened_by_id", NEW."opens_on", NEW."pack_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='b2625533d502a0050ac01dd819e64b8f669750ad', operation='INSERT', pgid='pgtrigger_insert_insert_087bf', table='pulse_round', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "pulse_roundevent" ("area_id", "closed_at", "closes_on", "codes", "follow_up", "id", "is_fictional", "key", "opened_by_id", "opens_on", "pack_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."area_id", NEW."closed_at", NEW."closes_on", NEW."codes", NEW."follow_up", NEW."id", NEW."is_fictional", NEW."key", NEW."opened_by_id", NEW."opens_on", NEW."pack_id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='866c2ef9436fb3dc7c1a76b8e6048054beb2111b', operation='UPDATE', pgid='pgtrigger_update_update_f2418', table='pulse_round', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "pulse_roundevent" ("area_id", "closed_at", "closes_on", "codes", "follow_up", "id", "is_fictional", "key", "opened_by_id", "opens_on", "pack_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."area_id", OLD."closed_at", OLD."closes_on", OLD."codes", OLD."follow_up", OLD."id", OLD."is_fictional", OLD."key", OLD."opened_by_id", OLD."opens_on", OLD."pack_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='2806c4bfe7834c255b195c40db26216288d953ba', operation='DELETE', pgid='pgtrigger_delete_delete_6d333', table='pulse_round', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='Tally',
            fields=[
                ('round', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='tally', serialize=False, to='pulse.round')),
                ('counts', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveIntegerField(), default=governance.pulse.models.empty_counts, null=True, size=15)),
            ],
            options={
                'verbose_name': 'tally of a round',
                'verbose_name_plural': 'tallies of rounds',
            },
        ),
        migrations.CreateModel(
            name='Code',
            fields=[
                ('code_hash', models.CharField(editable=False, max_length=64, primary_key=True, serialize=False)),
                ('is_used', models.BooleanField(default=False, editable=False)),
                ('round', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='code_rows', to='pulse.round')),
            ],
            options={
                'verbose_name': 'code to take part',
                'verbose_name_plural': 'codes to take part',
            },
        ),
        migrations.CreateModel(
            name='RoundEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('opens_on', models.DateField(verbose_name='First day')),
                ('closes_on', models.DateField(verbose_name='Last day')),
                ('closed_at', models.DateTimeField(editable=False, null=True, verbose_name='Closed at')),
                ('codes', models.PositiveIntegerField(default=0, editable=False, verbose_name='Codes made')),
                ('follow_up', models.TextField(blank=True, max_length=4000, verbose_name='What we did with it')),
                ('is_fictional', models.BooleanField(default=False, editable=False, verbose_name='Made up for the demonstration')),
                ('area', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='areas.pilotarea')),
                ('opened_by', models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pack', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='pulse.pulsepack')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='pulse.round')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SpentTicket',
            fields=[
                ('ticket_hash', models.CharField(editable=False, max_length=64, primary_key=True, serialize=False)),
                ('round', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='spent_tickets', to='pulse.round')),
            ],
            options={
                'verbose_name': 'ballot ticket that was used',
                'verbose_name_plural': 'ballot tickets that were used',
            },
        ),
    ]
