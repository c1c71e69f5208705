"""What is asked before a deployment is described by hand."""

from django import forms

from lyncplanner.deployments import labels
from lyncplanner.deployments.fields import FqdnFormField, TextFormField
from lyncplanner.planning.topology import Product, SipDomain, Topology


class EmptyForm(forms.Form):
    name = TextFormField(label="Name of the deployment", help_text="Like Contoso.")
    product = forms.ChoiceField(
        choices=labels.choices(labels.PRODUCTS), initial=Product.LYNC_2013.value
    )
    sip_domain = FqdnFormField(
        label="First SIP domain",
        required=False,
        help_text="The part of users’ SIP addresses behind the @. It can wait.",
    )

    def topology(self) -> Topology:
        """The topology that a valid form describes: all else is entered on its pages."""
        values = self.cleaned_data
        domain = values["sip_domain"]
        return Topology(
            name=values["name"],
            product=Product(values["product"]),
            sip_domains=(SipDomain(domain, default=True),) if domain else (),
        )
