import django.db.models.deletion
import pgtrigger.compiler
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('areas', '0003_clock'),
        ('bodies', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrations.CreateModel(
            name='Expectation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('decision', 'Decision moment'), ('other', 'Something else')], default='decision', max_length=12, verbose_name='Kind')),
                ('title', models.CharField(max_length=160, verbose_name='What may people expect?')),
                ('planned_from', models.DateField(blank=True, null=True, verbose_name='Planned from')),
                ('planned_on', models.DateField(verbose_name='Planned on, or until')),
                ('first_planned_on', models.DateField(editable=False, verbose_name='First planned on')),
                ('happened_on', models.DateField(blank=True, null=True, verbose_name='Happened on')),
                ('audience', models.CharField(choices=[('all', 'All parties'), ('body', 'The team, and members of the body that decides'), ('team', 'Only the team')], default='all', max_length=4, verbose_name='Who hears it a month before?')),
                ('note', models.TextField(blank=True, max_length=2000, verbose_name='Explanation')),
                ('is_fictional', models.BooleanField(default=False, editable=False, verbose_name='Made up for the demonstration')),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('area', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='expectations', to='areas.pilotarea')),
                ('body', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='expectations', to='bodies.body', verbose_name='Which body decides?')),
            ],
            options={
                'verbose_name': 'expectation',
                'verbose_name_plural': 'expectations',
                'ordering': ['area', 'planned_on', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('planned_from', None), ('planned_from__lte', models.F('planned_on')), _connector='OR'), name='expectations_expectation_period', violation_error_message='The last day lies before the first.')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "expectations_expectationevent" ("area_id", "audience", "body_id", "first_planned_on", "happened_on", "id", "is_fictional", "kind", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_from", "planned_on", "title") VALUES (NEW."area_id", NEW."audience", NEW."body_id", NEW."first_planned_on", NEW."happened_on", NEW."id", NEW."is_fictional", NEW."kind", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."planned_from", NEW."planned_on", NEW."title"); RETURN NULL;', hash='3a36d93e8146493c071b419401cff4990e3a4b8e', operation='INSERT', pgid='pgtrigger_insert_insert_d1ace', table='expectations_expectation', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."area_id" IS DISTINCT FROM (NEW."area_id") OR OLD."audience" IS DISTINCT FROM (NEW."audience") OR OLD."body_id" IS DISTINCT FROM (NEW."body_id") OR OLD."first_planned_on" IS DISTINCT FROM (NEW."first_planned_on") OR OLD."happened_on" IS DISTINCT FROM (NEW."happened_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_fictional" IS DISTINCT FROM (NEW."is_fictional") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."planned_from" IS DISTINCT FROM (NEW."planned_from") OR OLD."planned_on" IS DISTINCT FROM (NEW."planned_on") OR OLD."title" IS DISTINCT FROM (NEW."title"))', func='INSERT INTO "expectations_expectationevent" ("area_id", "audience", "body_id", "first_planned_on", "happened_on", "id", "is_fictional", "kind", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_from", "planned_on", "title") VALUES (NEW."area_id", NEW."audience", NEW."body_id", NEW."first_planned_on", NEW."happened_on", NEW."id", NEW."is_fictional", NEW."kind", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."planned_from", NEW."planned_on", NEW."title"); RETURN NULL;', hash='b3a779daa52f6b3b3409a85843b5d912f76c748a', operation='UPDATE', pgid='pgtrigger_update_update_c2000', table='expectations_expectation', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "expectations_expectationevent" ("area_id", "audience", "body_id", "first_planned_on", "happened_on", "id", "is_fictional", "kind", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_from", "planned_on", "title") VALUES (OLD."area_id", OLD."audience", OLD."body_id", OLD."first_planned_on", OLD."happened_on", OLD."id", OLD."is_fictional", OLD."kind", OLD."note", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."planned_from", OLD."planned_on", OLD."title"); RETURN NULL;', hash='06bf026f42bff73554f47401d203e0e521cb18c2', operation='DELETE', pgid='pgtrigger_delete_delete_376a1', table='expectations_expectation', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='ExpectationEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('decision', 'Decision moment'), ('other', 'Something else')], default='decision', max_length=12, verbose_name='Kind')),
                ('title', models.CharField(max_length=160, verbose_name='What may people expect?')),
                ('planned_from', models.DateField(blank=True, null=True, verbose_name='Planned from')),
                ('planned_on', models.DateField(verbose_name='Planned on, or until')),
                ('first_planned_on', models.DateField(editable=False, verbose_name='First planned on')),
                ('happened_on', models.DateField(blank=True, null=True, verbose_name='Happened on')),
                ('audience', models.CharField(choices=[('all', 'All parties'), ('body', 'The team, and members of the body that decides'), ('team', 'Only the team')], default='all', max_length=4, verbose_name='Who hears it a month before?')),
                ('note', models.TextField(blank=True, max_length=2000, verbose_name='Explanation')),
                ('is_fictional', models.BooleanField(default=False, editable=False, verbose_name='Made up for the demonstration')),
                ('area', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='areas.pilotarea')),
                ('body', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='bodies.body', verbose_name='Which body decides?')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='expectations.expectation')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Progress',
            fields=[
                ('area', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='progress', serialize=False, to='areas.pilotarea')),
                ('started_on', models.DateField(blank=True, null=True, verbose_name='The process started on')),
                ('first_result_on', models.DateField(blank=True, null=True, verbose_name='The first result was there on')),
                ('finished_on', models.DateField(blank=True, null=True, verbose_name='The process was finished on')),
                ('is_fictional', models.BooleanField(default=False, editable=False, verbose_name='Made up for the demonstration')),
            ],
            options={
                'verbose_name': 'progress of an area',
                'verbose_name_plural': 'progress of areas',
                'constraints': [models.CheckConstraint(condition=models.Q(('started_on', None), ('finished_on', None), ('finished_on__gte', models.F('started_on')), _connector='OR'), name='expectations_progress_days', violation_error_message='The process ends before it starts.')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "expectations_progressevent" ("area_id", "finished_on", "first_result_on", "is_fictional", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "started_on") VALUES (NEW."area_id", NEW."finished_on", NEW."first_result_on", NEW."is_fictional", _pgh_attach_context(), NOW(), \'insert\', NEW."area_id", NEW."started_on"); RETURN NULL;', hash='83c6345aceb29c8cb4da58ac9e8a148f848f745a', operation='INSERT', pgid='pgtrigger_insert_insert_56257', table='expectations_progress', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "expectations_progressevent" ("area_id", "finished_on", "first_result_on", "is_fictional", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "started_on") VALUES (NEW."area_id", NEW."finished_on", NEW."first_result_on", NEW."is_fictional", _pgh_attach_context(), NOW(), \'update\', NEW."area_id", NEW."started_on"); RETURN NULL;', hash='1df078667f57f15e6bf9baad39b5dd6b657a137e', operation='UPDATE', pgid='pgtrigger_update_update_6760b', table='expectations_progress', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "expectations_progressevent" ("area_id", "finished_on", "first_result_on", "is_fictional", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "started_on") VALUES (OLD."area_id", OLD."finished_on", OLD."first_result_on", OLD."is_fictional", _pgh_attach_context(), NOW(), \'delete\', OLD."area_id", OLD."started_on"); RETURN NULL;', hash='86cbecc030a9fd641f44f74f08d773bd5b7be178', operation='DELETE', pgid='pgtrigger_delete_delete_93c8b', table='expectations_progress', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='ProgressEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('started_on', models.DateField(blank=True, null=True, verbose_name='The process started on')),
                ('first_result_on', models.DateField(blank=True, null=True, verbose_name='The first result was there on')),
                ('finished_on', models.DateField(blank=True, null=True, verbose_name='The process was finished on')),
                ('is_fictional', models.BooleanField(default=False, editable=False, verbose_name='Made up for the demonstration')),
                ('area', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', serialize=False, to='areas.pilotarea')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='expectations.progress')),
            ],
            options={
                'abstract': False,
            },
        ),
    ]
