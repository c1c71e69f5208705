"""Who works on a deployment."""

from django.urls import path

from lyncplanner.deployments.people import views

app_name = "people"
urlpatterns = [
    path("<slug:slug>/people/", views.member_list, name="member-list"),
    path("<slug:slug>/people/<int:pk>/", views.member_edit, name="member-edit"),
    path("<slug:slug>/people/<int:pk>/remove/", views.member_remove, name="member-remove"),
    path(
        "<slug:slug>/people/<int:number>/put-back/", views.member_put_back, name="member-put-back"
    ),
]
