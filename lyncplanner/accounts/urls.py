"""Signing in and out, one's password, one's choices.

Only what has a page of ours is wired. allauth asks for `account_signup` by name, to tell that
sign-up is closed, and for `account_inactive` when somebody's account was switched off.
"""

from allauth.account import views as allauth
from django.urls import path, re_path

from lyncplanner.accounts import views

urlpatterns = [
    path("account/", views.account_edit, name="account-edit"),
    path("account/theme/", views.account_theme, name="account-theme"),
    path("accounts/login/", allauth.login, name="account_login"),
    path("accounts/logout/", allauth.logout, name="account_logout"),
    path("accounts/signup/", allauth.signup, name="account_signup"),
    path("accounts/inactive/", allauth.account_inactive, name="account_inactive"),
    path("accounts/password/change/", allauth.password_change, name="account_change_password"),
    path("accounts/password/set/", allauth.password_set, name="account_set_password"),
    path("accounts/password/reset/", allauth.password_reset, name="account_reset_password"),
    path(
        "accounts/password/reset/done/",
        allauth.password_reset_done,
        name="account_reset_password_done",
    ),
    re_path(
        r"^accounts/password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        allauth.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "accounts/password/reset/key/done/",
        allauth.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
]
