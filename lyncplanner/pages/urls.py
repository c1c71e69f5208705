"""Pages that draw on everything else."""

from django.urls import path

from lyncplanner.pages import check_urls
from lyncplanner.pages.views import deployments, exports, findings, overview, plan

_REVISION = "<slug:slug>/revisions/<int:number>/"

app_name = "pages"
urlpatterns = [
    path("", deployments.deployment_list, name="deployment-list"),
    path("<slug:slug>/", overview.deployment_show, name="deployment-show"),
    path("<slug:slug>/plan/", plan.plan_show, name="plan-show"),
    path("<slug:slug>/plan/<str:key>/", plan.record_show, name="record-show"),
    path(f"{_REVISION}plan/", plan.plan_show, name="frozen-plan-show"),
    path(f"{_REVISION}plan/<str:key>/", plan.record_show, name="frozen-record-show"),
    path(f"{_REVISION}findings/", findings.finding_list, name="frozen-finding-list"),
    path("<slug:slug>/findings/", findings.finding_list, name="finding-list"),
    path("<slug:slug>/exports/", exports.export_show, name="export-show"),
    path("<slug:slug>/exports/download/", exports.export_download, name="export-download"),
    *check_urls.urlpatterns,
]
