"""Each re-visit gets the area of its initial inspection."""

from django.db import migrations

FILL = """
    UPDATE inspections_revisit r SET area_id = i.area_id
    FROM inspections_wsoa w JOIN inspections_initialinspection i ON i.id = w.inspection_id
    WHERE w.id = r.wsoa_id
"""


class Migration(migrations.Migration):

    dependencies = [("inspections", "0003_revisit_area")]

    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]
