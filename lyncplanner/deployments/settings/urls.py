"""A deployment's name and end, and the deployments that one has deleted."""

from django.urls import path

from lyncplanner.deployments.settings import views

app_name = "settings"
urlpatterns = [
    path("account/deleted/", views.deleted_list, name="deleted-list"),
    path("<slug:slug>/settings/", views.settings_edit, name="settings-edit"),
    path("<slug:slug>/settings/delete/", views.deployment_delete, name="deployment-delete"),
    path("<slug:slug>/settings/put-back/", views.deployment_put_back, name="deployment-put-back"),
    path("<slug:slug>/settings/delete-for-good/", views.deployment_purge, name="deployment-purge"),
]
