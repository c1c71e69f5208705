"""What a browser would post from a pool's form."""

from lyncplanner.deployments.editing.pool_form import PoolForm
from lyncplanner.deployments.models import Pool


def form_of(pool: Pool, **changes: str) -> dict[str, str]:
    """The form as it is shown, with some fields typed over; `servers__1__fqdn` is a row's."""
    form = PoolForm(pool)
    data = {"shape": form.shape, "do": "save"}
    parts = [form.fields, form.servers.management_form, *form.servers.forms, *form.services]
    for part in parts:
        for name in part.fields:
            value = part[name].value()
            if name == "DELETE" or value in (None, False):
                continue
            if isinstance(value, tuple | list):
                value = " ".join(value)
            data[part.add_prefix(name)] = "on" if value is True else str(value)
    typed = {name.replace("__", "-"): value for name, value in changes.items()}
    return {name: value for name, value in {**data, **typed}.items() if value != "(off)"}


def with_new_server(data: dict[str, str], fqdn: str, addresses: str = "") -> dict[str, str]:
    """The form with one more row filled in."""
    row = int(data["servers-TOTAL_FORMS"])
    return {
        **data,
        "servers-TOTAL_FORMS": str(row + 1),
        f"servers-{row}-fqdn": fqdn,
        f"servers-{row}-addresses": addresses,
    }
