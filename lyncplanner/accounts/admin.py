"""People, for staff. Signing in to the admin is signing in to the product, with its limits."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin

from lyncplanner.accounts.models import User

admin.site.site_header = admin.site.site_title = "Lync DNS Planner"
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]  # allauth's way


@admin.register(User)
class PersonAdmin(UserAdmin):
    fieldsets = (
        *(UserAdmin.fieldsets or ()),
        ("Choices", {"fields": ("theme", "time_zone", "shortcuts")}),
    )
    add_fieldsets = (
        (
            None,
            {
                "classes": ("wide",),
                "fields": ("username", "email", "usable_password", "password1", "password2"),
            },
        ),
    )
