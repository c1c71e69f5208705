"""The account page, and the theme button of the top bar."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from lyncplanner.accounts.forms import ChoicesForm, ThemeForm
from lyncplanner.http import Request


@require_http_methods(["GET", "POST"])
def account_edit(request: Request) -> HttpResponse:
    """One's own choices."""
    form = ChoicesForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Saved.")
        return redirect("account-edit")
    return render(request, "account/account_edit.html", {"form": form})


@require_POST
def account_theme(request: Request) -> HttpResponse:
    """Keep the theme that the button chose, and go back to the page it was pressed on."""
    form = ThemeForm(request.POST, instance=request.user)
    if form.is_valid():
        form.save()
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        back, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return redirect(back if safe else "/")
