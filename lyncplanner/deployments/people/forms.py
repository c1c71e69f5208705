"""What an owner fills in to add somebody, and to change a role."""

from django import forms

from lyncplanner.accounts.models import User
from lyncplanner.deployments.models import Deployment, Membership


class AddMemberForm(forms.Form):
    person = forms.CharField(
        label="User name or e-mail address",
        max_length=254,
        error_messages={"required": "Type a user name or an e-mail address, like bob@contoso.com."},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    role = forms.ChoiceField(choices=Membership.Role, initial=Membership.Role.REVIEWER)

    def __init__(self, deployment: Deployment, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they are
        self.deployment = deployment

    def clean_person(self) -> User:
        """The account with this name or address; only active ones can sign in."""
        typed = self.cleaned_data["person"]
        person = _account(typed)
        if person is None:
            raise forms.ValidationError(
                "Nobody here has this name or address. Type it as in the account, or ask the people"
                " who run this server for an account."
            )
        if self.deployment.memberships.filter(user=person).exists():
            raise forms.ValidationError(
                f"{person.get_username()} is a member already. Change the role in the list."
            )
        return person


def _account(typed: str) -> User | None:
    active = User.objects.filter(is_active=True)
    found = active.filter(username__iexact=typed)[:2] or active.filter(email__iexact=typed)[:2]
    if len(found) > 1:
        exactly = [person for person in found if person.get_username() == typed]
        if not exactly:
            raise forms.ValidationError("Several accounts fit. Type the user name exactly.")
        return exactly[0]
    return found[0] if found else None


class RoleForm(forms.ModelForm):
    """The role of one member; its fields are told apart by the member's number."""

    class Meta:
        model = Membership
        fields = ["role"]
