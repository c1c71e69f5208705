"""What an owner fills in to rename a deployment, and to delete it."""

from typing import Any

from django import forms

from lyncplanner.deployments.models import Deployment


class NameForm(forms.ModelForm):
    name = forms.CharField(
        label="Name of the deployment",
        max_length=200,
        help_text="The address stays as it is, so that links go on working.",
        error_messages={"required": "Give the deployment a name."},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Deployment
        fields = ["name"]

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.initial["version"] = self.instance.version


class TypeNameForm(forms.Form):
    """Deleting asks for the name, so that nobody deletes the wrong one."""

    typed = forms.CharField(
        strip=True,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, deployment: Deployment, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.name = deployment.name.strip()
        self.fields["typed"].label = f"Type the name: {self.name}"
        self.fields["typed"].error_messages["required"] = f"Type {self.name} to delete it."

    def clean_typed(self) -> str:
        typed: str = self.cleaned_data["typed"]
        if typed != self.name:
            raise forms.ValidationError(f"That is not the name. Type {self.name} to delete it.")
        return typed
