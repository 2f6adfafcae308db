"""Drafts are outcome letters now: the table of papers goes, once its words have been carried over."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('inspections', '0021_from_field_to_letter'),
        ('letters', '0005_drafts_from_papers'),
    ]

    operations = [
        migrations.DeleteModel(
            name='Paper',
        ),
    ]
