"""Deployments, for staff to look at. They are changed on their own pages, by their members."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from lyncplanner.deployments.models import (
    ROLE_MODELS,
    Deployment,
    EdgeService,
    LeftOut,
    Membership,
    Pool,
    PublishedHost,
    ReverseProxy,
    Server,
    SimpleUrl,
    SipDomain,
    Site,
    Zone,
)


class LookOnly:
    """Every member of staff may look; nobody adds, changes or deletes here."""

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.is_active and request.user.is_staff

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.is_active and request.user.is_staff

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def rows_of(row: type[Any]) -> type[admin.TabularInline]:
    """A table of one kind of rows, on the page of what they belong to."""
    return type(f"{row.__name__}Rows", (LookOnly, admin.TabularInline), {"model": row})


@admin.register(Deployment)
class DeploymentAdmin(LookOnly, admin.ModelAdmin):
    list_display = ["name", "slug", "product", "created_at", "changed_at"]
    list_filter = ["product"]
    search_fields = ["name", "slug"]
    inlines = [rows_of(Membership)]


class PoolAdmin(LookOnly, admin.ModelAdmin):
    list_display = ["fqdn", "deployment", "site"]
    search_fields = ["fqdn", "deployment__name"]
    inlines = [rows_of(Server)]


class AnyPoolAdmin(PoolAdmin):
    list_display = ["fqdn", "role", "deployment", "site"]
    list_filter = ["role"]
    inlines = [rows_of(Server), rows_of(EdgeService)]


class ReverseProxyAdmin(LookOnly, admin.ModelAdmin):
    list_display = ["name", "deployment", "product"]
    search_fields = ["name", "deployment__name"]
    inlines = [rows_of(PublishedHost)]


class RowAdmin(LookOnly, admin.ModelAdmin):
    list_display = ["__str__", "deployment"]
    search_fields = ["deployment__name"]


COMMON_FIELDS = ["deployment", "fqdn", "site", "load_balancing", "vip"]
WEB_FIELDS = ["internal_web_fqdn", "internal_web_addresses", "external_web_fqdn", "sign_in"]
ROLE_FIELDS = {
    "front-end": [*WEB_FIELDS, "paired_with"],
    "standard-edition": [*WEB_FIELDS, "paired_with"],
    "director": WEB_FIELDS,
    "edge": ["next_hop", "sign_in", "federation", "xmpp"],
    "office-web-apps": ["external_web_fqdn", "published"],
}

admin.site.register(Pool, AnyPoolAdmin)
for _role, _model in ROLE_MODELS.items():
    _inlines = [rows_of(Server), rows_of(EdgeService)] if _role == "edge" else [rows_of(Server)]
    admin.site.register(
        _model, PoolAdmin, fields=COMMON_FIELDS + ROLE_FIELDS[_role], inlines=_inlines
    )
admin.site.register(ReverseProxy, ReverseProxyAdmin)
admin.site.register([LeftOut, SimpleUrl, SipDomain, Site, Zone], RowAdmin)
