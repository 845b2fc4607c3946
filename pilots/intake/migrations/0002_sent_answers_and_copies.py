"""What was sent stands beside what is being changed; the codebook of a theme becomes a row; copies as PDF.

What somebody is changing at this moment counts as sent: officers could read it already.
"""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

SENT = """
UPDATE intake_answer SET sent = value FROM intake_response
WHERE intake_answer.response_id = intake_response.id AND intake_response.submitted_at IS NOT NULL
"""
# A version that is not there any more cannot have given a theme; should it exist, the newest one stands for it.
CODEBOOKS = """
UPDATE intake_answertheme SET codebook_id = COALESCE(
    (SELECT id FROM codebook_codebook WHERE version = codebook_version ORDER BY loaded_at DESC, id DESC LIMIT 1),
    (SELECT id FROM codebook_codebook ORDER BY loaded_at DESC, id DESC LIMIT 1)
)
"""
VERSIONS = """
UPDATE intake_answertheme SET codebook_version = codebook_codebook.version
FROM codebook_codebook WHERE codebook_codebook.id = codebook_id
"""


class Migration(migrations.Migration):

    dependencies = [
        ("codebook", "0001_initial"),
        ("intake", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="answer",
            name="sent",
            field=models.JSONField(blank=True, editable=False, null=True, verbose_name="Value as sent"),
        ),
        migrations.RunSQL(SENT, migrations.RunSQL.noop),
        migrations.RenameField(model_name="answertheme", old_name="codebook", new_name="codebook_version"),
        migrations.AlterField(
            model_name="answertheme",
            name="codebook_version",
            field=models.CharField(max_length=20, default=""),
        ),
        migrations.AddField(
            model_name="answertheme",
            name="codebook",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="answer_themes",
                to="codebook.codebook",
                verbose_name="Codebook",
            ),
        ),
        migrations.RunSQL(CODEBOOKS, VERSIONS),
        migrations.CreateModel(
            name="OwnCopy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("language", models.CharField(max_length=2, verbose_name="Language")),
                ("asked_at", models.DateTimeField(verbose_name="Asked at")),
                ("next_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("tries", models.PositiveSmallIntegerField(default=0, verbose_name="Attempts")),
                ("content", models.BinaryField(null=True)),
                ("made_at", models.DateTimeField(null=True, verbose_name="Made at")),
                (
                    "response",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="own_copy", to="intake.response"
                    ),
                ),
            ],
            options={
                "verbose_name": "own copy",
                "verbose_name_plural": "own copies",
                "ordering": ["-asked_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(content=None, made_at=None)
                        | models.Q(content__isnull=False, made_at__isnull=False),
                        name="intake_owncopy_made",
                    )
                ],
            },
        ),
    ]
