import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import notifications.models.outbox
import pgtrigger.compiler
import revisits.record.migrating
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [
        ('notifications', '0001_initial'),
        ('notifications', '0002_told_meetings'),
    ]

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        ('inspections', '0001_initial'),
        ('inspections', '0017_meetings'),
        ('letters', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Expansion',
            fields=[
                ('case_event', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='expansion', serialize=False, to='inspections.caseevent')),
                ('expanded_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='DemoMail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('received_at', models.DateTimeField()),
                ('sender', models.CharField(blank=True, max_length=320)),
                ('recipients', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=320), help_text='Of the envelope, in small letters.', size=None)),
                ('subject', models.TextField(blank=True)),
                ('raw', models.BinaryField()),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['recipients'], name='demo_mail_recipients')],
            },
        ),
        migrations.CreateModel(
            name='OutboxMessage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('message', models.CharField(help_text='A code of the catalogue.', max_length=40)),
                ('cause', models.CharField(max_length=120)),
                ('written_at', models.DateTimeField()),
                ('recipient_key', models.CharField(max_length=350)),
                ('recipient_role', models.CharField(max_length=30)),
                ('recipient_name', models.CharField(max_length=150)),
                ('recipient_email', models.EmailField(blank=True, max_length=320)),
                ('subject', models.CharField(max_length=400)),
                ('text', models.TextField()),
                ('html', models.TextField()),
                ('message_id', models.CharField(default=notifications.models.outbox.new_message_id, max_length=320, unique=True, verbose_name='Message-ID')),
                ('status', models.CharField(choices=[('waiting', 'Waiting'), ('claimed', 'Being sent'), ('sent', 'Sent'), ('failed', 'Failed'), ('no_address', 'No e-mail address'), ('superseded', 'No longer needed')], default='waiting', max_length=10)),
                ('attempts', models.PositiveIntegerField(default=0)),
                ('next_attempt_at', models.DateTimeField(blank=True, null=True)),
                ('give_up_at', models.DateTimeField()),
                ('claim', models.UUIDField(blank=True, null=True)),
                ('claimed_at', models.DateTimeField(blank=True, null=True)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('last_error', models.TextField(blank=True)),
                ('created_at', models.DateTimeField()),
                ('attach_letter', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='outbox', to='letters.letter')),
                ('case_event', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='outbox', to='inspections.caseevent')),
                ('recipient_user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='outbox', to=settings.AUTH_USER_MODEL)),
                ('revisit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='outbox', to='inspections.revisit')),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(condition=models.Q(('status', 'waiting')), fields=['next_attempt_at', 'id'], name='outbox_due'), models.Index(condition=models.Q(('status', 'claimed')), fields=['claimed_at'], name='outbox_claimed'), models.Index(fields=['status', '-id'], name='outbox_by_status'), models.Index(fields=['revisit', '-id'], name='outbox_of_case')],
                'constraints': [models.UniqueConstraint(fields=('cause', 'message', 'recipient_key'), name='outbox_once'), models.CheckConstraint(condition=models.Q(models.Q(('sent_at__isnull', False), ('status', 'sent')), models.Q(models.Q(('status', 'sent'), _negated=True), ('sent_at__isnull', True)), _connector='OR'), name='outbox_sent_has_its_time'), models.CheckConstraint(condition=models.Q(models.Q(('claim__isnull', False), ('claimed_at__isnull', False), ('status', 'claimed')), models.Q(models.Q(('status', 'claimed'), _negated=True), ('claim__isnull', True), ('claimed_at__isnull', True)), _connector='OR'), name='outbox_claimed_has_its_claim'), models.CheckConstraint(condition=models.Q(models.Q(('next_attempt_at__isnull', False), ('status__in', ['waiting', 'claimed'])), models.Q(models.Q(('status__in', ['waiting', 'claimed']), _negated=True), ('next_attempt_at__isnull', True)), _connector='OR'), name='outbox_queued_has_its_turn'), models.CheckConstraint(condition=models.Q(models.Q(('recipient_email', ''), _negated=True), ('status__in', ['no_address', 'superseded']), _connector='OR'), name='outbox_queued_has_an_address'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'failed'), _negated=True), models.Q(('last_error', ''), _negated=True), _connector='OR'), name='outbox_failed_has_its_error'), models.CheckConstraint(condition=models.Q(models.Q(('subject', ''), _negated=True), models.Q(('text', ''), _negated=True)), name='outbox_says_something')],
            },
        ),
        migrations.CreateModel(
            name='ToldMeeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=30)),
                ('occurrence', models.PositiveSmallIntegerField()),
                ('sequence', models.PositiveIntegerField()),
                ('details', models.JSONField()),
                ('outbox', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='meetings', to='notifications.outboxmessage')),
                ('revisit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='told_meetings', to='inspections.revisit')),
            ],
            options={
                'ordering': ['id'],
                'indexes': [models.Index(fields=['revisit', 'code', 'occurrence'], name='told_meeting_of_case')],
                'constraints': [models.UniqueConstraint(fields=('outbox', 'code', 'occurrence'), name='told_meeting_once'), models.CheckConstraint(condition=models.Q(('occurrence__gte', 1)), name='told_meeting_counts_from_one')],
                'triggers': [pgtrigger.compiler.Trigger(name='told_meeting_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='819310d53bf3bd697b58b6ae3ec9b8f60678f29d', operation='UPDATE OR DELETE', pgid='pgtrigger_told_meeting_append_only_f2008', table='notifications_toldmeeting', when='BEFORE'))],
            },
        ),
        revisits.record.migrating.InstallTriggers(
            models=['ToldMeeting'],
        ),
    ]
