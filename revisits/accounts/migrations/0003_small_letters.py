"""E-mail addresses in small letters, before a constraint asks for it. They are unique whatever their case already."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [('accounts', '0002_scope_of_a_membership')]

    operations = [
        migrations.RunSQL(
            "UPDATE accounts_user SET email = lower(email) WHERE email <> lower(email)", migrations.RunSQL.noop
        ),
    ]
