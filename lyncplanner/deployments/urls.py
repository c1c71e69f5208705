"""Describing a deployment."""

from django.urls import path

from lyncplanner.deployments.views import new, pools

app_name = "deployments"
urlpatterns = [
    path("new/", new.new, name="new"),
    path("new/import/", new.import_, name="import"),
    path("new/import/<str:key>/", new.import_review, name="import-review"),
    path("new/sample/", new.sample, name="sample"),
    path("<slug:slug>/pools/", pools.pool_list, name="pool-list"),
    path("<slug:slug>/pools/<int:pk>/", pools.pool_edit, name="pool-edit"),
    path("<slug:slug>/pools/<int:pk>/effect/", pools.pool_effect_show, name="pool-effect"),
]
