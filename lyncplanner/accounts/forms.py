"""Each person's own choices."""

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings

from lyncplanner.accounts.models import User


def _time_zones() -> list[tuple[str, str]]:
    places = [(zone, zone) for zone in sorted(available_timezones()) if "/" in zone]
    return [("", f"As the server, {settings.TIME_ZONE}"), ("UTC", "UTC"), *places]


class ChoicesForm(forms.ModelForm):
    time_zone = forms.ChoiceField(label="Time zone", required=False, choices=_time_zones)

    class Meta:
        model = User
        fields = ["theme", "time_zone", "shortcuts", "mail"]
        widgets: dict[str, Any] = {"theme": forms.RadioSelect, "mail": forms.RadioSelect}
        labels = {
            "theme": "Theme",
            "shortcuts": "Single-key shortcuts",
            "mail": "E-mail of what waits for you",
        }
        help_texts = {
            "shortcuts": "Keys such as / and j, while no field has the focus. The ? lists them.",
        }


class ThemeForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["theme"]
