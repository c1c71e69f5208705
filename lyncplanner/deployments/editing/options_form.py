"""The form of the product and the DNS options, which are the deployment's own."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from typing import Any

from django.http import QueryDict

from lyncplanner.accounts.models import User
from lyncplanner.deployments.editing.form_parts import FieldsForm, dress
from lyncplanner.deployments.editing.object_form import ObjectForm
from lyncplanner.deployments.models import Deployment
from lyncplanner.planning import topology as planned

_ALWAYS = ("product", "ttl", "split_brain", "autodiscover", "sign_in", "sign_in_host")
_REST = ("time_server", "geo_dns", "device_update")


class OptionsFieldsForm(FieldsForm):
    class Meta:
        model = Deployment
        fields = [*_ALWAYS, "without_split_brain", *_REST]
        labels = {
            "ttl": "TTL of every record, in seconds",
            "split_brain": "Split-brain DNS",
            "autodiscover": "Form of lyncdiscover and lyncdiscoverinternal",
            "sign_in": "Sign-in inside",
            "sign_in_host": "Host of the internal sign-in SRV record",
            "without_split_brain": "Automatic sign-in without split-brain DNS",
            "device_update": "Plan the names of Device Update",
            "geo_dns": "GeoDNS zone",
            "time_server": "Time server",
        }
        help_texts = {
            "split_brain": "The SIP domains’ zones are served inside and outside, with different"
            " contents.",
            "sign_in_host": "Where the pool’s own name is not in the SIP domain.",
            "without_split_brain": "For a SIP domain that the pool’s own name is not in.",
            "time_server": "The NTP server for Lync Phone Edition devices.",
            "geo_dns": "Of the provider that moves web services between paired pools.",
            "device_update": "ucupdates-r2, for devices that look for firmware.",
        }

    def __init__(self, *arguments: Any, split_brain: bool, **more: Any) -> None:
        super().__init__(*arguments, **more)
        if split_brain:
            del self.fields["without_split_brain"]
        dress(self)
        self.fields["ttl"].widget.attrs["class"] = "form-control mono"


class OptionsForm(ObjectForm):
    noun = "DNS options"
    template = "deployments/_options_form.html"
    fields: OptionsFieldsForm

    def __init__(self, deployment: Deployment, data: QueryDict | None = None) -> None:
        self.row = deployment
        self.saved_name = "DNS options"
        split_brain = deployment.split_brain if data is None else data.get("split_brain") == "on"
        self.shape = str(split_brain)
        self.fields = OptionsFieldsForm(data, instance=deployment, split_brain=split_brain)

    @property
    def deployment(self) -> Deployment:
        found: Deployment = self.row
        return found

    @cached_property
    def place(self) -> int | None:
        return 0

    def after(self, before: planned.Topology) -> planned.Topology:
        row = self.row
        dns = replace(
            before.dns,
            ttl=row.ttl,
            split_brain=row.split_brain,
            autodiscover=planned.AutodiscoverForm(row.autodiscover),
            sign_in=planned.SignIn(row.sign_in),
            without_split_brain=planned.WithoutSplitBrain(row.without_split_brain),
            sign_in_host=planned.SignInHost(row.sign_in_host),
            time_server=row.time_server or None,
            geo_dns=row.geo_dns or None,
            device_update=row.device_update,
        )
        return replace(before, product=planned.Product(row.product), dns=dns)

    def field_at(self, place: str) -> str | None:
        head, _, name = place.partition(".")
        if head == "product":
            return "product"
        return name.partition(".")[0].partition("[")[0] if head == "dns" else None

    def save(self, by: User) -> None:
        self.fields.save()

    @property
    def what(self) -> str:
        return "Saved the DNS options"

    def field_names(self) -> Iterator[str]:
        yield from (name for name in self.fields.fields if name != "version")
