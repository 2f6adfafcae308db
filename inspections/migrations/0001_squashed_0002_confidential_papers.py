import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.comparison
import django.db.models.functions.text
import pgtrigger.compiler
import revisits.record.migrating
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [
        ('inspections', '0001_initial'),
        ('inspections', '0002_confidential_papers'),
    ]

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Holiday',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField(unique=True)),
                ('name', models.CharField(max_length=100)),
                ('source', models.CharField(help_text='Where the date comes from: a package and its version, or an announcement.', max_length=100)),
                ('by_hand', models.BooleanField(default=False, editable=False)),
                ('withdrawn', models.BooleanField(default=False)),
            ],
            options={
                'ordering': ['on'],
            },
        ),
        migrations.CreateModel(
            name='CaseDraft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('answers', models.JSONField(default=dict)),
                ('updated_at', models.DateTimeField()),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='case_drafts', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-updated_at'],
            },
        ),
        migrations.CreateModel(
            name='HolidayChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField()),
                ('name', models.CharField(max_length=100)),
                ('change', models.CharField(choices=[('added', 'Added'), ('renamed', 'Renamed'), ('withdrawn', 'Withdrawn'), ('restored', 'Restored')], max_length=10)),
                ('source', models.CharField(max_length=100)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-id'],
                'triggers': [pgtrigger.compiler.Trigger(name='holiday_change_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='d7828de1d6259000f8c7b1e3bbc5fe923d731696', operation='UPDATE OR DELETE', pgid='pgtrigger_holiday_change_append_only_09bcc', table='inspections_holidaychange', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='LocalArea',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100)),
                ('code', models.CharField(blank=True, help_text='For example E10000012.', max_length=9, null=True, unique=True, verbose_name='ONS code')),
                ('region', models.CharField(blank=True, choices=[('East Midlands', 'East Midlands'), ('East of England', 'East of England'), ('London', 'London'), ('North East, Yorkshire and the Humber', 'North East, Yorkshire and the Humber'), ('North West', 'North West'), ('South East', 'South East'), ('South West', 'South West'), ('West Midlands', 'West Midlands')], max_length=40)),
                ('website', models.CharField(blank=True, help_text='As printed in the letter to parents.', max_length=200)),
                ('authority', models.ForeignKey(blank=True, limit_choices_to={'kind': 'local_authority'}, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='areas_as_authority', to='accounts.organisation')),
                ('forum', models.ForeignKey(blank=True, limit_choices_to={'kind': 'forum'}, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='areas_as_forum', to='accounts.organisation')),
                ('health_bodies', models.ManyToManyField(blank=True, limit_choices_to={'kind': 'health'}, related_name='areas_as_health_body', to='accounts.organisation')),
            ],
            options={
                'ordering': ['name'],
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('name'), name='local_area_name_unique'), models.CheckConstraint(condition=models.Q(('code__isnull', True), ('code__regex', '^E\\d{8}$'), _connector='OR'), name='local_area_code_is_ons')],
            },
        ),
        migrations.CreateModel(
            name='InitialInspection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first_day', models.DateField()),
                ('last_day', models.DateField(blank=True, help_text='Left empty where the published statistics do not give it.', null=True)),
                ('letter_published_on', models.DateField(blank=True, null=True)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='inspections', to='inspections.localarea')),
            ],
            options={
                'ordering': ['-first_day'],
                'constraints': [models.UniqueConstraint(fields=('area', 'first_day'), name='inspection_once'), models.CheckConstraint(condition=models.Q(('last_day__isnull', True), ('last_day__gte', models.F('first_day')), _connector='OR'), name='inspection_ends_after_it_starts'), models.CheckConstraint(condition=models.Q(('letter_published_on__isnull', True), ('letter_published_on__gt', models.F('first_day')), _connector='OR'), name='inspection_letter_after_it')],
            },
        ),
        migrations.CreateModel(
            name='SchoolHoliday',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80)),
                ('first_day', models.DateField()),
                ('last_day', models.DateField()),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='school_holidays', to='inspections.localarea')),
            ],
            options={
                'ordering': ['first_day'],
                'constraints': [models.CheckConstraint(condition=models.Q(('last_day__gte', models.F('first_day'))), name='school_holiday_ends_after_it_starts'), models.UniqueConstraint(fields=('area', 'first_day'), name='school_holiday_once')],
            },
        ),
        migrations.CreateModel(
            name='WSOA',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('received_on', models.DateField(blank=True, help_text='When the area received its pre-publication letter (G5).', null=True, verbose_name='letter received')),
                ('submitted_on', models.DateField(blank=True, null=True, verbose_name='submitted')),
                ('fit_for_purpose_on', models.DateField(blank=True, null=True, verbose_name='declared fit for purpose')),
                ('inspection', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='wsoa', to='inspections.initialinspection')),
            ],
            options={
                'verbose_name': 'written statement of action',
                'verbose_name_plural': 'written statements of action',
                'constraints': [models.CheckConstraint(condition=models.Q(('received_on__isnull', True), ('submitted_on__isnull', True), ('submitted_on__gte', models.F('received_on')), _connector='OR'), name='wsoa_submitted_after_letter', violation_error_message='The statement cannot be submitted before the area received its letter.'), models.CheckConstraint(condition=models.Q(('submitted_on__isnull', True), ('fit_for_purpose_on__isnull', True), ('fit_for_purpose_on__gte', models.F('submitted_on')), _connector='OR'), name='wsoa_fit_after_submission', violation_error_message='The statement cannot be fit for purpose before it was submitted.'), models.CheckConstraint(condition=models.Q(('received_on__isnull', True), ('fit_for_purpose_on__isnull', True), ('fit_for_purpose_on__gte', models.F('received_on')), _connector='OR'), name='wsoa_fit_after_letter', violation_error_message='The statement cannot be fit for purpose before the area received its letter.')],
            },
        ),
        migrations.CreateModel(
            name='Revisit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.SlugField(max_length=60, unique=True)),
                ('guidance', models.CharField(choices=[('2018', '2018'), ('2022', '2022 (updated guidance)')], max_length=4, verbose_name='guidance version')),
                ('state', models.CharField(choices=[('planned', 'Being planned'), ('notified', 'Area notified'), ('on_site', 'On site'), ('reporting', 'Writing the letter'), ('closed', 'Closed')], default='planned', editable=False, max_length=20)),
                ('first_day', models.DateField(verbose_name='first on-site day')),
                ('last_day', models.DateField(blank=True, null=True, verbose_name='last on-site day')),
                ('days', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='on-site days')),
                ('parents_letter_date', models.DateField(blank=True, null=True, verbose_name='date printed on the letter to parents')),
                ('survey_url', models.URLField(blank=True, verbose_name='survey link')),
                ('has_open_meeting', models.BooleanField(default=True, verbose_name='there is an open meeting')),
                ('open_meeting_place', models.CharField(blank=True, max_length=200)),
                ('open_meeting_access', models.CharField(blank=True, max_length=200)),
                ('email_contributions', models.EmailField(blank=True, max_length=254, verbose_name='e-mail address for contributions')),
                ('meetings_may_be_online', models.BooleanField(default=False)),
                ('circulated_by', models.CharField(blank=True, help_text='Who circulates the letter to parents and carers.', max_length=150)),
                ('letterhead', models.BooleanField(default=True, verbose_name='print the letterhead')),
                ('historical', models.BooleanField(default=False, editable=False, help_text='Known from published statistics alone: no team, timeline or letter of its own.')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('timeline_stale', models.BooleanField(default=True, editable=False)),
                ('created_at', models.DateTimeField(editable=False)),
                ('wsoa', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='revisits', to='inspections.wsoa')),
            ],
            options={
                'verbose_name': 're-visit',
                'ordering': ['-first_day', 'reference'],
                'indexes': [models.Index(fields=['-first_day', 'reference'], name='inspections_first_d_996912_idx'), models.Index(fields=['state', '-first_day'], name='inspections_state_fb641d_idx'), models.Index(condition=models.Q(('timeline_stale', True)), fields=['id'], name='revisit_stale')],
                'constraints': [models.UniqueConstraint(fields=('wsoa', 'first_day'), name='revisit_once', violation_error_message='This area has a re-visit on this day already.'), models.CheckConstraint(condition=models.Q(models.Q(('days__gte', 2), ('days__isnull', False), ('days__lte', 4)), models.Q(('days__isnull', True), ('historical', True)), _connector='OR'), name='revisit_two_to_four_days', violation_error_message='A re-visit lasts two to four days (G19).'), models.CheckConstraint(condition=models.Q(('historical', False), ('state', 'closed'), _connector='OR'), name='revisit_historical_is_closed'), models.CheckConstraint(condition=models.Q(('first_day__iso_week_day__lte', 5)), name='revisit_starts_on_a_weekday', violation_error_message='The first day must be a Monday to Friday.'), models.CheckConstraint(condition=models.Q(models.Q(('days__isnull', False), ('last_day__gte', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('first_day'), '+', models.F('days')), '-', models.Value(1))), ('last_day__isnull', False), ('last_day__lte', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('first_day'), '+', models.F('days')), '+', models.Value(12)))), models.Q(('days__isnull', True), ('last_day__isnull', True)), _connector='OR'), name='revisit_last_day_follows', violation_error_message='The last day must follow the first by the number of days.')],
                'triggers': [pgtrigger.compiler.Trigger(name='team_complete_on_revisit', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func="\n    IF EXISTS (\n        SELECT 1 FROM inspections_revisit r\n        WHERE r.id = NEW.id AND r.state <> 'planned' AND NOT r.historical\n        AND NOT (\n            EXISTS (SELECT 1 FROM inspections_teammember m WHERE m.revisit_id = r.id AND m.role = 'lead')\n            AND EXISTS (SELECT 1 FROM inspections_teammember m WHERE m.revisit_id = r.id AND m.role = 'cqc')\n        )\n    ) THEN\n        RAISE EXCEPTION 'A notified re-visit needs a lead HMI and a CQC inspector (G6)'\n            USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN NULL;\n", hash='a60a297f1a4c7f74a7df6c9e5617d6410d76eff3', operation='INSERT OR UPDATE OF "state"', pgid='pgtrigger_team_complete_on_revisit_34f78', table='inspections_revisit', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='Paper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('note', "Inspectors' note"), ('evidence', 'Evidence'), ('draft', 'Draft outcome letter')], max_length=10)),
                ('title', models.CharField(max_length=200)),
                ('text', models.TextField()),
                ('added_at', models.DateTimeField()),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('given_by', models.ForeignKey(blank=True, help_text='The body of the area whose evidence it is; empty for what inspectors write.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('revisit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='papers', to='inspections.revisit')),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(fields=['revisit', 'kind', '-id'], name='inspections_revisit_349330_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('given_by__isnull', False), ('kind', 'evidence')), models.Q(models.Q(('kind', 'evidence'), _negated=True), ('given_by__isnull', True)), _connector='OR'), name='paper_evidence_is_somebodys'), models.CheckConstraint(condition=models.Q(models.Q(('title', ''), _negated=True), models.Q(('text', ''), _negated=True)), name='paper_not_empty')],
                'triggers': [pgtrigger.compiler.Trigger(name='paper_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='b4b6b3687d913e9a3746170aadabced40ab8f1ea', operation='UPDATE OR DELETE', pgid='pgtrigger_paper_append_only_22639', table='inspections_paper', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='Outcome',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sufficient', models.PositiveSmallIntegerField()),
                ('not_sufficient', models.PositiveSmallIntegerField()),
                ('published_on', models.DateField()),
                ('source', models.CharField(max_length=300)),
                ('revisit', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='outcome', to='inspections.revisit')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('sufficient__gt', 0), ('not_sufficient__gt', 0), _connector='OR'), name='outcome_has_a_decision')],
            },
        ),
        migrations.CreateModel(
            name='DraftReader',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('named_at', models.DateTimeField()),
                ('removed_at', models.DateTimeField(blank=True, null=True)),
                ('named_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(help_text='The body for which they read.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('removed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('revisit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='draft_readers', to='inspections.revisit')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='person')),
            ],
            options={
                'ordering': ['organisation__name', 'user__name'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('removed_at__isnull', True)), fields=('revisit', 'user'), name='draft_reader_once', violation_error_message='This person may read the draft already.'), models.CheckConstraint(condition=models.Q(models.Q(('removed_at__isnull', True), ('removed_by__isnull', True)), models.Q(('removed_at__isnull', False), ('removed_by__isnull', False)), _connector='OR'), name='draft_reader_removed_by_somebody'), models.CheckConstraint(condition=models.Q(('user', models.F('named_by')), _negated=True), name='draft_reader_names_another')],
            },
        ),
        migrations.CreateModel(
            name='CaseEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('created', 'Case created'), ('imported', 'Case imported'), ('edited', 'Details changed'), ('rescheduled', 'On-site days changed'), ('team_changed', 'Team changed'), ('date_moved', 'Date moved'), ('date_overridden', 'Date set by hand'), ('override_removed', "Date set back to the guidance's"), ('event_done', 'Event done'), ('event_reopened', 'Event no longer done'), ('state_changed', 'Stage changed'), ('letter_issued', 'Letter issued'), ('notified', 'Area notified')], max_length=20)),
                ('at', models.DateTimeField()),
                ('text', models.TextField(blank=True)),
                ('data', models.JSONField(blank=True, default=dict)),
                ('by', models.ForeignKey(blank=True, help_text='Empty: the program itself.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('revisit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='history', to='inspections.revisit')),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(fields=['revisit', '-id'], name='inspections_revisit_9bf3f1_idx')],
                'triggers': [pgtrigger.compiler.Trigger(name='case_event_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='606f5e14157b59fbe8aec29ca09a5ced6c5f008d', operation='UPDATE OR DELETE', pgid='pgtrigger_case_event_append_only_28805', table='inspections_caseevent', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='TeamMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('lead', 'Lead HMI'), ('hmi', 'HMI'), ('cqc', 'CQC inspector'), ('qa_ofsted', 'Senior HMI (quality assurance)'), ('qa_cqc', 'CQC inspector (quality assurance)')], max_length=10)),
                ('on_initial_inspection', models.BooleanField(default=False, verbose_name='carried out the initial inspection')),
                ('reason', models.TextField(blank=True, help_text="Why somebody else than the initial inspection's inspector, and their LA SEND experience (G6).")),
                ('revisit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='team', to='inspections.revisit')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cases', to=settings.AUTH_USER_MODEL, verbose_name='person')),
            ],
            options={
                'ordering': ['role', 'user__name'],
                'indexes': [models.Index(condition=models.Q(('role', 'lead')), fields=['user'], name='team_leads')],
                'constraints': [models.UniqueConstraint(fields=('revisit', 'user'), name='team_one_part_a_person', violation_error_message='This person has a part in the case already.'), models.UniqueConstraint(condition=models.Q(('role', 'lead')), fields=('revisit',), name='team_one_lead', violation_error_message='A re-visit has one lead HMI (G6).')],
                'triggers': [pgtrigger.compiler.Trigger(name='team_complete_on_team', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func="\n    IF EXISTS (\n        SELECT 1 FROM inspections_revisit r\n        WHERE r.id = OLD.revisit_id AND r.state <> 'planned' AND NOT r.historical\n        AND NOT (\n            EXISTS (SELECT 1 FROM inspections_teammember m WHERE m.revisit_id = r.id AND m.role = 'lead')\n            AND EXISTS (SELECT 1 FROM inspections_teammember m WHERE m.revisit_id = r.id AND m.role = 'cqc')\n        )\n    ) THEN\n        RAISE EXCEPTION 'A notified re-visit needs a lead HMI and a CQC inspector (G6)'\n            USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN NULL;\n", hash='6586826d8bcc292909f1aa8456e8d779872fd761', operation='DELETE OR UPDATE', pgid='pgtrigger_team_complete_on_team_309b7', table='inspections_teammember', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='TimelineEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(help_text='A code of `timeline.events`.', max_length=30)),
                ('occurrence', models.PositiveSmallIntegerField(default=1)),
                ('day', models.SmallIntegerField(blank=True, null=True)),
                ('computed_on', models.DateField(blank=True, null=True)),
                ('computed_time', models.CharField(blank=True, max_length=10)),
                ('until', models.DateField(blank=True, help_text='The last day, for what takes several.', null=True)),
                ('explanation', models.TextField(blank=True)),
                ('override_on', models.DateField(blank=True, null=True)),
                ('override_time', models.CharField(blank=True, max_length=10)),
                ('override_reason', models.TextField(blank=True)),
                ('overridden_at', models.DateTimeField(blank=True, null=True)),
                ('planned_on', models.GeneratedField(db_persist=True, expression=django.db.models.functions.comparison.Coalesce('override_on', 'computed_on'), output_field=models.DateField(null=True))),
                ('planned_time', models.GeneratedField(db_persist=True, expression=models.Case(models.When(override_on__isnull=False, then=models.F('override_time')), default=models.F('computed_time')), output_field=models.CharField(max_length=10))),
                ('done_on', models.DateField(blank=True, help_text='The day on which it happened.', null=True)),
                ('recorded_at', models.DateTimeField(blank=True, help_text='When somebody said that it happened.', null=True)),
                ('done_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('overridden_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('revisit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='timeline', to='inspections.revisit')),
            ],
            options={
                'ordering': [models.OrderBy(models.F('planned_on'), nulls_last=True), 'id'],
                'indexes': [models.Index(condition=models.Q(('done_on__isnull', True)), fields=['planned_on'], name='timeline_open_by_date'), models.Index(condition=models.Q(('code__in', ['final_sent', 'published']), ('done_on__isnull', True)), fields=['revisit'], name='timeline_open_letters')],
                'constraints': [models.UniqueConstraint(fields=('revisit', 'code', 'occurrence'), name='timeline_event_once'), models.CheckConstraint(condition=models.Q(('day', 0), _negated=True), name='timeline_no_day_zero'), models.CheckConstraint(condition=models.Q(models.Q(('overridden_at__isnull', True), ('override_on__isnull', True), ('override_reason', ''), ('override_time', '')), models.Q(('overridden_at__isnull', False), ('override_on__isnull', False), models.Q(('override_reason', ''), _negated=True)), _connector='OR'), name='timeline_override_has_reason', violation_error_message='A date that departs from the guidance needs a reason.'), models.CheckConstraint(condition=models.Q(models.Q(('done_on__isnull', True), ('recorded_at__isnull', True)), models.Q(('done_on__isnull', False), ('recorded_at__isnull', False)), _connector='OR'), name='timeline_done_is_recorded')],
            },
        ),
        migrations.CreateModel(
            name='Weakness',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('text', models.TextField()),
                ('wsoa', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='weaknesses', to='inspections.wsoa')),
            ],
            options={
                'verbose_name_plural': 'weaknesses',
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('wsoa', 'number'), name='weakness_number_unique'), models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='weakness_numbered_from_one'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='weakness_has_text')],
            },
        ),
        migrations.CreateModel(
            name='MonitoringVisit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('planned_on', models.DateField()),
                ('took_place_on', models.DateField(blank=True, null=True)),
                ('note', models.TextField(blank=True)),
                ('wsoa', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='monitoring_visits', to='inspections.wsoa')),
            ],
            options={
                'ordering': ['planned_on'],
                'constraints': [models.UniqueConstraint(fields=('wsoa', 'planned_on'), name='monitoring_visit_once')],
            },
        ),
        migrations.CreateModel(
            name='WSOAAction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(verbose_name='action')),
                ('owner', models.CharField(help_text="The post that is responsible, not a person's name.", max_length=150)),
                ('milestone', models.CharField(blank=True, max_length=300)),
                ('due_on', models.DateField(blank=True, null=True)),
                ('rag', models.CharField(choices=[('red', 'Red'), ('amber', 'Amber'), ('green', 'Green')], default='amber', max_length=5, verbose_name='RAG rating')),
                ('weakness', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='actions', to='inspections.weakness')),
            ],
            options={
                'verbose_name': 'WSOA action',
                'ordering': ['weakness__number', 'id'],
            },
        ),
        revisits.record.migrating.InstallTriggers(
            models=['HolidayChange', 'Revisit', 'Paper', 'CaseEvent', 'TeamMember'],
        ),
    ]
