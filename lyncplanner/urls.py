"""Every URL. docs: interface map in docs/using.md."""

from django.contrib import admin
from django.urls import path

urlpatterns = [
    path("admin/", admin.site.urls),
]
