"""Accepted warnings count apart."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("deployments", "0003_upload")]

    operations = [
        migrations.AddField("summary", "accepted", models.PositiveIntegerField(default=0)),
    ]
