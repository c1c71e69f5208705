"""The lists that a deployment is described by: what each page says, and which forms it has."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.http import QueryDict

from lyncplanner.deployments.editing.dns_forms import SIP_DOMAINS, ZONES
from lyncplanner.deployments.editing.left_out_forms import KEYS, LEFT_OUT
from lyncplanner.deployments.editing.list_forms import EntryForm, ListKind, NewEntriesForm
from lyncplanner.deployments.editing.object_form import ObjectForm
from lyncplanner.deployments.editing.pool_form import pool_form, reshaped
from lyncplanner.deployments.editing.proxy_form import proxy_form, with_hosts
from lyncplanner.deployments.editing.simple_url_forms import SIMPLE_URLS
from lyncplanner.deployments.editing.site_forms import SITES, EditedSiteForm
from lyncplanner.deployments.models import Deployment
from lyncplanner.planning.topology import SiteKind

MakeForm = Callable[[Deployment, Any, QueryDict | None], ObjectForm]
NewForm = Callable[[Deployment, QueryDict | None, Mapping[str, str]], ObjectForm]


class ListColumn(NamedTuple):
    """A column of a list besides the name: what stands in it for a row."""

    label: str
    text: Callable[[Any], str]
    mono: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of object, with its list and its forms."""

    key: str
    """Begins the names of its addresses."""
    path: str
    related: str
    noun: str
    plural: str
    lead: str
    empty: str
    name: str
    """The label over the objects' names."""
    columns: tuple[ListColumn, ...]
    search: tuple[str, ...]
    edit: MakeForm
    add: NewForm
    add_label: str
    mono: bool = True
    """Whether the names are DNS names."""
    tabs: bool = False
    """Whether it is one of the pages under Domains and DNS."""
    one_by_one: bool = False
    """Whether a new one has a page of its own afterwards."""
    reshape: Callable[[Any, QueryDict], QueryDict] = lambda form, data: data
    """The posted form with what another choice in it needs."""

    @property
    def title(self) -> str:
        return "Domains and DNS" if self.tabs else self.plural


def _plain(
    kind: ListKind, form: type[EntryForm] = EntryForm, keys: tuple[str, ...] = ()
) -> dict[str, Any]:
    """The forms of a plain list; `keys` of the address fill in a new entry."""

    def edit(deployment: Deployment, row: Any, data: QueryDict | None) -> ObjectForm:
        return form(kind, row, data)

    def add(
        deployment: Deployment, data: QueryDict | None, initial: Mapping[str, str]
    ) -> ObjectForm:
        given = {key: initial[key][:1000] for key in keys if key in initial}
        if kind.rows is None:
            row = kind.fields._meta.model(deployment=deployment, **given)
            return form(kind, row, data)
        return NewEntriesForm(kind, kind.rows, deployment, data, initial=given)

    return {"edit": edit, "add": add, "related": kind.related, "noun": kind.noun}


def _modes(row: Any) -> str:
    return "" if row.xmpp is None else "Yes" if row.xmpp else "No"


def _which(row: Any) -> str:
    return " ".join(filter(None, (getattr(row, key) for key in KEYS)))


DOMAINS = Kind(
    **_plain(SIP_DOMAINS),
    key="sip-domain",
    path="dns/",
    plural="SIP domains",
    lead="What stands behind the @ in users’ SIP addresses, and how DNS serves it.",
    empty="No SIP domains yet. Every sign-in record hangs on one.",
    name="SIP domain",
    columns=(
        ListColumn("Users", lambda row: row.get_mode_display()),
        ListColumn("Default", lambda row: "Default" if row.default else ""),
        ListColumn("XMPP", _modes),
    ),
    search=("name",),
    add_label="Add SIP domains",
    tabs=True,
)
DNS_ZONES = Kind(
    **_plain(ZONES),
    key="zone",
    path="dns/zones/",
    plural="Zones",
    lead="The zones that your DNS team is authoritative for. A record goes into the longest that"
    " matches; without any, the planner chooses.",
    empty="No zones yet. The planner chooses them by the names.",
    name="Zone",
    columns=(ListColumn("Served", lambda row: row.get_view_display()),),
    search=("name",),
    add_label="Add zones",
    tabs=True,
)
LEFT_OUTS = Kind(
    **_plain(LEFT_OUT, keys=KEYS),
    key="left-out",
    path="dns/left-out/",
    plural="Left out",
    lead="Records that this organisation does not deploy. They stay in the plan, struck, and are"
    " neither exported nor verified.",
    empty="Nothing is left out: every planned record is exported.",
    name="Reason",
    columns=(ListColumn("Records", _which, mono=True),),
    search=("reason", "name", "rule"),
    add_label="Leave records out",
    mono=False,
    tabs=True,
)
SITE_LIST = Kind(
    **_plain(SITES, EditedSiteForm),
    key="site",
    path="sites/",
    plural="Sites",
    lead="Places with servers. A branch site is connected to a central one.",
    empty="No sites yet. Add the first.",
    name="Site",
    columns=(
        ListColumn("Kind", lambda row: row.get_kind_display()),
        ListColumn("Central site", lambda row: row.parent if row.kind == SiteKind.BRANCH else ""),
    ),
    search=("name", "parent"),
    add_label="Add sites",
    mono=False,
)
URLS = Kind(
    **_plain(SIMPLE_URLS),
    key="simple-url",
    path="simple-urls/",
    plural="Simple URLs",
    lead="The addresses of meetings, dial-in settings and administration.",
    empty="No simple URLs yet. Meetings need one for each SIP domain.",
    name="URL",
    columns=(
        ListColumn("Component", lambda row: row.get_component_display()),
        ListColumn("SIP domain", lambda row: row.sip_domain, mono=True),
        ListColumn("Scope", lambda row: row.site or "Global"),
    ),
    search=("url", "sip_domain", "site"),
    add_label="Add simple URLs",
)


def _published(row: Any) -> str:
    if row.publishes == row.Publishes.EVERYTHING:
        return "Everything no other names"
    number: int = row.size
    return "Nothing" if not number else f"{number} host{'' if number == 1 else 's'}"


def _balancing(row: Any) -> str:
    if row.load_balancing:
        return str(row.get_load_balancing_display())
    return "DNS load balancing" if row.size > 1 else "None, a single server"


PROXIES = Kind(
    key="reverse-proxy",
    path="reverse-proxies/",
    related="reverse_proxies",
    noun="reverse proxy",
    plural="Reverse proxies",
    lead="What publishes web services, simple URLs and Autodiscover on the Internet.",
    empty="No reverse proxies yet. Without one, web services are not to be had outside.",
    name="Reverse proxy",
    columns=(
        ListColumn("Product", lambda row: row.get_product_display()),
        ListColumn("External addresses", lambda row: " ".join(row.external_addresses), mono=True),
        ListColumn("Publishes", _published),
    ),
    search=("name", "fqdn", "external_addresses", "hosts__host"),
    edit=lambda deployment, row, data: proxy_form(deployment, row, data),
    add=lambda deployment, data, initial: proxy_form(deployment, None, data),
    add_label="Add a reverse proxy",
    reshape=with_hosts,
    mono=False,
    one_by_one=True,
)
POOLS = Kind(
    key="pool",
    path="pools/",
    related="pools",
    noun="pool",
    plural="Pools",
    lead="Servers of every role. The order matters where a rule takes the first.",
    empty="No pools yet. Add the first, or import a file.",
    name="Pool",
    columns=(
        ListColumn("Role", lambda row: row.get_role_display()),
        ListColumn("Site", lambda row: row.site),
        ListColumn("Load balancing", _balancing),
        ListColumn("Servers", lambda row: str(row.size)),
    ),
    search=("fqdn", "site", "servers__fqdn", "servers__addresses"),
    edit=lambda deployment, row, data: pool_form(deployment, row, data),
    add=lambda deployment, data, initial: pool_form(deployment, None, data),
    add_label="Add a pool",
    one_by_one=True,
    reshape=reshaped,
)
KINDS = (DOMAINS, DNS_ZONES, LEFT_OUTS, SITE_LIST, POOLS, PROXIES, URLS)
