"""Agreeing: revisions, reviews, history, and what waits for whom."""

from django.urls import path

from lyncplanner.reviews.views import revisions

app_name = "reviews"
urlpatterns = [
    path("<slug:slug>/revisions/", revisions.revision_list, name="revision-list"),
    path("<slug:slug>/revisions/<int:number>/", revisions.revision_show, name="revision-show"),
]
