"""Every URL. docs: interface map in docs/using.md."""

from django.contrib import admin
from django.urls import include, path

from lyncplanner.api.endpoints import api_urls

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("lyncplanner.accounts.urls")),
    path("api/v1/", api_urls),
    path("", include("lyncplanner.api.urls")),
    path("", include("lyncplanner.deployments.urls")),
    path("", include("lyncplanner.deployments.people.urls")),
    path("", include("lyncplanner.deployments.settings.urls")),
    path("", include("lyncplanner.reviews.urls")),
    path("", include("lyncplanner.pages.urls")),
]
