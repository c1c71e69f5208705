"""What a person chooses for a token."""

from django import forms

from lyncplanner.accounts.models import User
from lyncplanner.api.models import Scope
from lyncplanner.deployments.models import Deployment

DAYS = [(30, "30 days"), (90, "90 days"), (365, "A year")]


class TokenForm(forms.Form):
    name = forms.CharField(
        max_length=100,
        label="What for",
        error_messages={"required": "Say what the token is for, like: nightly DNS pipeline."},
    )
    scopes = forms.MultipleChoiceField(
        choices=Scope,
        initial=[Scope.READ],
        widget=forms.CheckboxSelectMultiple,
        label="It may",
        error_messages={"required": "Choose what the token may do."},
    )
    deployment = forms.ModelChoiceField(
        Deployment.objects.none(), required=False, empty_label="All of yours"
    )
    days = forms.TypedChoiceField(choices=DAYS, coerce=int, initial=90, label="Good for")

    def __init__(self, person: User, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they are
        field = self.fields["deployment"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - for the type checker
        field.queryset = Deployment.objects.visible_to(person)
