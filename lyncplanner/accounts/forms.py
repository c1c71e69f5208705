"""Each person's own choices."""

from typing import Any

from django import forms

from lyncplanner.accounts.models import User


class ChoicesForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["theme", "shortcuts", "mail"]
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
