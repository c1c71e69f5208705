"""Agreeing: revisions, reviews, compare, history, invitations, and what waits for whom."""

from django.urls import path

from lyncplanner.reviews.views import (
    comparing,
    deciding,
    findings,
    history,
    inbox,
    people,
    revisions,
    rules,
)

_REVISION = "<slug:slug>/revisions/<int:number>/"

app_name = "reviews"
urlpatterns = [
    path("inbox/", inbox.inbox_show, name="inbox"),
    path("inbox/<int:pk>/done/", inbox.entry_done, name="entry-done"),
    path("invite/<str:token>/", people.invitation_take_up, name="invitation-take-up"),
    path("<slug:slug>/revisions/", revisions.revision_list, name="revision-list"),
    path("<slug:slug>/revisions/propose/", revisions.revision_propose, name="revision-propose"),
    path(_REVISION, revisions.revision_show, name="revision-show"),
    path(f"{_REVISION}document/", revisions.document_show, name="revision-document"),
    path(f"{_REVISION}decide/", deciding.revision_decide, name="revision-decide"),
    path(f"{_REVISION}comment/", deciding.revision_comment, name="revision-comment"),
    path(f"{_REVISION}seen/", deciding.revision_seen, name="revision-seen"),
    path(f"{_REVISION}withdraw/", deciding.revision_withdraw, name="revision-withdraw"),
    path(f"{_REVISION}deploy/", deciding.revision_deploy, name="revision-deploy"),
    path(f"{_REVISION}deploy-from/", deciding.revision_deploy_from, name="revision-deploy-from"),
    path(f"{_REVISION}restore/", deciding.revision_restore, name="revision-restore"),
    path("<slug:slug>/threads/<int:pk>/", deciding.thread_change, name="thread-change"),
    path("<slug:slug>/compare/", comparing.compare_choose, name="compare-choose"),
    path("<slug:slug>/compare/<str:versions>/", comparing.compare, name="compare"),
    path("<slug:slug>/history/", history.history_list, name="history-list"),
    path("<slug:slug>/history/<int:pk>/", history.change_show, name="change-show"),
    path("<slug:slug>/findings/accept/", findings.finding_accept, name="finding-accept"),
    path("<slug:slug>/people/invitations/", people.invitation_list, name="invitation-list"),
    path(
        "<slug:slug>/people/invitations/<int:pk>/withdraw/",
        people.invitation_withdraw,
        name="invitation-withdraw",
    ),
    path("<slug:slug>/settings/reviews/", rules.rules_edit, name="rules-edit"),
]
