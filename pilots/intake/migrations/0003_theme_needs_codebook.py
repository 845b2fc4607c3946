"""Every theme has its codebook by now; in a transaction of its own, because rows changed in the one before."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("intake", "0002_sent_answers_and_copies")]

    operations = [
        migrations.AlterField(
            model_name="answertheme",
            name="codebook",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="answer_themes",
                to="codebook.codebook",
                verbose_name="Codebook",
            ),
        ),
        migrations.RemoveField(model_name="answertheme", name="codebook_version"),
    ]
