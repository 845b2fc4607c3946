from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_view_log'),
    ]

    operations = [
        migrations.AlterField(
            model_name='viewlog',
            name='kind',
            field=models.CharField(choices=[('raw-text', 'Raw text of an interview'), ('name-list', 'List of names of an interview'), ('person-file', 'File of what is kept of a person')], max_length=20, verbose_name='What'),
        ),
    ]
