import django.db.models.deletion
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
import revisits.accounts.models.account_mail
import revisits.accounts.models.invitation
import revisits.accounts.models.user
import revisits.record.migrating
import revisits.record.triggers
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [
        ('accounts', '0002_scope_of_a_membership'),
        ('accounts', '0003_small_letters'),
        ('accounts', '0004_cache_table'),
        ('accounts', '0005_mail_and_record_of_accounts'),
        ('accounts', '0006_invitations'),
        ('accounts', '0007_recorded'),
    ]

    dependencies = [
        ('accounts', '0001_initial'),
        ('auth', '0012_alter_user_first_name_max_length'),
        ('inspections', '0001_initial'),
        ('inspections', '0002_confidential_papers'),
        ('record', '0001_initial'),
    ]

    operations = [
        migrations.RunSQL(
            sql='\n            CREATE TABLE IF NOT EXISTS cache (\n                cache_key varchar(255) NOT NULL PRIMARY KEY,\n                value text NOT NULL,\n                expires timestamp with time zone NOT NULL\n            );\n            CREATE INDEX IF NOT EXISTS cache_expires ON cache (expires);\n            ',
            reverse_sql='DROP TABLE cache',
        ),
        migrations.CreateModel(
            name='AccountEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('second_factor_reset', 'Second factor reset'), ('closed', 'Account closed'), ('reopened', 'Account opened again')], max_length=30)),
                ('at', models.DateTimeField()),
                ('reason', models.TextField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='account_events', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='account_event_has_a_reason'), models.CheckConstraint(condition=models.Q(('by', models.F('user')), _negated=True), name='account_event_by_another')],
                'triggers': [pgtrigger.compiler.Trigger(name='account_event_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='02abd5899df3171bc0162ee0e12294e446f36cac', operation='UPDATE OR DELETE', pgid='pgtrigger_account_event_append_only_045aa', table='accounts_accountevent', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='AccountMail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recipient', models.EmailField(max_length=320)),
                ('subject', models.CharField(max_length=200)),
                ('sealed_text', models.TextField(blank=True)),
                ('message_id', models.CharField(default=revisits.accounts.models.account_mail.new_message_id, max_length=320, unique=True, verbose_name='Message-ID')),
                ('created_at', models.DateTimeField()),
                ('next_attempt_at', models.DateTimeField()),
                ('attempts', models.PositiveIntegerField(default=0)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('given_up_at', models.DateTimeField(blank=True, null=True)),
                ('last_error', models.CharField(blank=True, max_length=200)),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(condition=models.Q(('given_up_at__isnull', True), ('sent_at__isnull', True)), fields=['next_attempt_at'], name='account_mail_due')],
                'constraints': [models.CheckConstraint(condition=models.Q(('sent_at__isnull', True), ('given_up_at__isnull', True), _connector='OR'), name='account_mail_sent_or_given_up'), models.CheckConstraint(condition=models.Q(models.Q(('given_up_at__isnull', True), ('sent_at__isnull', True), models.Q(('sealed_text', ''), _negated=True)), models.Q(models.Q(('given_up_at__isnull', True), ('sent_at__isnull', True), _negated=True), ('sealed_text', '')), _connector='OR'), name='account_mail_forgets_its_words')],
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.EmailField(help_text='In small letters.', max_length=254, verbose_name='e-mail address')),
                ('name', models.CharField(max_length=150)),
                ('role', models.CharField(choices=[('lead_hmi', 'Lead HMI'), ('hmi', 'HMI'), ('cqc_inspector', 'CQC inspector'), ('senior_hmi', 'Senior HMI (quality assurance)'), ('cqc_qa', 'CQC quality assurance inspector'), ('support', 'Inspection support'), ('dcs', "Director of children's services"), ('lano', 'Local area nominated officer'), ('area_contributor', 'Area contributor'), ('health_officer', 'Health nominated officer'), ('health_chief_executive', 'Health chief executive'), ('representative', 'Named representative'), ('pcf', 'Parent carer forum representative'), ('dfe_adviser', 'DfE adviser'), ('nhse_adviser', 'NHS England adviser'), ('administrator', 'Administrator')], max_length=30)),
                ('invited_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('nonce', models.CharField(default=revisits.accounts.models.invitation.new_nonce, editable=False, max_length=40)),
                ('sent_at', models.DateTimeField()),
                ('times_sent', models.PositiveIntegerField(default=1)),
                ('accepted_at', models.DateTimeField(blank=True, null=True)),
                ('revoked_at', models.DateTimeField(blank=True, null=True)),
                ('accepted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to=settings.AUTH_USER_MODEL)),
                ('area', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inspections.localarea')),
                ('invited_by', models.ForeignKey(blank=True, help_text='Empty for the first administrator, who is invited from the command line.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('membership', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='invitation', to='accounts.membership')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to='accounts.organisation')),
                ('revisit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='inspections.revisit')),
                ('revoked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(django.db.models.functions.text.Lower('email'), name='invitation_email')],
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('email'), models.F('role'), models.F('organisation'), models.F('area'), models.F('revisit'), condition=models.Q(('accepted_at__isnull', True), ('revoked_at__isnull', True)), name='invitation_open_once', nulls_distinct=False), models.CheckConstraint(condition=models.Q(('email', django.db.models.functions.text.Lower('email'))), name='invitation_email_small_letters'), models.CheckConstraint(condition=models.Q(('area__isnull', True), ('revisit__isnull', True), _connector='OR'), name='invitation_area_or_case'), models.CheckConstraint(condition=models.Q(models.Q(('role', 'representative'), _negated=True), ('revisit__isnull', False), _connector='OR'), name='invitation_representative_of_a_case'), models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('sent_at')), ('sent_at__gte', models.F('invited_at')), ('times_sent__gte', 1)), name='invitation_expires_after_it_is_sent'), models.CheckConstraint(condition=models.Q(models.Q(('accepted_at__isnull', True), ('accepted_by__isnull', True), ('membership__isnull', True)), models.Q(('accepted_at__isnull', False), ('accepted_by__isnull', False), ('revoked_at__isnull', True)), _connector='OR'), name='invitation_accepted_by_somebody'), models.CheckConstraint(condition=models.Q(models.Q(('revoked_at__isnull', True), ('revoked_by__isnull', True)), models.Q(('revoked_at__isnull', False), ('revoked_by__isnull', False)), _connector='OR'), name='invitation_revoked_by_somebody'), models.CheckConstraint(condition=models.Q(('accepted_by', models.F('invited_by')), _negated=True), name='invitation_not_accepted_by_the_inviter')],
                'triggers': [pgtrigger.compiler.Trigger(name='invitation_role_fits', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NOT EXISTS (\n                SELECT 1 FROM accounts_organisation o\n                WHERE o.id = NEW.organisation_id AND (NEW.role, o.kind) IN (('lead_hmi', 'ofsted'), ('hmi', 'ofsted'), ('cqc_inspector', 'cqc'), ('senior_hmi', 'ofsted'), ('cqc_qa', 'cqc'), ('support', 'ofsted'), ('dcs', 'local_authority'), ('lano', 'local_authority'), ('area_contributor', 'health'), ('area_contributor', 'local_authority'), ('health_officer', 'health'), ('health_chief_executive', 'health'), ('representative', 'health'), ('representative', 'local_authority'), ('pcf', 'forum'), ('dfe_adviser', 'dfe'), ('nhse_adviser', 'nhse'), ('administrator', 'ofsted'))\n            ) THEN\n                RAISE EXCEPTION 'invitation_role_fits: this role is not held at a body of this kind'\n                    USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='eabd1d88e825837ce4a5269b6faaabb910ffdcbf', operation='INSERT OR UPDATE OF "role", "organisation_id"', pgid='pgtrigger_invitation_role_fits_24898', table='accounts_invitation', when='BEFORE')), pgtrigger.compiler.Trigger(name='record_insert', sql=revisits.record.triggers.FirmSql(declare="DECLARE said jsonb := COALESCE(NULLIF(current_setting('revisits.acting', true), ''), '{}')::jsonb;", func='\n    INSERT INTO record_entry\n        (at, operation, "table", "row", "case", area, person, means, why, login, before, after)\n    SELECT COALESCE((said->>\'at\')::timestamptz, now() + (SELECT shift FROM accounts_democlock), now()),\n        r.operation, TG_TABLE_NAME, r.key, r."case", r.area, (said->>\'person\')::bigint,\n        COALESCE(said->>\'means\', \'database\'), COALESCE(said->>\'why\', \'\'), session_user, r.before, r.after\n    FROM (\n    SELECT \'insert\' AS operation, x.id AS place, x.id::text AS key, x.revisit_id AS "case", x.area_id AS area,\n        NULL::jsonb AS before, (to_jsonb(x) || jsonb_build_object(\'nonce\', \'hidden\')) AS after FROM new_rows x\n OFFSET 0) r WHERE r.before IS DISTINCT FROM r.after ORDER BY r.place;\n    RETURN NULL;\n', hash='4e8888b9d1e87048f1aeab10061144d92eb5ded7', level='STATEMENT', operation='INSERT', pgid='pgtrigger_record_insert_70ee8', referencing='REFERENCING NEW TABLE AS new_rows ', table='accounts_invitation', when='AFTER')), pgtrigger.compiler.Trigger(name='record_update', sql=revisits.record.triggers.FirmSql(declare="DECLARE said jsonb := COALESCE(NULLIF(current_setting('revisits.acting', true), ''), '{}')::jsonb;", func='\n    INSERT INTO record_entry\n        (at, operation, "table", "row", "case", area, person, means, why, login, before, after)\n    SELECT COALESCE((said->>\'at\')::timestamptz, now() + (SELECT shift FROM accounts_democlock), now()),\n        r.operation, TG_TABLE_NAME, r.key, r."case", r.area, (said->>\'person\')::bigint,\n        COALESCE(said->>\'means\', \'database\'), COALESCE(said->>\'why\', \'\'), session_user, r.before, r.after\n    FROM (\n    SELECT CASE WHEN was IS NULL THEN \'insert\' WHEN became IS NULL THEN \'delete\' ELSE \'update\' END AS operation,\n        place, place::text AS key, "case", area,\n        CASE WHEN was IS NULL OR became IS NULL THEN was ELSE (SELECT jsonb_object_agg(d.key, d.value)\n            FROM jsonb_each(was) d WHERE became->d.key IS DISTINCT FROM d.value) END AS before,\n        CASE WHEN was IS NULL OR became IS NULL THEN became ELSE (SELECT jsonb_object_agg(d.key, d.value)\n            FROM jsonb_each(became) d WHERE was->d.key IS DISTINCT FROM d.value) END AS after\n    FROM (\n        SELECT COALESCE(n.id, o.id) AS place,\n            CASE WHEN n.id IS NULL THEN o.revisit_id ELSE n.revisit_id END AS "case",\n            CASE WHEN n.id IS NULL THEN o.area_id ELSE n.area_id END AS area,\n            CASE WHEN o.id IS NOT NULL THEN (to_jsonb(o) || jsonb_build_object(\'nonce\', \'hidden\')) END AS was,\n            CASE WHEN n.id IS NOT NULL THEN (to_jsonb(n) || jsonb_build_object(\'nonce\', CASE WHEN n.nonce IS DISTINCT FROM o.nonce THEN \'hidden, changed\' ELSE \'hidden\' END)) END AS became\n        FROM old_rows o FULL JOIN new_rows n ON n.id = o.id\n        OFFSET 0\n    ) sides WHERE was IS DISTINCT FROM became\n OFFSET 0) r WHERE r.before IS DISTINCT FROM r.after ORDER BY r.place;\n    RETURN NULL;\n', hash='fff9b04b92ed8f42901e8264e3ce43308189f1d9', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_record_update_a37d3', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='accounts_invitation', when='AFTER')), pgtrigger.compiler.Trigger(name='record_delete', sql=revisits.record.triggers.FirmSql(declare="DECLARE said jsonb := COALESCE(NULLIF(current_setting('revisits.acting', true), ''), '{}')::jsonb;", func='\n    INSERT INTO record_entry\n        (at, operation, "table", "row", "case", area, person, means, why, login, before, after)\n    SELECT COALESCE((said->>\'at\')::timestamptz, now() + (SELECT shift FROM accounts_democlock), now()),\n        r.operation, TG_TABLE_NAME, r.key, r."case", r.area, (said->>\'person\')::bigint,\n        COALESCE(said->>\'means\', \'database\'), COALESCE(said->>\'why\', \'\'), session_user, r.before, r.after\n    FROM (\n    SELECT \'delete\' AS operation, x.id AS place, x.id::text AS key, x.revisit_id AS "case", x.area_id AS area,\n        (to_jsonb(x) || jsonb_build_object(\'nonce\', \'hidden\')) AS before, NULL::jsonb AS after FROM old_rows x\n OFFSET 0) r WHERE r.before IS DISTINCT FROM r.after ORDER BY r.place;\n    RETURN NULL;\n', hash='88f4e7e0e69a07fe86e2e033adfc129fd1350185', level='STATEMENT', operation='DELETE', pgid='pgtrigger_record_delete_1e26a', referencing='REFERENCING OLD TABLE AS old_rows ', table='accounts_invitation', when='AFTER'))],
            },
        ),
        migrations.RemoveConstraint(
            model_name='membership',
            name='membership_once',
        ),
        migrations.RemoveConstraint(
            model_name='membership',
            name='membership_ends_after_it_starts',
        ),
        migrations.AddField(
            model_name='membership',
            name='area',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inspections.localarea', verbose_name='this area alone'),
        ),
        migrations.AddField(
            model_name='membership',
            name='end_reason',
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name='membership',
            name='ended_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='membership',
            name='ended_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='membership',
            name='granted_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='membership',
            name='granted_by',
            field=models.ForeignKey(blank=True, help_text='Empty where the program itself gave it, as an import does.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='membership',
            name='revisit',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='inspections.revisit', verbose_name='this case alone'),
        ),
        migrations.AddField(
            model_name='organisation',
            name='succeeded_on',
            field=models.DateField(blank=True, help_text='The first day of the successor; empty where it is not known.', null=True),
        ),
        migrations.AlterField(
            model_name='user',
            name='email',
            field=revisits.accounts.models.user.AddressField(blank=True, max_length=254, null=True, verbose_name='e-mail address'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='membership',
            trigger=pgtrigger.compiler.Trigger(name='membership_role_fits', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NOT EXISTS (\n                SELECT 1 FROM accounts_organisation o\n                WHERE o.id = NEW.organisation_id AND (NEW.role, o.kind) IN (('lead_hmi', 'ofsted'), ('hmi', 'ofsted'), ('cqc_inspector', 'cqc'), ('senior_hmi', 'ofsted'), ('cqc_qa', 'cqc'), ('support', 'ofsted'), ('dcs', 'local_authority'), ('lano', 'local_authority'), ('area_contributor', 'health'), ('area_contributor', 'local_authority'), ('health_officer', 'health'), ('health_chief_executive', 'health'), ('representative', 'health'), ('representative', 'local_authority'), ('pcf', 'forum'), ('dfe_adviser', 'dfe'), ('nhse_adviser', 'nhse'), ('administrator', 'ofsted'))\n            ) THEN\n                RAISE EXCEPTION 'membership_role_fits: this role is not held at a body of this kind'\n                    USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='21fe60366f0a94af143b47f7832e3e8009dc4f0c', operation='INSERT OR UPDATE OF "role", "organisation_id"', pgid='pgtrigger_membership_role_fits_73fc7', table='accounts_membership', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='membership',
            trigger=pgtrigger.compiler.Trigger(name='record_insert', sql=revisits.record.triggers.FirmSql(declare="DECLARE said jsonb := COALESCE(NULLIF(current_setting('revisits.acting', true), ''), '{}')::jsonb;", func='\n    INSERT INTO record_entry\n        (at, operation, "table", "row", "case", area, person, means, why, login, before, after)\n    SELECT COALESCE((said->>\'at\')::timestamptz, now() + (SELECT shift FROM accounts_democlock), now()),\n        r.operation, TG_TABLE_NAME, r.key, r."case", r.area, (said->>\'person\')::bigint,\n        COALESCE(said->>\'means\', \'database\'), COALESCE(said->>\'why\', \'\'), session_user, r.before, r.after\n    FROM (\n    SELECT \'insert\' AS operation, x.id AS place, x.id::text AS key, x.revisit_id AS "case", x.area_id AS area,\n        NULL::jsonb AS before, to_jsonb(x) AS after FROM new_rows x\n OFFSET 0) r WHERE r.before IS DISTINCT FROM r.after ORDER BY r.place;\n    RETURN NULL;\n', hash='b0cb342a0a063ac13887ecd12ef7b5fe0915d589', level='STATEMENT', operation='INSERT', pgid='pgtrigger_record_insert_681fa', referencing='REFERENCING NEW TABLE AS new_rows ', table='accounts_membership', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='membership',
            trigger=pgtrigger.compiler.Trigger(name='record_update', sql=revisits.record.triggers.FirmSql(declare="DECLARE said jsonb := COALESCE(NULLIF(current_setting('revisits.acting', true), ''), '{}')::jsonb;", func='\n    INSERT INTO record_entry\n        (at, operation, "table", "row", "case", area, person, means, why, login, before, after)\n    SELECT COALESCE((said->>\'at\')::timestamptz, now() + (SELECT shift FROM accounts_democlock), now()),\n        r.operation, TG_TABLE_NAME, r.key, r."case", r.area, (said->>\'person\')::bigint,\n        COALESCE(said->>\'means\', \'database\'), COALESCE(said->>\'why\', \'\'), session_user, r.before, r.after\n    FROM (\n    SELECT CASE WHEN was IS NULL THEN \'insert\' WHEN became IS NULL THEN \'delete\' ELSE \'update\' END AS operation,\n        place, place::text AS key, "case", area,\n        CASE WHEN was IS NULL OR became IS NULL THEN was ELSE (SELECT jsonb_object_agg(d.key, d.value)\n            FROM jsonb_each(was) d WHERE became->d.key IS DISTINCT FROM d.value) END AS before,\n        CASE WHEN was IS NULL OR became IS NULL THEN became ELSE (SELECT jsonb_object_agg(d.key, d.value)\n            FROM jsonb_each(became) d WHERE was->d.key IS DISTINCT FROM d.value) END AS after\n    FROM (\n        SELECT COALESCE(n.id, o.id) AS place,\n            CASE WHEN n.id IS NULL THEN o.revisit_id ELSE n.revisit_id END AS "case",\n            CASE WHEN n.id IS NULL THEN o.area_id ELSE n.area_id END AS area,\n            CASE WHEN o.id IS NOT NULL THEN to_jsonb(o) END AS was,\n            CASE WHEN n.id IS NOT NULL THEN to_jsonb(n) END AS became\n        FROM old_rows o FULL JOIN new_rows n ON n.id = o.id\n        OFFSET 0\n    ) sides WHERE was IS DISTINCT FROM became\n OFFSET 0) r WHERE r.before IS DISTINCT FROM r.after ORDER BY r.place;\n    RETURN NULL;\n', hash='107afd90583734fcba4b583c078d1bdef5470651', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_record_update_eb741', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='accounts_membership', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='membership',
            trigger=pgtrigger.compiler.Trigger(name='record_delete', sql=revisits.record.triggers.FirmSql(declare="DECLARE said jsonb := COALESCE(NULLIF(current_setting('revisits.acting', true), ''), '{}')::jsonb;", func='\n    INSERT INTO record_entry\n        (at, operation, "table", "row", "case", area, person, means, why, login, before, after)\n    SELECT COALESCE((said->>\'at\')::timestamptz, now() + (SELECT shift FROM accounts_democlock), now()),\n        r.operation, TG_TABLE_NAME, r.key, r."case", r.area, (said->>\'person\')::bigint,\n        COALESCE(said->>\'means\', \'database\'), COALESCE(said->>\'why\', \'\'), session_user, r.before, r.after\n    FROM (\n    SELECT \'delete\' AS operation, x.id AS place, x.id::text AS key, x.revisit_id AS "case", x.area_id AS area,\n        to_jsonb(x) AS before, NULL::jsonb AS after FROM old_rows x\n OFFSET 0) r WHERE r.before IS DISTINCT FROM r.after ORDER BY r.place;\n    RETURN NULL;\n', hash='5f69b6edb602e9b6254171eb33f4dd92f292f9c1', level='STATEMENT', operation='DELETE', pgid='pgtrigger_record_delete_f21b9', referencing='REFERENCING OLD TABLE AS old_rows ', table='accounts_membership', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisation',
            trigger=pgtrigger.compiler.Trigger(name='organisation_kind_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."kind" IS DISTINCT FROM (NEW."kind"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='07142818a4ca1ac01cec842933fe2c2aed298630', operation='UPDATE', pgid='pgtrigger_organisation_kind_stays_e663d', table='accounts_organisation', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisation',
            trigger=pgtrigger.compiler.Trigger(name='record_insert', sql=revisits.record.triggers.FirmSql(declare="DECLARE said jsonb := COALESCE(NULLIF(current_setting('revisits.acting', true), ''), '{}')::jsonb;", func='\n    INSERT INTO record_entry\n        (at, operation, "table", "row", "case", area, person, means, why, login, before, after)\n    SELECT COALESCE((said->>\'at\')::timestamptz, now() + (SELECT shift FROM accounts_democlock), now()),\n        r.operation, TG_TABLE_NAME, r.key, r."case", r.area, (said->>\'person\')::bigint,\n        COALESCE(said->>\'means\', \'database\'), COALESCE(said->>\'why\', \'\'), session_user, r.before, r.after\n    FROM (\n    SELECT \'insert\' AS operation, x.id AS place, x.id::text AS key, NULL::bigint AS "case", NULL::bigint AS area,\n        NULL::jsonb AS before, to_jsonb(x) AS after FROM new_rows x\n OFFSET 0) r WHERE r.before IS DISTINCT FROM r.after ORDER BY r.place;\n    RETURN NULL;\n', hash='db222847597ac23bc3ea8cfb621c9cd9210b8b34', level='STATEMENT', operation='INSERT', pgid='pgtrigger_record_insert_7a63d', referencing='REFERENCING NEW TABLE AS new_rows ', table='accounts_organisation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisation',
            trigger=pgtrigger.compiler.Trigger(name='record_update', sql=revisits.record.triggers.FirmSql(declare="DECLARE said jsonb := COALESCE(NULLIF(current_setting('revisits.acting', true), ''), '{}')::jsonb;", func='\n    INSERT INTO record_entry\n        (at, operation, "table", "row", "case", area, person, means, why, login, before, after)\n    SELECT COALESCE((said->>\'at\')::timestamptz, now() + (SELECT shift FROM accounts_democlock), now()),\n        r.operation, TG_TABLE_NAME, r.key, r."case", r.area, (said->>\'person\')::bigint,\n        COALESCE(said->>\'means\', \'database\'), COALESCE(said->>\'why\', \'\'), session_user, r.before, r.after\n    FROM (\n    SELECT CASE WHEN was IS NULL THEN \'insert\' WHEN became IS NULL THEN \'delete\' ELSE \'update\' END AS operation,\n        place, place::text AS key, "case", area,\n        CASE WHEN was IS NULL OR became IS NULL THEN was ELSE (SELECT jsonb_object_agg(d.key, d.value)\n            FROM jsonb_each(was) d WHERE became->d.key IS DISTINCT FROM d.value) END AS before,\n        CASE WHEN was IS NULL OR became IS NULL THEN became ELSE (SELECT jsonb_object_agg(d.key, d.value)\n            FROM jsonb_each(became) d WHERE was->d.key IS DISTINCT FROM d.value) END AS after\n    FROM (\n        SELECT COALESCE(n.id, o.id) AS place,\n            CASE WHEN n.id IS NULL THEN NULL::bigint ELSE NULL::bigint END AS "case",\n            CASE WHEN n.id IS NULL THEN NULL::bigint ELSE NULL::bigint END AS area,\n            CASE WHEN o.id IS NOT NULL THEN to_jsonb(o) END AS was,\n            CASE WHEN n.id IS NOT NULL THEN to_jsonb(n) END AS became\n        FROM old_rows o FULL JOIN new_rows n ON n.id = o.id\n        OFFSET 0\n    ) sides WHERE was IS DISTINCT FROM became\n OFFSET 0) r WHERE r.before IS DISTINCT FROM r.after ORDER BY r.place;\n    RETURN NULL;\n', hash='7547dd861f1ea1d5db03cf62401f00237ed11fc0', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_record_update_e311d', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='accounts_organisation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisation',
            trigger=pgtrigger.compiler.Trigger(name='record_delete', sql=revisits.record.triggers.FirmSql(declare="DECLARE said jsonb := COALESCE(NULLIF(current_setting('revisits.acting', true), ''), '{}')::jsonb;", func='\n    INSERT INTO record_entry\n        (at, operation, "table", "row", "case", area, person, means, why, login, before, after)\n    SELECT COALESCE((said->>\'at\')::timestamptz, now() + (SELECT shift FROM accounts_democlock), now()),\n        r.operation, TG_TABLE_NAME, r.key, r."case", r.area, (said->>\'person\')::bigint,\n        COALESCE(said->>\'means\', \'database\'), COALESCE(said->>\'why\', \'\'), session_user, r.before, r.after\n    FROM (\n    SELECT \'delete\' AS operation, x.id AS place, x.id::text AS key, NULL::bigint AS "case", NULL::bigint AS area,\n        to_jsonb(x) AS before, NULL::jsonb AS after FROM old_rows x\n OFFSET 0) r WHERE r.before IS DISTINCT FROM r.after ORDER BY r.place;\n    RETURN NULL;\n', hash='9f6633e7daec90f4b35114e8735c518c40c98117', level='STATEMENT', operation='DELETE', pgid='pgtrigger_record_delete_3a55e', referencing='REFERENCING OLD TABLE AS old_rows ', table='accounts_organisation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='user',
            trigger=pgtrigger.compiler.Trigger(name='record_insert', sql=revisits.record.triggers.FirmSql(declare="DECLARE said jsonb := COALESCE(NULLIF(current_setting('revisits.acting', true), ''), '{}')::jsonb;", func='\n    INSERT INTO record_entry\n        (at, operation, "table", "row", "case", area, person, means, why, login, before, after)\n    SELECT COALESCE((said->>\'at\')::timestamptz, now() + (SELECT shift FROM accounts_democlock), now()),\n        r.operation, TG_TABLE_NAME, r.key, r."case", r.area, (said->>\'person\')::bigint,\n        COALESCE(said->>\'means\', \'database\'), COALESCE(said->>\'why\', \'\'), session_user, r.before, r.after\n    FROM (\n    SELECT \'insert\' AS operation, x.id AS place, x.id::text AS key, NULL::bigint AS "case", NULL::bigint AS area,\n        NULL::jsonb AS before, (to_jsonb(x) - \'{last_login}\'::text[] || jsonb_build_object(\'password\', \'hidden\')) AS after FROM new_rows x\n OFFSET 0) r WHERE r.before IS DISTINCT FROM r.after ORDER BY r.place;\n    RETURN NULL;\n', hash='02d0a8dd58b59b3716f02ee8488c6996ba4342ed', level='STATEMENT', operation='INSERT', pgid='pgtrigger_record_insert_e6c46', referencing='REFERENCING NEW TABLE AS new_rows ', table='accounts_user', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='user',
            trigger=pgtrigger.compiler.Trigger(name='record_update', sql=revisits.record.triggers.FirmSql(declare="DECLARE said jsonb := COALESCE(NULLIF(current_setting('revisits.acting', true), ''), '{}')::jsonb;", func='\n    INSERT INTO record_entry\n        (at, operation, "table", "row", "case", area, person, means, why, login, before, after)\n    SELECT COALESCE((said->>\'at\')::timestamptz, now() + (SELECT shift FROM accounts_democlock), now()),\n        r.operation, TG_TABLE_NAME, r.key, r."case", r.area, (said->>\'person\')::bigint,\n        COALESCE(said->>\'means\', \'database\'), COALESCE(said->>\'why\', \'\'), session_user, r.before, r.after\n    FROM (\n    SELECT CASE WHEN was IS NULL THEN \'insert\' WHEN became IS NULL THEN \'delete\' ELSE \'update\' END AS operation,\n        place, place::text AS key, "case", area,\n        CASE WHEN was IS NULL OR became IS NULL THEN was ELSE (SELECT jsonb_object_agg(d.key, d.value)\n            FROM jsonb_each(was) d WHERE became->d.key IS DISTINCT FROM d.value) END AS before,\n        CASE WHEN was IS NULL OR became IS NULL THEN became ELSE (SELECT jsonb_object_agg(d.key, d.value)\n            FROM jsonb_each(became) d WHERE was->d.key IS DISTINCT FROM d.value) END AS after\n    FROM (\n        SELECT COALESCE(n.id, o.id) AS place,\n            CASE WHEN n.id IS NULL THEN NULL::bigint ELSE NULL::bigint END AS "case",\n            CASE WHEN n.id IS NULL THEN NULL::bigint ELSE NULL::bigint END AS area,\n            CASE WHEN o.id IS NOT NULL THEN (to_jsonb(o) - \'{last_login}\'::text[] || jsonb_build_object(\'password\', \'hidden\')) END AS was,\n            CASE WHEN n.id IS NOT NULL THEN (to_jsonb(n) - \'{last_login}\'::text[] || jsonb_build_object(\'password\', CASE WHEN n.password IS DISTINCT FROM o.password THEN \'hidden, changed\' ELSE \'hidden\' END)) END AS became\n        FROM old_rows o FULL JOIN new_rows n ON n.id = o.id\n        OFFSET 0\n    ) sides WHERE was IS DISTINCT FROM became\n OFFSET 0) r WHERE r.before IS DISTINCT FROM r.after ORDER BY r.place;\n    RETURN NULL;\n', hash='61c87e77673354f303023c7a44ffa67a73658db7', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_record_update_9ed7b', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='accounts_user', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='user',
            trigger=pgtrigger.compiler.Trigger(name='record_delete', sql=revisits.record.triggers.FirmSql(declare="DECLARE said jsonb := COALESCE(NULLIF(current_setting('revisits.acting', true), ''), '{}')::jsonb;", func='\n    INSERT INTO record_entry\n        (at, operation, "table", "row", "case", area, person, means, why, login, before, after)\n    SELECT COALESCE((said->>\'at\')::timestamptz, now() + (SELECT shift FROM accounts_democlock), now()),\n        r.operation, TG_TABLE_NAME, r.key, r."case", r.area, (said->>\'person\')::bigint,\n        COALESCE(said->>\'means\', \'database\'), COALESCE(said->>\'why\', \'\'), session_user, r.before, r.after\n    FROM (\n    SELECT \'delete\' AS operation, x.id AS place, x.id::text AS key, NULL::bigint AS "case", NULL::bigint AS area,\n        (to_jsonb(x) - \'{last_login}\'::text[] || jsonb_build_object(\'password\', \'hidden\')) AS before, NULL::jsonb AS after FROM old_rows x\n OFFSET 0) r WHERE r.before IS DISTINCT FROM r.after ORDER BY r.place;\n    RETURN NULL;\n', hash='8e579a40edff7559b5edc708278582a8bff81a92', level='STATEMENT', operation='DELETE', pgid='pgtrigger_record_delete_72035', referencing='REFERENCING OLD TABLE AS old_rows ', table='accounts_user', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(('area__isnull', True), ('revisit__isnull', True), _connector='OR'), name='membership_area_or_case', violation_error_message='A role applies to an area or to a case: name one of them.'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('role', 'representative'), _negated=True), ('revisit__isnull', False), _connector='OR'), name='membership_representative_of_a_case', violation_error_message='A representative is named for one case (G24).'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('user', 'organisation', 'role', 'area', 'revisit', 'starts_on'), name='membership_once', nulls_distinct=False, violation_error_message='This person holds this role here from this day already.'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ended_at__isnull', False), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='membership_ends_after_it_starts'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('end_reason', ''), ('ended_at__isnull', True), ('ended_by__isnull', True)), models.Q(('ended_at__isnull', False), ('ends_on__isnull', False), models.Q(('end_reason', ''), _negated=True)), _connector='OR'), name='membership_ended_with_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(('user', models.F('granted_by')), _negated=True), name='membership_not_given_to_oneself'),
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.CheckConstraint(condition=models.Q(('succeeded_on__isnull', True), ('succeeded_by__isnull', False), _connector='OR'), name='organisation_succeeded_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='user',
            constraint=models.CheckConstraint(condition=models.Q(('email', django.db.models.functions.text.Lower('email'))), name='user_email_small_letters'),
        ),
        revisits.record.migrating.InstallTriggers(
            models=['AccountEvent', 'Invitation'],
        ),
    ]
