"""The people page: members read it, owners change it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from lyncplanner.deployments.access import deployment_for, owned_deployment
from lyncplanner.deployments.models import Membership
from lyncplanner.deployments.people.forms import AddMemberForm, RoleForm
from lyncplanner.deployments.people.members import (
    LastOwner,
    add_member,
    change_role,
    put_back,
    remove_member,
    removed_member,
)
from lyncplanner.http import Request

ROLES = (
    ("Owner", "changes everything, people and settings included"),
    ("Editor", "changes the topology"),
    ("Reviewer", "reads, comments and decides"),
    ("Viewer", "reads and exports"),
)


@require_http_methods(["GET", "POST"])
def member_list(request: Request, slug: str) -> HttpResponse:
    """Show the members; add one."""
    if request.method == "GET":
        deployment = deployment_for(request, slug)
        return _page(request, AddMemberForm(deployment))
    deployment = owned_deployment(request, slug)
    form = AddMemberForm(deployment, request.POST)
    if not form.is_valid():
        return _page(request, form)
    person, role = form.cleaned_data["person"], form.cleaned_data["role"]
    add_member(deployment, person, role, by=request.user)
    label = Membership.Role(role).label
    messages.success(request, f"Added {person.get_username()} as {label}.")
    return redirect("people:member-list", slug)


@require_POST
def member_edit(request: Request, slug: str, pk: int) -> HttpResponse:
    """Give a member another role."""
    member = _member(request, slug, pk)
    form = RoleForm(request.POST, prefix=str(pk), instance=member)
    if form.is_valid() and form.has_changed():
        try:
            change_role(member, form.cleaned_data["role"], by=request.user)
        except LastOwner as refused:
            form.add_error("role", str(refused))
        else:
            label = member.get_role_display()
            messages.success(request, f"{member.user.get_username()} is {label} now.")
    if form.errors:
        return _page(request, AddMemberForm(request.deployment), refused=form)
    return redirect("people:member-list", slug)


@require_POST
def member_remove(request: Request, slug: str, pk: int) -> HttpResponse:
    """Remove a member, and offer to take it back."""
    member = _member(request, slug, pk)
    name = member.user.get_username()
    try:
        number = remove_member(member, by=request.user)
    except LastOwner as refused:
        form = RoleForm({f"{pk}-role": member.role}, prefix=str(pk), instance=member)
        form.add_error("role", str(refused))
        return _page(request, AddMemberForm(request.deployment), refused=form)
    if member.user == request.user:
        messages.success(request, f"You are no member of {request.deployment.name} any more.")
        return redirect("/")
    undo = reverse("people:member-put-back", args=[slug, number])
    messages.success(request, f"Removed {name}.", extra_tags=undo)
    return redirect("people:member-list", slug)


@require_POST
def member_put_back(request: Request, slug: str, number: int) -> HttpResponse:
    """Take a removal back."""
    deployment = owned_deployment(request, slug)
    removed = removed_member(deployment, number)
    if removed is None:
        raise Http404
    person = put_back(deployment, removed, by=request.user)
    if person is None:
        messages.error(request, "The account does not exist any more.")
    else:
        role = deployment.memberships.get(user=person).get_role_display()
        messages.success(request, f"{person.get_username()} is {role} again.")
    return redirect("people:member-list", slug)


def _member(request: Request, slug: str, pk: int) -> Membership:
    members = owned_deployment(request, slug).memberships.select_related("user", "deployment")
    return get_object_or_404(members, pk=pk)


def _page(
    request: Request, form: AddMemberForm, *, refused: RoleForm | None = None
) -> HttpResponse:
    members = request.deployment.memberships.select_related("user").order_by("pk")
    context: dict[str, Any] = {
        "deployment": request.deployment,
        "form": form,
        "rows": [(member, _role_form(member, refused)) for member in members],
        "roles": ROLES,
        "refused": refused,
    }
    return render(request, "deployments/people.html", context)


def _role_form(member: Membership, refused: RoleForm | None) -> RoleForm:
    if refused is not None and refused.instance.pk == member.pk:
        return refused
    return RoleForm(prefix=str(member.pk), instance=member)
