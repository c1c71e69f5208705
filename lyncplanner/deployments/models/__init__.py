"""Rows for everything that a topology document holds, and who works on them."""

from lyncplanner.deployments.models.deployment import (
    RESERVED_SLUGS,
    Deployment,
    Membership,
    Summary,
)
from lyncplanner.deployments.models.history import Change
from lyncplanner.deployments.models.pools import (
    ROLE_MODELS,
    Director,
    EdgePool,
    EdgeService,
    FrontEndPool,
    OfficeWebAppsFarm,
    Pool,
    Server,
    StandardEditionServer,
)
from lyncplanner.deployments.models.reverse_proxies import PublishedHost, ReverseProxy
from lyncplanner.deployments.models.rows import LeftOut, SimpleUrl, SipDomain, Site, Zone
from lyncplanner.deployments.models.uploads import Upload

__all__ = [
    "RESERVED_SLUGS",
    "ROLE_MODELS",
    "Change",
    "Deployment",
    "Director",
    "EdgePool",
    "EdgeService",
    "FrontEndPool",
    "LeftOut",
    "Membership",
    "OfficeWebAppsFarm",
    "Pool",
    "PublishedHost",
    "ReverseProxy",
    "Server",
    "SimpleUrl",
    "SipDomain",
    "Site",
    "StandardEditionServer",
    "Summary",
    "Upload",
    "Zone",
]
