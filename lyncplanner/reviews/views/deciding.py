"""What people do in a review. Each answers a form, and goes back to where it stood."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from lyncplanner.deployments.access import deployment_for
from lyncplanner.deployments.loading import load_topology
from lyncplanner.deployments.summaries import topology_hash
from lyncplanner.http import Request, wants_part
from lyncplanner.reviews import conversations
from lyncplanner.reviews.access import attempt, revision_for
from lyncplanner.reviews.approval import Verdict
from lyncplanner.reviews.comparing import compared
from lyncplanner.reviews.deciding import decide
from lyncplanner.reviews.delivering import mark_deployed, mark_not_deployed, set_deploy_from
from lyncplanner.reviews.forms import (
    COMMENT,
    CommentForm,
    DecisionForm,
    DeployForm,
    DeployFromForm,
)
from lyncplanner.reviews.models import Deployed, Revision, Thread
from lyncplanner.reviews.proposing import withdraw
from lyncplanner.reviews.restoring import restore
from lyncplanner.reviews.review_rows import Wish, finding_lines, rows_of
from lyncplanner.reviews.seeing import changes_of, tick
from lyncplanner.reviews.versions import Version

_SAID = {
    Verdict.APPROVE: "Approved.",
    Verdict.REQUEST_CHANGES: "Changes requested. The proposer sees it in the inbox.",
}


@require_POST
def revision_decide(request: Request, slug: str, number: int) -> HttpResponse:
    """Approve, request changes, or only comment."""
    revision = revision_for(request, slug, number)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        _say_errors(request, form)
        return redirect(_page(revision))
    words, verdict = form.cleaned_data["words"], form.cleaned_data["verdict"]
    if verdict == COMMENT:
        return _commented(request, revision, words, Thread.About.WHOLE)
    found = Verdict(verdict)
    attempt(request, lambda: decide(revision, request.user, found, words), _SAID[found])
    return redirect(_page(revision))


@require_http_methods(["GET", "POST"])
def revision_comment(request: Request, slug: str, number: int) -> HttpResponse:
    """Begin a thread; htmx asks for the form alone."""
    revision = revision_for(request, slug, number)
    form = CommentForm(request.POST if request.method == "POST" else request.GET)
    if not form.is_valid():
        return redirect(_page(revision))
    found = form.cleaned_data
    if request.method == "GET":
        context = {"deployment": revision.deployment, "revision": revision, "subject": found}
        part = "reviews/_comment_row.html" if wants_part(request) else "reviews/comment_add.html"
        return render(request, part, context)
    return _commented(
        request,
        revision,
        found["text"],
        Thread.About(found["about"]),
        key=found["key"],
        title=found["title"],
    )


@require_POST
def thread_change(request: Request, slug: str, pk: int) -> HttpResponse:
    """Reply to a thread, resolve it, or open it again."""
    deployment = deployment_for(request, slug)
    thread = get_object_or_404(Thread, pk=pk, deployment=deployment)
    thread.deployment = deployment
    revision = _looked_at(request, thread)
    text = request.POST.get("text", "")
    acts = {
        "reply": lambda: conversations.reply(thread, revision, request.user, text),
        "resolve": lambda: _resolve(thread, revision, request, text),
        "reopen": lambda: conversations.reopen(thread, request.user),
    }
    act = acts.get(request.POST.get("act", ""))
    if act is not None:
        attempt(request, act)
    return redirect(f"{_page(revision)}{_rest(request)}#thread-{thread.pk}")


@require_POST
def revision_seen(request: Request, slug: str, number: int) -> HttpResponse:
    """Tick record sets as seen: of those `shown` the ones among `key`, and no other."""
    revision = revision_for(request, slug, number)
    keys, shown = set(request.POST.getlist("key")), set(request.POST.getlist("shown"))
    tick(revision, request.user, shown - keys, seen=False)
    seen = tick(revision, request.user, shown & keys)
    if not wants_part(request):
        return redirect(f"{_page(revision)}{_rest(request)}")
    context = {"seen": seen, "changes": len(changes_of(revision))}
    return render(request, "reviews/_seen.html", {**context, "beside": True})


@require_POST
def revision_withdraw(request: Request, slug: str, number: int) -> HttpResponse:
    revision = revision_for(request, slug, number)
    attempt(request, lambda: withdraw(revision, request.user), f"{revision} is withdrawn.")
    return redirect(_page(revision))


@require_POST
def revision_deploy(request: Request, slug: str, number: int) -> HttpResponse:
    """Mark sides as deployed, or take a mark back."""
    revision = revision_for(request, slug, number)
    back = request.POST.get("back", "")
    if back in Deployed.Side.values:
        side = Deployed.Side(back)
        attempt(request, lambda: mark_not_deployed(revision, request.user, side), "Taken back.")
        return redirect(_page(revision))
    form = DeployForm(request.POST)
    if form.is_valid():
        sides = [Deployed.Side(side) for side in form.cleaned_data["side"]]
        said = f"{revision} is marked as deployed: {' and '.join(sides)}."
        attempt(request, lambda: mark_deployed(revision, request.user, sides), said)
    else:
        _say_errors(request, form)
    return redirect(_page(revision))


@require_POST
def revision_deploy_from(request: Request, slug: str, number: int) -> HttpResponse:
    """Give an approved revision a time from which it may be deployed."""
    revision = revision_for(request, slug, number)
    form = DeployFromForm(request.POST)
    if form.is_valid():
        moment = form.cleaned_data["moment"]
        attempt(request, lambda: set_deploy_from(revision, request.user, moment), "Saved.")
    else:
        _say_errors(request, form)
    return redirect(_page(revision))


@require_http_methods(["GET", "POST"])
def revision_restore(request: Request, slug: str, number: int) -> HttpResponse:
    """Show what restoring would change in the working copy, and do it."""
    revision = revision_for(request, slug, number)
    deployment = revision.deployment
    if not deployment.may_edit:
        raise PermissionDenied
    if request.method == "POST":
        seen = request.POST.get("seen", "")
        said = f"The working copy is as in revision {number}. History can undo it."
        if attempt(request, lambda: restore(revision, request.user, seen=seen), said):
            return redirect("pages:plan-show", slug)
        return redirect("reviews:revision-restore", slug, number)
    comparison = compared(Version(deployment), request.version)
    new, gone = finding_lines(comparison)
    context = {
        "deployment": deployment,
        "revision": revision,
        "comparison": comparison,
        "rows": rows_of(comparison, Wish()),
        "new_findings": new,
        "gone_findings": gone,
        "seen": topology_hash(load_topology(deployment)),
    }
    return render(request, "reviews/revision_restore.html", context)


def _commented(
    request: Request,
    revision: Revision,
    text: str,
    about: Thread.About,
    *,
    key: str = "",
    title: str = "",
) -> HttpResponse:
    made: list[int] = []

    def act() -> None:
        said = conversations.comment(
            revision, request.user, text, about=about, key=key, title=title
        )
        made.append(said.thread_id)

    place = f"#thread-{made[0]}" if attempt(request, act) else ""
    return redirect(f"{_page(revision)}{_rest(request)}{place}")


def _say_errors(request: Request, form: Form) -> None:
    for errors in form.errors.values():
        messages.error(request, " ".join(map(str, errors)))


def _resolve(thread: Thread, revision: Revision, request: Request, text: str) -> None:
    """What was typed beside the button is said before the thread is closed."""
    if text.strip():
        conversations.reply(thread, revision, request.user, text)
    conversations.resolve(thread, request.user)


def _looked_at(request: Request, thread: Thread) -> Revision:
    number = request.POST.get("revision", "")[:9]
    revisions = Revision.objects.filter(deployment=thread.deployment)
    if number.isascii() and number.isdecimal():
        revisions = revisions.filter(number=number)
    return revisions.without_content().first() or thread.revision


def _page(revision: Revision) -> str:
    return reverse("reviews:revision-show", args=[revision.deployment.slug, revision.number])


def _rest(request: Request) -> str:
    """How the page was looked at: by cause or view, filtered."""
    rest = request.POST.get("rest", "")
    return rest if rest.startswith("?") and url_has_allowed_host_and_scheme(rest, None) else ""
