import django.db.models.deletion
import pgtrigger.compiler
import revisits.record.migrating
import revisits.record.triggers
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [
        ('files', '0001_initial'),
        ('files', '0002_scanning'),
        ('files', '0003_receiving'),
        ('files', '0004_unnamed_bytes'),
    ]

    initial = True

    dependencies = [
        ('accounts', '0007_recorded'),
        ('record', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='ScannerOutage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('began_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('said', models.CharField(help_text="What went wrong, in the system's words.", max_length=300)),
            ],
            options={
                'ordering': ['-began_at', '-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('ended_at',), name='one_outage_at_a_time', nulls_distinct=False), models.CheckConstraint(condition=models.Q(('ended_at', None), ('ended_at__gte', models.F('began_at')), _connector='OR'), name='outage_ends_after_it_began')],
            },
        ),
        migrations.CreateModel(
            name='StoredFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(help_text='Its place in storage: never the given name.', max_length=200, unique=True)),
                ('name', models.CharField(help_text='As its giver called it, defused.', max_length=255)),
                ('kind', models.CharField(help_text='Media type, judged from the content.', max_length=150)),
                ('size', models.PositiveBigIntegerField(help_text='In bytes.')),
                ('sha256', models.CharField(max_length=64)),
                ('added_at', models.DateTimeField()),
                ('scan', models.CharField(choices=[('not_scanned', 'Not scanned'), ('pending', 'Waiting to be scanned'), ('clean', 'Scanned, nothing found'), ('infected', 'Infected'), ('failed', 'Scan failed')], default='not_scanned', max_length=12)),
                ('scan_said', models.CharField(blank=True, help_text='What was found, or why it failed.', max_length=300)),
                ('scanned_at', models.DateTimeField(blank=True, null=True)),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('fault', models.CharField(blank=True, choices=[('missing', 'Missing from storage'), ('differs', 'Not the bytes that were given')], default='', max_length=8)),
                ('fault_found_at', models.DateTimeField(blank=True, null=True)),
                ('scan_attempts', models.PositiveSmallIntegerField(default=0)),
                ('scan_claimed_until', models.DateTimeField(blank=True, null=True)),
                ('scan_due_at', models.DateTimeField(blank=True, help_text='Not before; none is at once.', null=True)),
                ('verified_at', models.DateTimeField(blank=True, help_text='When its bytes were last compared with its SHA-256.', null=True)),
                ('folder', models.CharField(blank=True, help_text='Where it lay in a folder that was given.', max_length=500)),
            ],
            options={
                'indexes': [models.Index(fields=['sha256'], name='files_store_sha256_6263af_idx'), models.Index(condition=models.Q(('scan__in', ['not_scanned', 'pending'])), fields=['id'], name='file_awaits_scan'), models.Index(condition=models.Q(('scan', 'failed'), models.Q(('fault', ''), _negated=True), _connector='OR'), fields=['id'], name='file_needs_somebody'), models.Index(models.OrderBy(models.F('verified_at'), nulls_first=True), models.F('id'), name='file_verified_long_ago')],
                'constraints': [models.CheckConstraint(condition=models.Q(('sha256__regex', '^[0-9a-f]{64}$')), name='file_has_its_hash'), models.CheckConstraint(condition=models.Q(('size__gt', 0)), name='file_not_empty'), models.CheckConstraint(condition=models.Q(('scan__in', ['not_scanned', 'pending', 'clean', 'infected', 'failed'])), name='file_scan_known'), models.CheckConstraint(condition=models.Q(models.Q(('scan__in', ['clean', 'infected']), _negated=True), ('scanned_at__isnull', False), _connector='OR'), name='file_scanned_at_some_time'), models.CheckConstraint(condition=models.Q(('scan__in', ['not_scanned', 'pending']), models.Q(('scan_claimed_until', None), ('scan_due_at', None)), _connector='OR'), name='file_awaits_its_scan_to_be_claimed'), models.CheckConstraint(condition=models.Q(('fault__in', ['', 'missing', 'differs'])), name='file_fault_known'), models.CheckConstraint(condition=models.Q(models.Q(('fault', ''), ('fault_found_at', None)), models.Q(models.Q(('fault', ''), _negated=True), ('fault_found_at__isnull', False)), _connector='OR'), name='file_fault_found_at_some_time')],
                'triggers': [pgtrigger.compiler.Trigger(name='record_insert', sql=revisits.record.triggers.FirmSql(declare="DECLARE said jsonb := COALESCE(NULLIF(current_setting('revisits.acting', true), ''), '{}')::jsonb;", func='\n    INSERT INTO record_entry\n        (at, operation, "table", "row", "case", area, person, means, why, login, before, after)\n    SELECT COALESCE((said->>\'at\')::timestamptz, now() + (SELECT shift FROM accounts_democlock), now()),\n        r.operation, TG_TABLE_NAME, r.key, r."case", r.area, (said->>\'person\')::bigint,\n        COALESCE(said->>\'means\', \'database\'), COALESCE(said->>\'why\', \'\'), session_user, r.before, r.after\n    FROM (\n    SELECT \'insert\' AS operation, x.id AS place, x.id::text AS key, NULL::bigint AS "case", NULL::bigint AS area,\n        NULL::jsonb AS before, (to_jsonb(x) - \'{scan_attempts, scan_claimed_until, scan_due_at, verified_at}\'::text[] || jsonb_build_object(\'name\', \'hidden\', \'folder\', \'hidden\')) AS after FROM new_rows x\n OFFSET 0) r WHERE r.before IS DISTINCT FROM r.after ORDER BY r.place;\n    RETURN NULL;\n', hash='fc956d23a8b279a558a0afce5fcd29ab07b82c4a', level='STATEMENT', operation='INSERT', pgid='pgtrigger_record_insert_b6b2a', referencing='REFERENCING NEW TABLE AS new_rows ', table='files_storedfile', when='AFTER')), pgtrigger.compiler.Trigger(name='record_update', sql=revisits.record.triggers.FirmSql(declare="DECLARE said jsonb := COALESCE(NULLIF(current_setting('revisits.acting', true), ''), '{}')::jsonb;", func='\n    INSERT INTO record_entry\n        (at, operation, "table", "row", "case", area, person, means, why, login, before, after)\n    SELECT COALESCE((said->>\'at\')::timestamptz, now() + (SELECT shift FROM accounts_democlock), now()),\n        r.operation, TG_TABLE_NAME, r.key, r."case", r.area, (said->>\'person\')::bigint,\n        COALESCE(said->>\'means\', \'database\'), COALESCE(said->>\'why\', \'\'), session_user, r.before, r.after\n    FROM (\n    SELECT CASE WHEN was IS NULL THEN \'insert\' WHEN became IS NULL THEN \'delete\' ELSE \'update\' END AS operation,\n        place, place::text AS key, "case", area,\n        CASE WHEN was IS NULL OR became IS NULL THEN was ELSE (SELECT jsonb_object_agg(d.key, d.value)\n            FROM jsonb_each(was) d WHERE became->d.key IS DISTINCT FROM d.value) END AS before,\n        CASE WHEN was IS NULL OR became IS NULL THEN became ELSE (SELECT jsonb_object_agg(d.key, d.value)\n            FROM jsonb_each(became) d WHERE was->d.key IS DISTINCT FROM d.value) END AS after\n    FROM (\n        SELECT COALESCE(n.id, o.id) AS place,\n            CASE WHEN n.id IS NULL THEN NULL::bigint ELSE NULL::bigint END AS "case",\n            CASE WHEN n.id IS NULL THEN NULL::bigint ELSE NULL::bigint END AS area,\n            CASE WHEN o.id IS NOT NULL THEN (to_jsonb(o) - \'{scan_attempts, scan_claimed_until, scan_due_at, verified_at}\'::text[] || jsonb_build_object(\'name\', \'hidden\', \'folder\', \'hidden\')) END AS was,\n            CASE WHEN n.id IS NOT NULL THEN (to_jsonb(n) - \'{scan_attempts, scan_claimed_until, scan_due_at, verified_at}\'::text[] || jsonb_build_object(\'name\', CASE WHEN n.name IS DISTINCT FROM o.name THEN \'hidden, changed\' ELSE \'hidden\' END, \'folder\', CASE WHEN n.folder IS DISTINCT FROM o.folder THEN \'hidden, changed\' ELSE \'hidden\' END)) END AS became\n        FROM old_rows o FULL JOIN new_rows n ON n.id = o.id\n        OFFSET 0\n    ) sides WHERE was IS DISTINCT FROM became\n OFFSET 0) r WHERE r.before IS DISTINCT FROM r.after ORDER BY r.place;\n    RETURN NULL;\n', hash='a5333aaa0fb94d54f7d1ecef8991d5149f63fd13', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_record_update_0d7b0', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='files_storedfile', when='AFTER')), pgtrigger.compiler.Trigger(name='record_delete', sql=revisits.record.triggers.FirmSql(declare="DECLARE said jsonb := COALESCE(NULLIF(current_setting('revisits.acting', true), ''), '{}')::jsonb;", func='\n    INSERT INTO record_entry\n        (at, operation, "table", "row", "case", area, person, means, why, login, before, after)\n    SELECT COALESCE((said->>\'at\')::timestamptz, now() + (SELECT shift FROM accounts_democlock), now()),\n        r.operation, TG_TABLE_NAME, r.key, r."case", r.area, (said->>\'person\')::bigint,\n        COALESCE(said->>\'means\', \'database\'), COALESCE(said->>\'why\', \'\'), session_user, r.before, r.after\n    FROM (\n    SELECT \'delete\' AS operation, x.id AS place, x.id::text AS key, NULL::bigint AS "case", NULL::bigint AS area,\n        (to_jsonb(x) - \'{scan_attempts, scan_claimed_until, scan_due_at, verified_at}\'::text[] || jsonb_build_object(\'name\', \'hidden\', \'folder\', \'hidden\')) AS before, NULL::jsonb AS after FROM old_rows x\n OFFSET 0) r WHERE r.before IS DISTINCT FROM r.after ORDER BY r.place;\n    RETURN NULL;\n', hash='5de7f72946d72e2a82730f6d9936e300b2443a7a', level='STATEMENT', operation='DELETE', pgid='pgtrigger_record_delete_8bbb6', referencing='REFERENCING OLD TABLE AS old_rows ', table='files_storedfile', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='UnnamedBytes',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(help_text='Its place in storage.', max_length=200, unique=True)),
                ('size', models.PositiveBigIntegerField(help_text='In bytes.')),
                ('written_at', models.DateTimeField(help_text='By the clock of the storage.')),
                ('found_at', models.DateTimeField()),
            ],
            options={
                'verbose_name_plural': 'unnamed bytes',
                'ordering': ['written_at', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('key', ''), _negated=True), name='unnamed_bytes_lie_somewhere')],
            },
        ),
        migrations.CreateModel(
            name='Upload',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('purpose', models.CharField(help_text='Which receiver takes it.', max_length=40)),
                ('target', models.JSONField(help_text='What it is for, as the receiver reads it.')),
                ('name', models.CharField(help_text='Defused.', max_length=255)),
                ('folder', models.CharField(blank=True, help_text='Where it lay in a folder that was chosen.', max_length=500)),
                ('length', models.PositiveBigIntegerField(help_text='Of the whole file, in bytes.')),
                ('offset', models.PositiveBigIntegerField(default=0, help_text='So many bytes are on disk.')),
                ('started_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('whole_at', models.DateTimeField(blank=True, help_text='When its last byte came.', null=True)),
                ('key', models.CharField(blank=True, help_text='Where the latest attempt to finish puts it.', max_length=200)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('next_attempt_at', models.DateTimeField(blank=True, null=True)),
                ('receipt', models.CharField(blank=True, help_text='Address of the receipt.', max_length=500)),
                ('refused', models.CharField(blank=True, help_text='Why it was not kept.', max_length=500)),
                ('file', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='files.storedfile')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['started_at', 'id'],
                'indexes': [models.Index(fields=['owner', 'purpose'], name='files_uploa_owner_i_f5cac6_idx'), models.Index(condition=models.Q(('file__isnull', True), ('refused', ''), ('whole_at__isnull', False)), fields=['next_attempt_at'], name='upload_awaits_finish'), models.Index(fields=['expires_at'], name='files_uploa_expires_80a22c_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('length__gt', 0)), name='upload_not_empty'), models.CheckConstraint(condition=models.Q(('offset__lte', models.F('length'))), name='upload_not_longer_than_said'), models.CheckConstraint(condition=models.Q(('whole_at__isnull', True), ('offset', models.F('length')), _connector='OR'), name='upload_whole_has_all_bytes'), models.CheckConstraint(condition=models.Q(models.Q(('file__isnull', True), ('receipt', '')), models.Q(('file__isnull', False), ('refused', ''), ('whole_at__isnull', False), models.Q(('receipt', ''), _negated=True)), _connector='OR'), name='upload_kept_has_its_receipt')],
            },
        ),
        revisits.record.migrating.InstallTriggers(
            models=['StoredFile'],
        ),
    ]
