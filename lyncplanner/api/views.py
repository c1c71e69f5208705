"""A person's tokens."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from lyncplanner.api.forms import TokenForm
from lyncplanner.api.models import Scope
from lyncplanner.api.tokens import make_token
from lyncplanner.http import Request


@never_cache
@require_http_methods(["GET", "POST"])
def token_list(request: Request) -> HttpResponse:
    """One's tokens; POST makes one and shows it, once."""
    form = TokenForm(request.user, request.POST or None)
    secret = ""
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        _, secret = make_token(
            request.user,
            given["name"],
            [Scope(scope) for scope in given["scopes"]],
            days=given["days"],
            deployment=given["deployment"],
        )
        form = TokenForm(request.user)
    tokens = request.user.tokens.select_related("deployment")
    return render(
        request, "api/token_list.html", {"form": form, "secret": secret, "tokens": tokens}
    )


@require_POST
def token_remove(request: Request, pk: int) -> HttpResponse:
    """Make a token useless at once."""
    get_object_or_404(request.user.tokens, pk=pk).delete()
    return redirect("tokens:token-list")
