"""Reading the plan document (`lyncplanner-plan/1`), so that a plan can be exported as it stands."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from enum import StrEnum
from ipaddress import IPv4Address, IPv6Address
from itertools import pairwise
from typing import NamedTuple, NoReturn, TypeVar

from lyncplanner.exports.json_document import FORMAT
from lyncplanner.exports.stamp import Approval, Stamp
from lyncplanner.planning.findings import Finding, Severity
from lyncplanner.planning.names import is_hostname, is_service_name, is_under
from lyncplanner.planning.records import Reason, Record, RecordType, Requirement, View
from lyncplanner.planning.topology import Topology

HIGHEST_TTL = 2**31 - 1
_MOST_PROBLEMS = 100

_Member = TypeVar("_Member", bound=StrEnum)
_Value = TypeVar("_Value")
_FORMAT_KEY = re.compile(
    rb'"format"\s*:\s*"lyncplanner-plan/|^format\s*:\s*["\']?lyncplanner-plan/', re.M
)


class BadPlan(ValueError):
    """A plan document that can't be used: every problem, as place and sentence."""

    def __init__(self, problems: list[tuple[str, str]]) -> None:
        super().__init__("; ".join(": ".join(problem) for problem in problems))
        self.problems = tuple(problems)


class ReadPlan(NamedTuple):
    """What a plan document holds."""

    records: tuple[Record, ...]
    findings: tuple[Finding, ...]
    stamp: Stamp
    topology: Topology | None = None
    """What it was planned from. A document doesn't say."""


def is_plan_document(content: bytes) -> bool:
    """Whether a file says that it is a plan document, of whatever version."""
    return _FORMAT_KEY.search(content) is not None


def read(value: object) -> ReadPlan:
    """Read a plan document from its plain value, as a reader of JSON or YAML returns it.

    Raises `BadPlan` with everything that is wrong with it.
    """
    document = _Place("", value)
    problems: list[tuple[str, str]] = []
    try:
        if document.value("format", str) != FORMAT:
            document.refuse("format", f"this program reads {FORMAT}; make the plan again with it")
    except _Wrong as wrong:
        raise BadPlan([wrong.problem]) from None
    records = list(_each(document, "records", _record, problems))
    findings = list(_each(document, "findings", _finding, problems))
    try:
        stamp = _stamp(document, records, findings)
    except _Wrong as wrong:
        problems.append(wrong.problem)
    records.sort(key=lambda record: record[:5])
    problems.extend(_disagreements(records))
    if problems:
        raise BadPlan(problems[:_MOST_PROBLEMS])
    return ReadPlan(tuple(records), tuple(findings), stamp)


class _Wrong(Exception):
    def __init__(self, place: str, sentence: str) -> None:
        super().__init__(sentence)
        self.problem = (place, sentence)


class _Place(NamedTuple):
    """A part of the document and its path."""

    path: str
    content: object

    def value(self, key: str, kind: type[_Value]) -> _Value:
        found = self._keys().get(key)
        # True is an int to Python, and no number to anybody else.
        if not isinstance(found, kind) or (kind is int and isinstance(found, bool)):
            raise _Wrong(self._path(key), f"{'is missing' if found is None else _WANTED[kind]}")
        return found

    def optional(self, key: str, kind: type[_Value]) -> _Value | None:
        return None if self._keys().get(key) is None else self.value(key, kind)

    def member(self, key: str, kind: type[_Member]) -> _Member:
        text = self.value(key, str)
        try:
            return kind(text)
        except ValueError:
            raise _Wrong(self._path(key), f"give one of: {', '.join(kind)}") from None

    def moment(self, key: str) -> datetime | None:
        text = self.optional(key, str)
        if text is None:
            return None
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            moment = datetime.min
        if moment.tzinfo is None:
            raise _Wrong(self._path(key), "give a time as 2026-11-24T09:30:00+00:00")
        return moment

    def places(self, key: str) -> Iterator["_Place"]:
        for index, content in enumerate(self.value(key, list)):
            yield _Place(f"{self._path(key)}[{index}]", content)

    def refuse(self, key: str, sentence: str) -> NoReturn:
        raise _Wrong(self._path(key), sentence)

    def _keys(self) -> Mapping[str, object]:
        if not isinstance(self.content, dict):
            raise _Wrong(self.path or "the document", "give an object with keys")
        return self.content

    def _path(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path else key


_WANTED: dict[type, str] = {
    str: "give text in quotes",
    int: "give a whole number",
    list: "give a list",
    dict: "give an object with keys",
}


def _each(
    document: _Place,
    key: str,
    read_one: Callable[[_Place], _Value],
    problems: list[tuple[str, str]],
) -> Iterator[_Value]:
    try:
        places = list(document.places(key))
    except _Wrong as wrong:
        problems.append(wrong.problem)
        return
    for place in places:
        try:
            yield read_one(place)
        except _Wrong as wrong:
            problems.append(wrong.problem)


def _record(place: _Place) -> Record:
    record = Record(
        view=place.member("view", View),
        zone=place.value("zone", str),
        name=place.value("name", str),
        type=place.member("type", RecordType),
        data=place.value("data", str),
        ttl=place.value("ttl", int),
        requirement=place.member("requirement", Requirement),
        reasons=tuple(_reason(reason) for reason in place.places("reasons")),
        left_out=place.optional("left_out", str),
    )
    _check_names(place, record)
    if not 0 <= record.ttl <= HIGHEST_TTL:
        place.refuse("ttl", f"give seconds from 0 to {HIGHEST_TTL}")
    if not _fits(record.type, record.data):
        place.refuse("data", f"give {_FORMS[record.type]}")
    return record


def _check_names(place: _Place, record: Record) -> None:
    allowed = is_service_name if record.type is RecordType.SRV else is_hostname
    if not allowed(record.name):
        place.refuse("name", "give a DNS name in lower case, without a dot at its end")
    if not is_under(record.name, record.zone):
        place.refuse("zone", "give the name itself or a domain above it")


_FORMS = {
    RecordType.A: "an IPv4 address, 192.0.2.1",
    RecordType.AAAA: "an IPv6 address in its shortest form, 2001:db8::1",
    RecordType.CNAME: "a host name in lower case, without a dot at its end",
    RecordType.SRV: "priority, weight, port and target: 0 0 5061 sip.contoso.com",
}


def _fits(type_: RecordType, data: str) -> bool:
    if type_ is RecordType.CNAME:
        return is_hostname(data)
    if type_ is RecordType.SRV:
        *numbers, target = data.split(" ")
        return len(numbers) == 3 and all(map(_is_port, numbers)) and is_hostname(target)
    kind = IPv4Address if type_ is RecordType.A else IPv6Address
    try:
        return str(kind(data)) == data and "%" not in data
    except ValueError:
        return False


def _is_port(text: str) -> bool:
    return text.isascii() and text.isdigit() and str(int(text[:6])) == text and int(text) < 65536


def _reason(place: _Place) -> Reason:
    return Reason(
        rule=place.value("rule", str),
        subject=place.value("subject", str),
        because=place.value("because", str),
        source=place.value("source", str),
    )


def _finding(place: _Place) -> Finding:
    return Finding(
        code=place.value("code", str),
        severity=place.member("severity", Severity),
        subject=place.value("subject", str),
        message=place.value("message", str),
        fix=place.value("fix", str),
        source=place.value("source", str),
        places=tuple(_text(place) for place in place.places("places")),
    )


def _text(place: _Place) -> str:
    if not isinstance(place.content, str):
        raise _Wrong(place.path, _WANTED[str])
    return place.content


def _stamp(document: _Place, records: list[Record], findings: list[Finding]) -> Stamp:
    deployment = document.value("topology", str)
    if document.optional("stamp", dict) is None:
        # Written by another program, which needn't know our stamp.
        return Stamp.of_plan(deployment, records, findings, source=None)
    place = _Place("stamp", document.value("stamp", dict))
    return Stamp(
        deployment=deployment,
        hash=place.value("hash", str),
        revision=place.optional("revision", int),
        proposed_at=place.moment("proposed_at"),
        approvals=tuple(_approval(approval) for approval in place.places("approvals")),
        approvals_needed=place.value("approvals_needed", int),
        source=place.optional("source", str),
        records=place.value("records", int),
        left_out=place.value("left_out", int),
        errors=place.value("errors", int),
        warnings=place.value("warnings", int),
    )


def _approval(place: _Place) -> Approval:
    at = place.moment("at")
    if at is None:
        place.refuse("at", "is missing")
    return Approval(place.value("by", str), at)


def _disagreements(records: list[Record]) -> Iterator[tuple[str, str]]:
    for record, later in pairwise(records):
        if record[:1] + record[2:4] != later[:1] + later[2:4]:
            continue
        what = f"{record.view} {record.name} {record.type}"
        if record.data == later.data:
            yield "records", f"{what} {record.data} stands twice; keep one"
        elif (record.zone, record.ttl) != (later.zone, later.ttl):
            yield "records", f"{what}: give all values of a record set one zone and one TTL"
