"""Names and addresses in the database and in forms, in the one form that the planner knows."""

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from lyncplanner.documents.fields import LONGEST_TEXT, has_control_character
from lyncplanner.planning import addresses, names

if TYPE_CHECKING:
    TextOfAddresses = models.TextField[Iterable[str], tuple[str, ...]]
else:
    TextOfAddresses = models.TextField

_BETWEEN = re.compile(r"[\s,;]+")


def clean_name(value: object) -> str:
    """The canonical name, or "" for nothing at all."""
    text = str(value or "")
    if not text.strip():
        return ""
    try:
        return names.parse(text)
    except names.BadName as problem:
        raise ValidationError(_sentence(problem), code="name") from problem


def clean_addresses(value: object) -> tuple[str, ...]:
    """The canonical addresses of a list, or of text with blanks, commas or line ends between."""
    if not value:
        return ()
    parts = _BETWEEN.split(value.strip()) if isinstance(value, str) else value
    if not isinstance(parts, Sequence):
        raise ValidationError("Type addresses, one a line.", code="address")
    return tuple(_clean_address(str(part)) for part in parts if part)


def _clean_address(text: str) -> str:
    try:
        return addresses.parse(text)
    except addresses.BadAddress as problem:
        raise ValidationError(
            "%(text)s is no address. Type one like 192.168.10.91 or 2001:db8::91.",
            code="address",
            params={"text": text[: addresses.LONGEST_INPUT]},
        ) from problem


def _sentence(problem: names.BadName) -> str:
    said = str(problem)
    return f"{said[0].upper()}{said[1:]}. Type one like pool01.contoso.net."


class FqdnFormField(forms.CharField):
    """Takes a name in any letter case, with blanks around it and a dot at the end."""

    def to_python(self, value: Any) -> str:
        return clean_name(super().to_python(value))

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return clean_name(initial) != clean_name(data)
        except ValidationError:
            return True


class TextFormField(forms.CharField):
    """Takes a text of one line as documents do."""

    def __init__(self, *, longest: int = LONGEST_TEXT, **more: Any) -> None:
        super().__init__(**more)
        self.longest = longest
        self.widget.attrs["maxlength"] = str(longest)

    def to_python(self, value: Any) -> str:
        text: str = super().to_python(value) or ""
        if len(text) > self.longest:
            said = f"This text has {len(text):,} characters; at most {self.longest:,} are kept."
            raise ValidationError(said, code="long")
        if has_control_character(text):
            raise ValidationError(
                "This text holds a line break or control character. Take it out.", code="control"
            )
        return text


class AddressesFormField(forms.CharField):
    """Takes addresses with blanks, commas or line ends between them."""

    widget = forms.TextInput

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) else " ".join(value or ())

    def to_python(self, value: Any) -> tuple[str, ...]:  # type: ignore[override]  # a list of texts
        return clean_addresses(value)

    def validate(self, value: Any) -> None:
        if self.required and not value:
            raise ValidationError(self.error_messages["required"], code="required")

    def run_validators(self, value: Any) -> None:
        """Each address is checked as it is read."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return clean_addresses(initial) != clean_addresses(data)
        except ValidationError:
            return True


class FqdnField(models.CharField):
    """A DNS name in its canonical form; "" where there is none.

    The form field has to parse: a model field does so only after the form's own checks.
    """

    def to_python(self, value: Any) -> Any:
        return value if value is None else clean_name(value)

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": FqdnFormField, **kwargs})


class AddressListField(TextOfAddresses):
    """Addresses in their order, with blanks between them; a tuple of texts in Python."""

    def from_db_value(self, value: str, expression: object, connection: object) -> tuple[str, ...]:
        return tuple(value.split())

    def to_python(self, value: Any) -> Any:
        return clean_addresses(value)

    def get_default(self) -> Any:
        return ()

    def get_prep_value(self, value: Any) -> Any:
        return value if isinstance(value, str) else " ".join(value or ())

    def value_to_string(self, obj: models.Model) -> str:
        return str(self.get_prep_value(self.value_from_object(obj)))

    def formfield(self, **kwargs: Any) -> Any:
        return models.Field.formfield(self, **{"form_class": AddressesFormField, **kwargs})
