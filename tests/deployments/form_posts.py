"""What a browser would post from the page of a form."""

from html.parser import HTMLParser

from django.test import Client


class _Form(HTMLParser):
    """The fields of the form with one id, and those outside that belong to it."""

    def __init__(self) -> None:
        super().__init__()
        self.data: dict[str, str] = {}
        self._inside = False
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._inside = values.get("id") == "object-form"
        elif tag == "input" and (self._inside or values.get("form") == "object-form"):
            self._input(values)
        elif tag == "select" and self._inside:
            self._select = values["name"]
        elif tag == "option" and self._select:
            first = self._select not in self.data
            if first or "selected" in values:
                self.data[self._select] = values.get("value", "")

    def _input(self, values: dict[str, str]) -> None:
        choice = values.get("type") in ("checkbox", "radio")
        if "name" in values and (not choice or "checked" in values):
            self.data[values["name"]] = values.get("value", "on" if choice else "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False
        elif tag == "select":
            self._select = ""


def shown_form(html: str, **typed: str) -> dict[str, str]:
    """The form of a page as it is shown, with some fields typed over; `rows__0__name` is a row's.

    `"(off)"` takes a field out, as a box does that is not ticked.
    """
    form = _Form()
    form.feed(html)
    changes = {name.replace("__", "-"): value for name, value in typed.items()}
    data = {**form.data, "do": "save", **changes}
    return {name: value for name, value in data.items() if value != "(off)"}


def form_at(client: Client, address: str, **typed: str) -> dict[str, str]:
    """The form that stands at an address, with some fields typed over."""
    return shown_form(client.get(address).content.decode(), **typed)
