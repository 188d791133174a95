"""The verdict: what a deployment of connectors to a Kibana would fail at, as far as can be told before it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from ..errors import InvalidProvider, UnusableSpec
from ..generate.catalog import frozen, read_spec
from ..generate.descriptions import from_answer
from ..generate.differences import differences
from ..generate.project import known_spec
from ..kibana.connectors import LiveConnector
from ..kibana_yml.checking import check_kibana_yml
from ..kibana_yml.file import KibanaYml
from ..kibana_yml.known_settings import ALLOWED_HOSTS, DOMAIN_ALLOWLIST, ENABLED_TYPES
from ..kibana_yml.needed import needed_by, unknown_parts
from ..schema.payload import Refused
from ..schema.spec_type import FROZEN
from ..schema.system_types import is_system_id, why_uncreatable
from ..schema.target import Target
from ..stack_files.connectors import StackConnector
from ..stack_files.values import Unknown
from ..types.catalog import explain_unknown
from .finding import Finding, worst_first
from .live import LiveKibana

_OWN_IDS_SINCE = "8.8"
_EVERY_SPACE = "*"
_MOST = 5
_GENERATE = "`kibana-connectors generate` writes a class as this Kibana has the type"

State: TypeAlias = Literal["new", "same", "renamed", "taken", "unknown"]


@dataclass
class Verdict:
    """What was found.

    Attributes:
        findings: Everything that was found, the worst first.
        states: What is there already of each connector: `new` if nothing is, `same` if a connector of its
            id, type and name is in its space, `renamed` if only its name differs, `taken` if the id belongs
            to another, `unknown` where it cannot be told.
    """

    findings: list[Finding] = field(default_factory=list)
    states: list[tuple[StackConnector, State]] = field(default_factory=list)

    def count(self, level: str) -> int:
        """Return how many findings are of a level."""
        return sum(finding.level == level for finding in self.findings)

    def count_state(self, *states: State) -> int:
        """Return how many connectors are in one of some states."""
        return sum(state in states for _, state in self.states)


def judge(
    connectors: Sequence[StackConnector],
    live: LiveKibana,
    *,
    new_spaces: Iterable[str] = (),
    kibana_yml: KibanaYml | None = None,
) -> Verdict:
    """Judge connectors against a Kibana.

    The state of Terraform is not looked at. So a connector of the same id and type in the same space is
    taken for the stack's own.

    Args:
        connectors: The connectors.
        live: The Kibana.
        new_spaces: Spaces that the same stacks make.
        kibana_yml: The kibana.yml of that Kibana; None leaves its settings out.
    """
    verdict = Verdict()
    judging = _Judging(live, frozenset(new_spaces))
    found = [*judging.deployment(connectors)]
    for connector in connectors:
        state, of_id = judging.id_of(connector)
        verdict.states.append((connector, state))
        found += [*judging.type_of(connector), *judging.space_of(connector), *of_id]
        found += [*judging.config_of(connector), *_unknown(connector), *judging.kibana_of(connector)]
    found += [*judging.descriptions(connectors)]
    found += [*judging.privileges(connectors), *_repeated_ids(connectors), *judging.names(connectors)]
    found += [*_settings(connectors, live, kibana_yml)]
    verdict.findings = worst_first(found)
    return verdict


class _Judging:
    def __init__(self, live: LiveKibana, new_spaces: frozenset[str]) -> None:
        self._live = live
        self._new_spaces = new_spaces
        self._by_id: dict[str, list[tuple[str, LiveConnector]]] = {}
        for space, connectors in live.connectors.items():
            for each in connectors:
                where = _EVERY_SPACE if each.is_preconfigured else space
                if (where, each.id) not in [
                    (known, other.id) for known, other in self._by_id.get(each.id, ())
                ]:
                    self._by_id.setdefault(each.id, []).append((where, each))
        self._target = _target_of(live)

    def deployment(self, connectors: Sequence[StackConnector]) -> Iterator[Finding]:
        """Judge the deployment as a whole."""
        status, license = self._live.status, self._live.license
        if status.level not in (None, "available"):
            message = f"Kibana says that it is {status.level}" + (
                f": {status.summary}" if status.summary else ""
            )
            yield Finding("warning", "kibana-not-available", message, "Deploy when it is available")
        if status.has(_OWN_IDS_SINCE) is False and any(each.id is not None for each in connectors):
            message = (
                f"Kibana {status.version} takes no ids of connectors, and {_OWN_IDS_SINCE} or later does"
            )
            yield Finding("error", "kibana-too-old", message, "Upgrade Kibana, or write no connector_id")
        if status.version is None and not status.is_serverless:
            yield Finding("note", "not-seen", "Kibana does not tell its version, so that it was not checked")
        if license is not None and license.status not in (None, "active"):
            message = f"the {license.type or 'unknown'} license is {license.status}"
            yield Finding("error", "license", message, "Renew it: types above basic cannot be used")

    def type_of(self, connector: StackConnector) -> Iterator[Finding]:
        """Judge whether Kibana has the connector's type, and lets it be used."""
        type_id = connector.type_id
        if isinstance(type_id, Unknown):
            return
        there = self._live.types.get(type_id)
        if there is None or there.is_system_action_type:
            yield self._no_type(connector, type_id)
            return
        if not there.enabled_in_config:
            hint = f"Add it to {ENABLED_TYPES} in kibana.yml"
            yield Finding("error", "enabled-types", f"{type_id} is not enabled", hint, connector)
        if not there.enabled_in_license:
            needs = there.minimum_license_required
            license = self._live.license
            has = f", and this one is {license.type}" if license is not None and license.type else ""
            message = f"{there.name} needs a {needs} license or higher{has}"
            yield Finding("error", "license", message, "Upgrade the license", connector)
        if there.is_deprecated:
            message = f"{there.name} is deprecated in this Kibana"
            yield Finding("warning", "type-deprecated", message, connector=connector)

    def _no_type(self, connector: StackConnector, type_id: str) -> Finding:
        kind = connector.connector_type
        if kind is not None and self._live.status.has(kind.TYPE.since) is False:
            version = self._live.status.version
            message = f"{kind.TYPE.name} needs Kibana {kind.TYPE.since} or later, and this is {version}"
            return Finding("error", "version", message, "Upgrade Kibana", connector)
        why = why_uncreatable(type_id) or (explain_unknown(type_id) if kind is None else None)
        if why is not None:
            return Finding("error", "type-unknown", why, connector=connector)
        close = difflib.get_close_matches(type_id, self._live.types, n=1)
        hint = f"Did you mean {close[0]}?" if close else "`kibana-connectors types --live` lists its types"
        message = f"this Kibana has no type {type_id}"
        return Finding("error", "type-unknown", message, hint, connector)

    def space_of(self, connector: StackConnector) -> Iterator[Finding]:
        """Judge whether the connector's space exists."""
        space = connector.space
        if isinstance(space, Unknown) or space in self._live.spaces:
            return
        if space in self._new_spaces:
            message = f"the space {space} is not there yet, and these stacks make it"
            yield Finding("note", "space-new", message, connector=connector)
            return
        close = difflib.get_close_matches(space, self._live.spaces, n=1)
        create = "Create it first, or give the credential's role a privilege in it"
        hint = f"Did you mean {close[0]}?" if close else create
        message = f"this credential sees no space {space}"
        yield Finding("error", "space-missing", message, hint, connector)

    def id_of(self, connector: StackConnector) -> tuple[State, list[Finding]]:
        """Judge whether the connector's id is free, or belongs to it already."""
        connector_id, space = connector.id, connector.space
        if connector_id is None:
            return "unknown", []
        if isinstance(connector_id, Unknown) or isinstance(space, Unknown):
            return "unknown", []
        if is_system_id(connector_id):
            message = f"{connector_id} is one of Kibana's own connectors"
            return "taken", [Finding("error", "id-taken", message, connector=connector)]
        there = self._by_id.get(connector_id, [])
        for where, other in there:
            if where == _EVERY_SPACE:
                message = f"the id {connector_id} is preconfigured in kibana.yml"
                hint = "Use another id, or take it out of kibana.yml"
                return "taken", [Finding("error", "id-taken", message, hint, connector)]
            if where != space:
                message = f"the id {connector_id} belongs to a connector in the space {where}"
                hint = "Ids are unique across all spaces: use another, or that space"
                return "taken", [Finding("error", "id-taken", message, hint, connector)]
            return self._same_place(connector, other)
        if connector.is_imported and space in self._live.connectors:
            message = f"no connector {connector_id} is in the space {space}, and the stack imports it"
            hint = "Take import_from out, or create it first"
            return "new", [Finding("error", "import-missing", message, hint, connector)]
        if space not in self._live.connectors and space not in self._new_spaces:
            return "unknown", []
        return "new", []

    def _same_place(self, connector: StackConnector, other: LiveConnector) -> tuple[State, list[Finding]]:
        found: list[Finding] = []
        if other.connector_type_id != connector.type_id and not isinstance(connector.type_id, Unknown):
            message = f"the id {other.id} belongs to a connector of the type {other.connector_type_id}"
            hint = (
                "If it is this stack's, Terraform replaces it, and what uses it fails in between; "
                "otherwise use another id"
            )
            return "taken", [Finding("error", "id-taken", message, hint, connector)]
        if other.is_missing_secrets:
            message = "it is there already, and misses its secrets"
            hint = "Give it a new secrets_version, so that they are sent"
            found.append(Finding("warning", "missing-secrets", message, hint, connector))
        if isinstance(connector.name, Unknown) or other.name == connector.name:
            return "same", found
        message = f'a connector with this id and type is there, called "{other.name}"'
        hint = "If it is in the stack's state, it is renamed; otherwise Kibana refuses: import it first"
        if connector.is_imported:
            return "renamed", found
        return "renamed", [*found, Finding("warning", "id-exists", message, hint, connector)]

    def config_of(self, connector: StackConnector) -> Iterator[Finding]:
        """Judge the connector's config, as far as it is known."""
        kind, config = connector.connector_type, connector.read_config()
        if kind is None or config is None:
            return
        for problem in connector.problems():
            yield Finding("error", "config-refused", problem.kibana_text, problem.hint, connector)
        if isinstance(config, Refused):
            return
        for limit in kind.target_limits(config, self._target):
            yield Finding("error", "version", limit, connector=connector)

    def descriptions(self, connectors: Sequence[StackConnector]) -> Iterator[Finding]:
        """Tell where this Kibana describes a type otherwise than what its class is made of."""
        checked: set[str] = set()
        for connector in connectors:
            type_id = connector.type_id
            if isinstance(type_id, Unknown) or type_id in checked or type_id not in self._live.specs:
                continue
            checked.add(type_id)
            kind, ours = connector.connector_type, known_spec(type_id)
            if kind is None or ours is None:
                if kind is None:
                    message = f"this Kibana describes {type_id}, and the library has no class for it"
                    yield Finding("note", "type-untyped", message, _GENERATE, connector)
                continue
            try:
                answer = self._live.specs[type_id].as_answer()
                theirs = read_spec(from_answer(answer, "this Kibana", where=type_id), frozen().auth_types)
            except UnusableSpec:
                continue
            if told := differences(ours, theirs):
                listed = "; ".join(told[:_MOST]) + ("; …" if len(told) > _MOST else "")
                message = f"its class is made of {ours.source or FROZEN}, and this Kibana differs: {listed}"
                yield Finding("warning", "type-differs", message, _GENERATE, connector)

    def kibana_of(self, connector: StackConnector) -> Iterator[Finding]:
        """Tell where the stack names another Kibana."""
        named = [url.rstrip("/") for url in connector.endpoints]
        if named and self._live.endpoint.rstrip("/") not in named:
            message = "its provider names another Kibana than the one that was asked"
            hint = "KIBANA_ENDPOINT, where it is set, wins over what a stack says"
            yield Finding("warning", "other-kibana", message, hint, connector)

    def privileges(self, connectors: Sequence[StackConnector]) -> Iterator[Finding]:
        """Tell which privileges the credential lacks, and in which spaces."""
        wanted = {each.space for each in connectors if isinstance(each.space, str)}
        role = "Give its role the Kibana privilege Actions and Connectors: All"
        for space in self._live.spaces:
            if space not in wanted:
                continue
            lacks = "read" if space in self._live.unreadable else ""
            if space in self._live.unwritable:
                lacks = "read, create, change and delete" if lacks else "create, change and delete"
            if lacks:
                message = f"the credential may not {lacks} connectors in the space {space}"
                yield Finding("error", "privilege", message, f"{role} in {space}")
        others = sorted(set(self._live.unreadable) - wanted)
        if others:
            message = f"the connectors of {len(others)} other spaces may not be read ({_listed(others)})"
            hint = "An id that is taken there is not noticed"
            yield Finding("note", "not-seen", message, hint)

    def names(self, connectors: Sequence[StackConnector]) -> Iterator[Finding]:
        """Tell which names are there twice in one space."""
        by_name: dict[tuple[str, str], list[StackConnector]] = {}
        for each in connectors:
            if isinstance(each.space, str) and isinstance(each.name, str):
                by_name.setdefault((each.space, each.name), []).append(each)
        own_ids = {each.id for each in connectors if isinstance(each.id, str)}
        hint = "Kibana takes it, and people and lookups by name cannot tell them apart"
        for (space, name), called in by_name.items():
            for second in called[1:]:
                message = f'{called[0].label} in the same space is called "{name}" too'
                yield Finding("warning", "name-clash", message, hint, second)
            for other in self._live.connectors.get(space, ()):
                if other.name == name and other.id not in own_ids and isinstance(called[0].id, str):
                    message = f'the connector {other.id} in this space is called "{name}" too'
                    yield Finding("warning", "name-clash", message, hint, called[0])


def _target_of(live: LiveKibana) -> Target:
    """Return what the library's own checks need to know of a Kibana."""
    version = (live.status.version or "").partition("-")[0] or None
    try:
        return Target(version=version, flavor="serverless" if live.status.is_serverless else None)
    except InvalidProvider:  # a version of an odd form
        return Target()


def _unknown(connector: StackConnector) -> Iterator[Finding]:
    parts = [f"{name} ({unknown.origin})" for name, unknown in unknown_parts(connector)]
    if connector.instance == "[*]":
        parts.append("how many instances there are")
    if parts:
        message = f"known only when Terraform runs, and not checked: {_listed(parts)}"
        yield Finding("note", "only-terraform-knows", message, connector=connector)


def _repeated_ids(connectors: Sequence[StackConnector]) -> Iterator[Finding]:
    first: dict[str, StackConnector] = {}
    for each in connectors:
        if isinstance(each.id, str):
            other = first.setdefault(each.id, each)
            if other is not each:
                message = f"{other.label} (stack {other.stack.name}) has the same id"
                hint = "Ids are unique across all spaces: give each one of its own"
                yield Finding("error", "id-repeated", message, hint, each)


def _settings(
    connectors: Sequence[StackConnector], live: LiveKibana, kibana_yml: KibanaYml | None
) -> Iterator[Finding]:
    """Judge what only kibana.yml tells, or say that it was not seen."""
    needed = needed_by(connectors)
    if kibana_yml is None:
        if live.status.is_serverless or not connectors:
            return
        parts = []
        if needed.hosts:
            parts.append(f"{ALLOWED_HOSTS} (needed: {_listed(sorted(needed.hosts))})")
        if needed.mail_domains:
            parts.append(f"{DOMAIN_ALLOWLIST} (needed: {_listed(sorted(needed.mail_domains))})")
        if parts:
            message = f"Kibana's API does not show {', '.join(parts)}, the proxy and TLS settings"
            hint = "Give its kibana.yml by --kibana-yml"
            yield Finding("note", "not-seen", message, hint)
        return
    for found in check_kibana_yml(kibana_yml, needed):
        rule = "host-not-allowed" if found.rule == "host-not-allowed" else "kibana-yml"
        if found.rule in ("not-needed", "too-wide"):
            continue  # of `settings --against`: no deployment fails for it
        message = f"{kibana_yml.name}: {found.setting} {found.message}"
        if not found.places:
            yield Finding(found.level, rule, message, found.hint)
        for place in found.places:
            told = f"{message}, for {place.field}"
            yield Finding(found.level, rule, told, found.hint, place.connector)


def _listed(items: Sequence[str]) -> str:
    more = len(items) - _MOST
    return ", ".join(items[:_MOST]) + (f", and {more} more" if more > 0 else "")
