import django.core.validators
import django.db.models.deletion
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('areas', '0003_clock'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('stakeholders', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='BodyPack',
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
                'verbose_name': 'version of the bodies',
                'verbose_name_plural': 'versions of the bodies',
                'ordering': ['-loaded_at', '-pk'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('pack', 'version'), name='bodies_bodypack_once')],
                'triggers': [pgtrigger.compiler.Trigger(name='keep_content', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."pack" IS DISTINCT FROM (NEW."pack") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."content" IS DISTINCT FROM (NEW."content") OR OLD."sha256" IS DISTINCT FROM (NEW."sha256"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='ca7f61a447aefd322fc71332c46b2778517fad95', operation='UPDATE', pgid='pgtrigger_keep_content_03a25', table='bodies_bodypack', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='Body',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(blank=True, max_length=40, verbose_name='Kind of body')),
                ('name', models.CharField(max_length=120, verbose_name='Name')),
                ('purpose', models.TextField(blank=True, max_length=2000, verbose_name='What is it for?')),
                ('rule', models.CharField(blank=True, choices=[('consensus', 'Consensus: nobody has an objection that weighs heavily'), ('majority', 'Majority: most of those who decide are in favour'), ('unanimity', 'Unanimity: everybody who decides is in favour'), ('one-decides', 'One person decides, after hearing the others'), ('advises', 'It advises and does not decide')], max_length=12, verbose_name='How does it decide?')),
                ('every', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(52)], verbose_name='Meets once every')),
                ('unit', models.CharField(blank=True, choices=[('week', 'week'), ('month', 'month'), ('quarter', 'quarter'), ('year', 'year')], max_length=8, verbose_name='Week, month, quarter or year')),
                ('next_on', models.DateField(blank=True, null=True, verbose_name='Next meeting')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='Existed until')),
                ('is_fictional', models.BooleanField(default=False, editable=False, verbose_name='Made up for the demonstration')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('area', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='bodies', to='areas.pilotarea')),
                ('pack', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='bodies', to='bodies.bodypack')),
            ],
            options={
                'verbose_name': 'body',
                'verbose_name_plural': 'bodies',
                'ordering': ['area', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('area', 'name'), name='bodies_body_name_once', violation_error_message='This area has a body with this name already.'), models.CheckConstraint(condition=models.Q(models.Q(('every', None), ('unit', '')), models.Q(('every__range', (1, 52)), models.Q(('unit', ''), _negated=True)), _connector='OR'), name='bodies_body_rhythm', violation_error_message='Fill in both how often and the unit, or leave both empty.')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "bodies_bodyevent" ("area_id", "created_at", "ended_on", "every", "id", "is_fictional", "kind", "name", "next_on", "pack_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "rule", "unit") VALUES (NEW."area_id", NEW."created_at", NEW."ended_on", NEW."every", NEW."id", NEW."is_fictional", NEW."kind", NEW."name", NEW."next_on", NEW."pack_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."purpose", NEW."rule", NEW."unit"); RETURN NULL;', hash='55e47b6f13dd677078aad9d73eddaacf6e614ea1', operation='INSERT', pgid='pgtrigger_insert_insert_aec61', table='bodies_body', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."area_id" IS DISTINCT FROM (NEW."area_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."ended_on" IS DISTINCT FROM (NEW."ended_on") OR OLD."every" IS DISTINCT FROM (NEW."every") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_fictional" IS DISTINCT FROM (NEW."is_fictional") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."next_on" IS DISTINCT FROM (NEW."next_on") OR OLD."pack_id" IS DISTINCT FROM (NEW."pack_id") OR OLD."purpose" IS DISTINCT FROM (NEW."purpose") OR OLD."rule" IS DISTINCT FROM (NEW."rule") OR OLD."unit" IS DISTINCT FROM (NEW."unit"))', func='INSERT INTO "bodies_bodyevent" ("area_id", "created_at", "ended_on", "every", "id", "is_fictional", "kind", "name", "next_on", "pack_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "rule", "unit") VALUES (NEW."area_id", NEW."created_at", NEW."ended_on", NEW."every", NEW."id", NEW."is_fictional", NEW."kind", NEW."name", NEW."next_on", NEW."pack_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."purpose", NEW."rule", NEW."unit"); RETURN NULL;', hash='e32803af4ea673b37d4c4bc59a56fddca1deb9f7', operation='UPDATE', pgid='pgtrigger_update_update_4f658', table='bodies_body', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "bodies_bodyevent" ("area_id", "created_at", "ended_on", "every", "id", "is_fictional", "kind", "name", "next_on", "pack_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "rule", "unit") VALUES (OLD."area_id", OLD."created_at", OLD."ended_on", OLD."every", OLD."id", OLD."is_fictional", OLD."kind", OLD."name", OLD."next_on", OLD."pack_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."purpose", OLD."rule", OLD."unit"); RETURN NULL;', hash='12abd67ecf4e58933265ce452cc0bf0d19c2b0e3', operation='DELETE', pgid='pgtrigger_delete_delete_ec666', table='bodies_body', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='BodyEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(blank=True, max_length=40, verbose_name='Kind of body')),
                ('name', models.CharField(max_length=120, verbose_name='Name')),
                ('purpose', models.TextField(blank=True, max_length=2000, verbose_name='What is it for?')),
                ('rule', models.CharField(blank=True, choices=[('consensus', 'Consensus: nobody has an objection that weighs heavily'), ('majority', 'Majority: most of those who decide are in favour'), ('unanimity', 'Unanimity: everybody who decides is in favour'), ('one-decides', 'One person decides, after hearing the others'), ('advises', 'It advises and does not decide')], max_length=12, verbose_name='How does it decide?')),
                ('every', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(52)], verbose_name='Meets once every')),
                ('unit', models.CharField(blank=True, choices=[('week', 'week'), ('month', 'month'), ('quarter', 'quarter'), ('year', 'year')], max_length=8, verbose_name='Week, month, quarter or year')),
                ('next_on', models.DateField(blank=True, null=True, verbose_name='Next meeting')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='Existed until')),
                ('is_fictional', models.BooleanField(default=False, editable=False, verbose_name='Made up for the demonstration')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('area', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='areas.pilotarea')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='bodies.body')),
                ('pack', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='bodies.bodypack')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='DecisionTopic',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(blank=True, editable=False, max_length=40, verbose_name='Topic')),
                ('name', models.CharField(blank=True, max_length=120, verbose_name='Name')),
                ('area', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='decision_topics', to='areas.pilotarea')),
                ('pack', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='decision_topics', to='bodies.bodypack')),
            ],
            options={
                'verbose_name': 'topic to decide about',
                'verbose_name_plural': 'topics to decide about',
                'ordering': ['area', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('code', ''), _negated=True), fields=('area', 'code'), name='bodies_topic_code_once'), models.UniqueConstraint(condition=models.Q(('name', ''), _negated=True), fields=('area', 'name'), name='bodies_topic_name_once', violation_error_message='This topic stands in the list already.'), models.CheckConstraint(condition=models.Q(models.Q(('code', ''), models.Q(('name', ''), _negated=True)), models.Q(models.Q(('code', ''), _negated=True), ('name', '')), _connector='OR'), name='bodies_topic_code_or_name')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "bodies_decisiontopicevent" ("area_id", "code", "id", "name", "pack_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."area_id", NEW."code", NEW."id", NEW."name", NEW."pack_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='23d5536c99f5eb1edf5a2b1c800ffdef37ee85f9', operation='INSERT', pgid='pgtrigger_insert_insert_2ffc3', table='bodies_decisiontopic', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "bodies_decisiontopicevent" ("area_id", "code", "id", "name", "pack_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."area_id", NEW."code", NEW."id", NEW."name", NEW."pack_id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='cc81ffba16f55199779077051feee3237d8aad6f', operation='UPDATE', pgid='pgtrigger_update_update_97bfb', table='bodies_decisiontopic', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "bodies_decisiontopicevent" ("area_id", "code", "id", "name", "pack_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."area_id", OLD."code", OLD."id", OLD."name", OLD."pack_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='e62c1d831f8dc1a56c996e07fcb551475aa953f8', operation='DELETE', pgid='pgtrigger_delete_delete_b15e8', table='bodies_decisiontopic', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='DecisionTopicEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('code', models.CharField(blank=True, editable=False, max_length=40, verbose_name='Topic')),
                ('name', models.CharField(blank=True, max_length=120, verbose_name='Name')),
                ('area', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='areas.pilotarea')),
                ('pack', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='bodies.bodypack')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='bodies.decisiontopic')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Link',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('reports', 'reports to'), ('advises', 'advises'), ('commissions', 'gives an assignment to')], max_length=12, verbose_name='What does it do?')),
                ('source', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='links', to='bodies.body')),
                ('target', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links_back', to='bodies.body', verbose_name='To which?')),
            ],
            options={
                'verbose_name': 'relation between bodies',
                'verbose_name_plural': 'relations between bodies',
                'ordering': ['source', 'kind', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('source', 'target', 'kind'), name='bodies_link_once'), models.CheckConstraint(condition=models.Q(('source', models.F('target')), _negated=True), name='bodies_link_not_to_itself')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "bodies_linkevent" ("id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "target_id") VALUES (NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."source_id", NEW."target_id"); RETURN NULL;', hash='f0a31a7e093b9493f20e3cd6f9786b124cf7b831', operation='INSERT', pgid='pgtrigger_insert_insert_0024b', table='bodies_link', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "bodies_linkevent" ("id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "target_id") VALUES (NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."source_id", NEW."target_id"); RETURN NULL;', hash='f96dd2ed3105ad85a3553c6433f7ca93d4d779f7', operation='UPDATE', pgid='pgtrigger_update_update_a3dc3', table='bodies_link', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "bodies_linkevent" ("id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "target_id") VALUES (OLD."id", OLD."kind", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."source_id", OLD."target_id"); RETURN NULL;', hash='536e20bf8263933a3292220e593d529e623f8c69', operation='DELETE', pgid='pgtrigger_delete_delete_98f86', table='bodies_link', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='LinkEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('reports', 'reports to'), ('advises', 'advises'), ('commissions', 'gives an assignment to')], max_length=12, verbose_name='What does it do?')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='bodies.link')),
                ('source', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='bodies.body')),
                ('target', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='bodies.body', verbose_name='To which?')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Member',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(blank=True, max_length=120, verbose_name='Name')),
                ('function', models.CharField(blank=True, max_length=160, verbose_name='Function')),
                ('role', models.CharField(choices=[('chair', 'Chair'), ('secretary', 'Secretary'), ('member', 'Member'), ('advisor', 'Advisor')], default='member', max_length=10, verbose_name='Role in the body')),
                ('mandate', models.CharField(blank=True, max_length=300, verbose_name='Mandate')),
                ('can_decide', models.BooleanField(default=False, verbose_name='Takes part in decisions')),
                ('since_on', models.DateField(blank=True, null=True, verbose_name='Member since')),
                ('until_on', models.DateField(blank=True, null=True, verbose_name='Member until')),
                ('body', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='members', to='bodies.body')),
                ('partner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='seats', to='stakeholders.partner', verbose_name='Party')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='seats', to=settings.AUTH_USER_MODEL, verbose_name='Account')),
            ],
            options={
                'verbose_name': 'member of a body',
                'verbose_name_plural': 'members of bodies',
                'ordering': ['body', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('role', 'chair'), ('until_on', None)), fields=('body',), name='bodies_member_one_chair', violation_error_message='This body has a chair already. Let that one end first.'), models.CheckConstraint(condition=models.Q(('can_decide', False), models.Q(('mandate', ''), _negated=True), _connector='OR'), name='bodies_member_decides_with_mandate', violation_error_message='Write down the mandate: what may this member decide for their party?'), models.CheckConstraint(condition=models.Q(('since_on', None), ('until_on', None), ('until_on__gte', models.F('since_on')), _connector='OR'), name='bodies_member_days_in_order', violation_error_message='The last day lies before the first.')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "bodies_memberevent" ("body_id", "can_decide", "function", "id", "mandate", "name", "partner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "since_on", "until_on", "user_id") VALUES (NEW."body_id", NEW."can_decide", NEW."function", NEW."id", NEW."mandate", NEW."name", NEW."partner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."role", NEW."since_on", NEW."until_on", NEW."user_id"); RETURN NULL;', hash='7561fa2940ae66e5dc865c5963800c31a3d5bae1', operation='INSERT', pgid='pgtrigger_insert_insert_4dbe6', table='bodies_member', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "bodies_memberevent" ("body_id", "can_decide", "function", "id", "mandate", "name", "partner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "since_on", "until_on", "user_id") VALUES (NEW."body_id", NEW."can_decide", NEW."function", NEW."id", NEW."mandate", NEW."name", NEW."partner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."role", NEW."since_on", NEW."until_on", NEW."user_id"); RETURN NULL;', hash='03d0aeffaaf78ced5865a84c7f3fd12a95d3582c', operation='UPDATE', pgid='pgtrigger_update_update_c2fef', table='bodies_member', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "bodies_memberevent" ("body_id", "can_decide", "function", "id", "mandate", "name", "partner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "since_on", "until_on", "user_id") VALUES (OLD."body_id", OLD."can_decide", OLD."function", OLD."id", OLD."mandate", OLD."name", OLD."partner_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."role", OLD."since_on", OLD."until_on", OLD."user_id"); RETURN NULL;', hash='6238c15abc62554c948a0cc11e1bc29af941e14f', operation='DELETE', pgid='pgtrigger_delete_delete_7a93e', table='bodies_member', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='MemberEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(blank=True, max_length=120, verbose_name='Name')),
                ('function', models.CharField(blank=True, max_length=160, verbose_name='Function')),
                ('role', models.CharField(choices=[('chair', 'Chair'), ('secretary', 'Secretary'), ('member', 'Member'), ('advisor', 'Advisor')], default='member', max_length=10, verbose_name='Role in the body')),
                ('mandate', models.CharField(blank=True, max_length=300, verbose_name='Mandate')),
                ('can_decide', models.BooleanField(default=False, verbose_name='Takes part in decisions')),
                ('since_on', models.DateField(blank=True, null=True, verbose_name='Member since')),
                ('until_on', models.DateField(blank=True, null=True, verbose_name='Member until')),
                ('body', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='bodies.body')),
                ('partner', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='stakeholders.partner', verbose_name='Party')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='bodies.member')),
                ('user', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Account')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='TopicPart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('part', models.CharField(choices=[('decides', 'decides'), ('advises', 'advises'), ('informed', 'is informed')], max_length=10, verbose_name='Part')),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='bodies.body')),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='bodies.decisiontopic')),
            ],
            options={
                'verbose_name': 'part of a body in a topic',
                'verbose_name_plural': 'parts of bodies in topics',
                'ordering': ['topic', 'body'],
                'constraints': [models.UniqueConstraint(fields=('topic', 'body'), name='bodies_topicpart_once')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "bodies_topicpartevent" ("body_id", "id", "part", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "topic_id") VALUES (NEW."body_id", NEW."id", NEW."part", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."topic_id"); RETURN NULL;', hash='1f5940c68a7d8f82333581f28b9b325a164a5dae', operation='INSERT', pgid='pgtrigger_insert_insert_fc197', table='bodies_topicpart', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "bodies_topicpartevent" ("body_id", "id", "part", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "topic_id") VALUES (NEW."body_id", NEW."id", NEW."part", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."topic_id"); RETURN NULL;', hash='1c78b0fc1a9fc34cf60671003e17a340d8f9b6c2', operation='UPDATE', pgid='pgtrigger_update_update_6374d', table='bodies_topicpart', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "bodies_topicpartevent" ("body_id", "id", "part", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "topic_id") VALUES (OLD."body_id", OLD."id", OLD."part", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."topic_id"); RETURN NULL;', hash='97c80e9e2fe83ce7d60a1ae612da7f21752841d8', operation='DELETE', pgid='pgtrigger_delete_delete_e43b2', table='bodies_topicpart', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='TopicPartEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('part', models.CharField(choices=[('decides', 'decides'), ('advises', 'advises'), ('informed', 'is informed')], max_length=10, verbose_name='Part')),
                ('body', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='bodies.body')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='bodies.topicpart')),
                ('topic', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='bodies.decisiontopic')),
            ],
            options={
                'abstract': False,
            },
        ),
    ]
