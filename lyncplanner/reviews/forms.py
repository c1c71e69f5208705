"""What people fill in to propose, decide, set rules and invite."""

from typing import Any

from django import forms

from lyncplanner.deployments.models import Membership
from lyncplanner.reviews.approval import Verdict
from lyncplanner.reviews.conversations import LONGEST
from lyncplanner.reviews.models import Deployed, ReviewRules, Thread

COMMENT = "comment"


class ProposeForm(forms.Form):
    title = forms.CharField(
        max_length=200,
        error_messages={"required": "Give the proposal a title, like: Third Front End Server."},
    )
    description = forms.CharField(
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="What changes and why. Reviewers read it first.",
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)


class DecisionForm(forms.Form):
    words = forms.CharField(
        required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3})
    )
    verdict = forms.ChoiceField(
        choices=[(verdict.value, verdict.value) for verdict in Verdict] + [(COMMENT, COMMENT)],
        error_messages={"required": "Choose: approve, request changes, or comment."},
    )


class CommentForm(forms.Form):
    text = forms.CharField(required=False, max_length=LONGEST + 1)
    about = forms.ChoiceField(choices=Thread.About)
    key = forms.CharField(required=False, max_length=2000)
    title = forms.CharField(required=False, max_length=500)


class DeployForm(forms.Form):
    side = forms.MultipleChoiceField(
        choices=Deployed.Side, error_messages={"required": "Choose a side: internal, external."}
    )


class DeployFromForm(forms.Form):
    moment = forms.DateTimeField(
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={"invalid": "Give a day and a time, like 2026-11-30 22:00."},
    )


class HistoryForm(forms.Form):
    person = forms.CharField(required=False, max_length=200)
    object = forms.CharField(required=False, max_length=100)
    since = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}))


class RulesForm(forms.ModelForm):
    class Meta:
        model = ReviewRules
        fields = [
            "approvals_needed",
            "errors_hold",
            "unseen_hold",
            "threads_hold",
            "second_approval",
        ]
        widgets: dict[str, Any] = {"second_approval": forms.Textarea(attrs={"rows": 3})}
        labels = {
            "approvals_needed": "Approvals needed",
            "errors_hold": "Errors among the findings hold approval back",
            "unseen_hold": "Changes not seen hold approval back",
            "threads_hold": "Open threads hold approval back",
            "second_approval": "Names that need a second approval",
        }
        help_texts = {
            "approvals_needed": "0 where you work alone: then a proposal is approved at once.",
            "unseen_hold": "Who approves has to have ticked every changed record set.",
            "second_approval": (
                "One a line: a name, with * for any part, or a rule. "
                "edge.federation-srv is the federation SRV record, edge.access the Access Edge."
            ),
        }

    version = forms.IntegerField(widget=forms.HiddenInput)


class InvitationForm(forms.Form):
    role = forms.ChoiceField(choices=Membership.Role, initial=Membership.Role.REVIEWER)
    note = forms.CharField(
        required=False, max_length=200, label="For whom", help_text="So that you know it again."
    )


class RoleForm(forms.Form):
    role = forms.ChoiceField(choices=Membership.Role)
