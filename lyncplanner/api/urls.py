"""A person's tokens."""

from django.urls import path

from lyncplanner.api import views

app_name = "tokens"
urlpatterns = [
    path("account/tokens/", views.token_list, name="token-list"),
    path("account/tokens/<int:pk>/remove/", views.token_remove, name="token-remove"),
]
