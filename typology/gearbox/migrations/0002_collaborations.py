"""The assessment of an area becomes one collaboration of possibly several."""

import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("typology", "0001_initial")]

    operations = [
        pgtrigger.migrations.RemoveTrigger(model_name="assessment", name="insert_insert"),
        pgtrigger.migrations.RemoveTrigger(model_name="assessment", name="update_update"),
        migrations.RenameModel(old_name="Assessment", new_name="Collaboration"),
        migrations.RenameModel(old_name="AssessmentEvent", new_name="CollaborationEvent"),
    ]
