"""Alerting rules, as far as connectors have to do with them: what is stored, and the routes."""

from __future__ import annotations

import json
import re
import threading
import uuid
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ..schema.system_types import is_system_id
from .area import Area, body_of, query_of
from .connectors import Connectors
from .kql import KqlError, parse
from .responses import ApiError, answer, no_content
from .rule_checks import action_refusals, added_params, consumer_refusal
from .schema import Reader

_RULE = "/api/alerting/rule"
_INTERVAL = re.compile(r"[1-9][0-9]*[smhd]")
_NOTIFY_WHEN = ("onActionGroupChange", "onActiveAlert", "onThrottleInterval")
_NOT_IN_FILTERS = re.compile(r"\b(monitoring|mapped_params|snoozeSchedule|activeSnoozes|snoozedInstances)\b")
_BEFORE_ERRORS = "Failed to validate actions due to the following error"


class Rules:
    """Rules in memory, by space, as Kibana shows them; and which connectors they use.

    What is kept is never changed, only replaced.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._by_space: dict[str, dict[str, dict[str, Any]]] = {}
        self._spaces: dict[str, str] = {}
        self._references: Counter[str] = Counter()

    def in_space(self, space: str) -> list[dict[str, Any]]:
        """Return the rules of a space, oldest first.

        Args:
            space: Space id.
        """
        with self._lock:
            return list(self._by_space.get(space, {}).values())

    def get(self, space: str, rule_id: str) -> dict[str, Any]:
        """Return one rule.

        Args:
            space: Space of the request.
            rule_id: Id from the request's path.

        Raises:
            ApiError: It is not in this space.
        """
        with self._lock:
            return self._get(space, rule_id)

    def add(self, space: str, rule: dict[str, Any]) -> None:
        """Save a new rule.

        Args:
            space: Its space.
            rule: Kibana's JSON of it; the caller does not change it afterwards.

        Raises:
            ApiError: The id is taken, in this space or another.
        """
        with self._lock:
            if rule["id"] in self._spaces:
                raise ApiError(409, f"Saved object [alert/{rule['id']}] conflict")
            self._spaces[rule["id"]] = space
            self._by_space.setdefault(space, {})[rule["id"]] = rule
            self._references.update(_connectors_of(rule))

    def replace(self, space: str, rule: dict[str, Any]) -> None:
        """Save a rule that exists.

        Args:
            space: Its space.
            rule: Kibana's JSON of it; the caller does not change it afterwards.

        Raises:
            ApiError: It is not in this space.
        """
        with self._lock:
            self._references.subtract(_connectors_of(self._get(space, rule["id"])))
            self._by_space[space][rule["id"]] = rule
            self._references.update(_connectors_of(rule))

    def remove(self, space: str, rule_id: str) -> None:
        """Delete a rule.

        Args:
            space: Space of the request.
            rule_id: Id from the request's path.

        Raises:
            ApiError: It is not in this space.
        """
        with self._lock:
            self._references.subtract(_connectors_of(self._get(space, rule_id)))
            del self._by_space[space][rule_id]
            del self._spaces[rule_id]

    def remove_space(self, space: str) -> None:
        """Delete all rules of a space.

        Args:
            space: Space id.
        """
        for rule in self.in_space(space):
            self.remove(space, rule["id"])

    def clear(self) -> None:
        """Delete all rules."""
        with self._lock:
            self._by_space.clear()
            self._spaces.clear()
            self._references.clear()

    def references_to(self, connector_id: str) -> int:
        """Return how many rules, of all spaces, use a connector.

        Args:
            connector_id: Connector id.
        """
        with self._lock:
            return self._references[connector_id]

    def _get(self, space: str, rule_id: str) -> dict[str, Any]:
        rule = self._by_space.get(space, {}).get(rule_id)
        if rule is None:
            raise ApiError(404, f"Saved object [alert/{rule_id}] not found")
        return rule


def _connectors_of(rule: dict[str, Any]) -> set[str]:
    # A rule counts once, however many of its actions use the connector.
    return {action["id"] for action in rule["actions"]}


@dataclass
class RuleRoutes(Area):
    """`/api/alerting`. Rules never run here, and any rule type is taken.

    Attributes:
        rules: The rules.
        connectors: The connectors that their actions use.
    """

    rules: Rules
    connectors: Connectors

    def table(self) -> list[Route]:
        """Return the routes."""
        one = f"{_RULE}/{{id}}"
        switches = {
            "_enable": self.enable,
            "_disable": self.disable,
            "_mute_all": self.mute,
            "_unmute_all": self.unmute,
        }
        return [
            Route(_RULE, self.create, methods=["POST"]),
            # The Terraform provider sends a slash where it has no id.
            Route(f"{_RULE}/", self.create, methods=["POST"]),
            Route(one, self.create, methods=["POST"]),
            Route(one, self.get, methods=["GET"]),
            Route(one, self.update, methods=["PUT"]),
            Route(one, self.delete, methods=["DELETE"]),
            *(Route(f"{one}/{name}", serve, methods=["POST"]) for name, serve in switches.items()),
            Route(f"{one}/alert/{{alert}}/_mute", self.mute_alert, methods=["POST"]),
            Route(f"{one}/alert/{{alert}}/_unmute", self.unmute_alert, methods=["POST"]),
            Route("/api/alerting/rules/_find", self.find, methods=["GET"]),
            Route("/api/alerting/_health", self.health, methods=["GET"]),
        ]

    async def create(self, request: Request) -> Response:
        """Serve POST of a rule, with or without an id in the path."""
        body = Reader(await body_of(request))
        rule_type, consumer = body.text("rule_type_id"), body.text("consumer")
        if why := consumer_refusal(rule_type, consumer):
            raise ApiError(403, why)
        enabled = body.flag("enabled", True)
        changes = self._read(body)
        self._authorize(request, "all", "create", rule_type, consumer)
        space, now = self.space_of(request), _now()
        rule: dict[str, Any] = {
            "id": request.path_params.get("id") or str(uuid.uuid4()),
            "rule_type_id": rule_type,
            "consumer": consumer,
            "running": False,
            "created_by": "elastic",
            "updated_by": "elastic",
            "created_at": now,
            "updated_at": now,
            "mute_all": False,
            "muted_alert_ids": [],
            "revision": 0,
            "execution_status": {"status": "pending", "last_execution_date": now},
            **changes,
            "actions": self._actions(space, changes, rule_type, old=[]),
            **_switched(enabled),
        }
        _complete(rule)
        if enabled:
            rule["scheduled_task_id"] = rule["id"]
        self.rules.add(space, rule)
        return answer(rule)

    async def get(self, request: Request) -> Response:
        """Serve one rule."""
        rule = self.rules.get(self.space_of(request), request.path_params["id"])
        self._authorize(request, "read", "get", rule["rule_type_id"], rule["consumer"])
        return answer(rule)

    async def update(self, request: Request) -> Response:
        """Serve PUT of a rule: all but its type, its consumer and whether it is enabled is replaced."""
        changes = self._read(Reader(await body_of(request)))
        old = self._writable(request, "update")
        rule_type = old["rule_type_id"]
        actions = self._actions(self.space_of(request), changes, rule_type, old=old["actions"])
        _complete(changes | {"rule_type_id": rule_type})
        self._save(request, old, **changes | {"actions": actions, "revision": old["revision"] + 1})
        return answer(self.rules.get(self.space_of(request), old["id"]))

    async def delete(self, request: Request) -> Response:
        """Serve DELETE of a rule."""
        rule = self._writable(request, "delete")
        self.rules.remove(self.space_of(request), rule["id"])
        return no_content()

    async def enable(self, request: Request) -> Response:
        """Switch a rule on."""
        rule = self._writable(request, "enable")
        self._save(request, rule, **_switched(True), scheduled_task_id=rule["id"])
        return no_content()

    async def disable(self, request: Request) -> Response:
        """Switch a rule off."""
        body = await body_of(request)
        if body is not None:
            reader = Reader(body)
            reader.flag("untrack", False)
            reader.refuse_other_keys()
        rule = self._writable(request, "disable")
        left = {key: value for key, value in rule.items() if key != "scheduled_task_id"}
        self._save(request, left, **_switched(False))
        return no_content()

    async def mute(self, request: Request) -> Response:
        """Let a rule's actions rest."""
        self._save(request, self._writable(request, "muteAll"), mute_all=True, muted_alert_ids=[])
        return no_content()

    async def unmute(self, request: Request) -> Response:
        """Let a rule's actions run again."""
        self._save(request, self._writable(request, "unmuteAll"), mute_all=False, muted_alert_ids=[])
        return no_content()

    async def mute_alert(self, request: Request) -> Response:
        """Let the actions of one alert rest."""
        rule, alert = self._writable(request, "muteAlert"), request.path_params["alert"]
        self._save(request, rule, muted_alert_ids=list(dict.fromkeys([*rule["muted_alert_ids"], alert])))
        return no_content()

    async def unmute_alert(self, request: Request) -> Response:
        """Let the actions of one alert run again."""
        rule, alert = self._writable(request, "unmuteAlert"), request.path_params["alert"]
        self._save(request, rule, muted_alert_ids=[one for one in rule["muted_alert_ids"] if one != alert])
        return no_content()

    async def find(self, request: Request) -> Response:
        """Serve a page of the rules of a space."""
        query = self.query(request)
        per_page, page = query.number("per_page", 10, least=0), query.number("page", 1, least=1)
        search = query.text("search", None)
        search_fields = query.texts("search_fields", ["name"])
        query.choice("default_search_operator", ("OR", "AND"), "OR")
        sort_field = query.text("sort_field", None)
        order = query.choice("sort_order", ("asc", "desc"), None)
        reference = _reference(query)
        filter_text = query.text("filter", None)
        consumers = _json_list(query, "filter_consumers")
        wanted = query_of(request).get("fields")
        query.anything("fields")
        query.refuse_other_keys()
        if order is not None and sort_field is None:
            raise ApiError(406, "Not Acceptable")
        for text in (filter_text, sort_field, *search_fields):
            found = _NOT_IN_FILTERS.search(text or "")
            if found is not None:
                raise ApiError(400, f"Error find rules: Filter is not supported on this field {found[0]}")
        self.require(request, "read", "find rules for any rule types.")
        try:
            matches = parse(filter_text or "")
        except KqlError as error:
            raise ApiError(400, f"Error find rules: {error}") from None
        rules = [
            rule
            for rule in self.rules.in_space(self.space_of(request))
            if (reference is None or reference in self._references(rule))
            and (consumers is None or rule["consumer"] in consumers)
            and _contains(rule, search, search_fields)
            and matches(self._fields(rule))
        ]
        if sort_field is not None:
            rules.sort(key=lambda rule: str(rule.get(sort_field, "")).casefold(), reverse=order == "desc")
        shown = rules[(page - 1) * per_page : page * per_page]
        if wanted is not None:
            keys = {"id", *(_json_list(Reader({"fields": wanted}, "query"), "fields") or [])}
            shown = [{key: value for key, value in rule.items() if key in keys} for rule in shown]
        return answer({"page": page, "per_page": per_page, "total": len(rules), "data": shown})

    async def health(self, _request: Request) -> Response:
        """Serve the health of the alerting framework."""
        good = {"status": "ok", "timestamp": _now()}
        parts = ("decryption_health", "execution_health", "read_health")
        return answer(
            {
                "is_sufficiently_secure": True,
                "has_permanent_encryption_key": True,
                "alerting_framework_health": dict.fromkeys(parts, good),
            }
        )

    def _read(self, body: Reader) -> dict[str, Any]:
        """Return what POST and PUT have in common; what was left out gets Kibana's default."""
        schedule = Reader(body.mapping("schedule"), "body.schedule")
        interval = schedule.text("interval")
        schedule.refuse_other_keys()
        if not _INTERVAL.fullmatch(interval):
            raise schedule.refusal("interval", f"string is not a valid duration: {interval}")
        read: dict[str, Any] = {
            "name": body.text("name"),
            "tags": body.texts("tags", []),
            "schedule": {"interval": interval},
            "params": body.mapping("params", {}),
            "actions": body.items("actions", []),
            "throttle": body.text("throttle", None) if body.value.get("throttle") is not None else None,
            "notify_when": body.choice("notify_when", _NOTIFY_WHEN, None)
            if body.value.get("notify_when") is not None
            else None,
        }
        for key in ("throttle", "notify_when"):
            body.anything(key)
        for key in ("alert_delay", "flapping", "artifacts"):
            value = body.anything(key)
            if value is not None:
                read[key] = body.mapping(key)
        body.refuse_other_keys()
        return read

    def _actions(
        self, space: str, rule: dict[str, Any], rule_type: str, old: list[dict[str, Any]]
    ) -> list[dict[str, Any]]:
        actions = list(self._read_actions(space, rule["actions"], old))
        ordinary = [action for action in actions if not is_system_id(action["id"])]
        if rule["notify_when"] is not None or rule["throttle"] is not None:
            groups = [action["group"] for action in ordinary if "frequency" in action]
            if groups:
                raise ApiError(
                    400,
                    f"{_BEFORE_ERRORS}: Cannot specify per-action frequency params when notify_when or "
                    f"throttle are defined at the rule level: {', '.join(groups)}",
                )
        elif groups := [action["group"] for action in ordinary if "frequency" not in action]:
            raise ApiError(
                400, f"{_BEFORE_ERRORS}: Actions missing frequency parameters: {', '.join(groups)}"
            )
        for refusal in action_refusals(rule_type, rule["schedule"]["interval"], ordinary):
            raise ApiError(400, f"{_BEFORE_ERRORS}: {refusal}")
        return actions

    def _read_actions(
        self, space: str, given: list[Any], old: list[dict[str, Any]]
    ) -> Iterator[dict[str, Any]]:
        incomplete = []
        for index, item in enumerate(given):
            body = Reader(item, f"body.actions.{index}")
            connector_id, params = body.text("id"), body.mapping("params", {})
            action: dict[str, Any] = {"id": connector_id, "params": params}
            system = is_system_id(connector_id)
            group = body.text("group", None if system else "default")
            if not system:
                action["group"] = group
            for key in ("frequency", "alerts_filter"):
                if body.anything(key) is not None:
                    action[key] = body.mapping(key)
            if "frequency" in action:
                action["frequency"] = {"throttle": None, **action["frequency"]}
            if isinstance(query := action.get("alerts_filter", {}).get("query"), dict):
                action["alerts_filter"] = {**action["alerts_filter"], "query": {"dsl": "{}", **query}}
            if body.anything("use_alert_data_for_template") is not None:
                action["use_alert_data_for_template"] = body.flag("use_alert_data_for_template")
            action["uuid"] = body.text("uuid", None) or str(uuid.uuid4())
            body.text("connector_type_id", None)
            body.refuse_other_keys()
            type_id = self.connectors.type_of(space, connector_id)
            if type_id is None:
                missing = f"Saved object [action/{connector_id}] not found"
                raise ApiError(400, f"Failed to load action {connector_id} (404): {missing}")
            stored = self.connectors.store.find(space, connector_id)
            if (
                stored is not None
                and stored.is_missing_secrets
                and not any(one["id"] == connector_id for one in old)
            ):
                incomplete.append(stored.name)
            yield action | {"connector_type_id": type_id}
        if incomplete:
            raise ApiError(400, f"{_BEFORE_ERRORS}: Invalid connectors: {', '.join(incomplete)}")

    def _writable(self, request: Request, what: str) -> dict[str, Any]:
        rule = self.rules.get(self.space_of(request), request.path_params["id"])
        self._authorize(request, "all", what, rule["rule_type_id"], rule["consumer"])
        return rule

    def _save(self, request: Request, rule: dict[str, Any], **changes: Any) -> None:
        self.rules.replace(self.space_of(request), {**rule, **changes, "updated_at": _now()})

    def _authorize(self, request: Request, privilege: Any, what: str, rule_type: str, consumer: str) -> None:
        if not self.settings.may(privilege, self.space_of(request)):
            raise ApiError(403, f'Unauthorized by "{consumer}" to {what} "{rule_type}" rule')

    def _references(self, rule: dict[str, Any]) -> set[tuple[str, str]]:
        # Only saved connectors are referred to: a preconfigured one is no saved object.
        return {
            ("action", action["id"])
            for action in rule["actions"]
            if not is_system_id(action["id"]) and self.connectors.find_preconfigured(action["id"]) is None
        }

    def _fields(self, rule: dict[str, Any]) -> dict[str, Any]:
        """Return a rule's fields as filters name them: those of the saved object."""
        return {
            "alert.attributes.name": rule["name"],
            "alert.attributes.tags": rule["tags"],
            "alert.attributes.enabled": rule["enabled"],
            "alert.attributes.alertTypeId": rule["rule_type_id"],
            "alert.attributes.consumer": rule["consumer"],
            "alert.attributes.muteAll": rule["mute_all"],
            "alert.attributes.actions": [
                {
                    "actionTypeId": action["connector_type_id"],
                    "group": action.get("group"),
                    "actionRef": self._action_ref(action["id"], index),
                }
                for index, action in enumerate(rule["actions"])
            ],
            "alert.id": f"alert:{rule['id']}",
        }

    def _action_ref(self, connector_id: str, index: int) -> str:
        if is_system_id(connector_id):
            return f"system_action:{connector_id}"
        if self.connectors.find_preconfigured(connector_id) is not None:
            return f"preconfigured:{connector_id}"
        return f"action_{index}"


def _complete(rule: dict[str, Any]) -> None:
    """Add to a rule's params what Kibana adds; they are the rule's own."""
    rule["params"].update(added_params(rule["rule_type_id"], rule["params"]))


def _switched(enabled: bool) -> dict[str, Any]:
    owner = {"api_key_owner": "elastic", "api_key_created_by_user": False}
    nobody = {"api_key_owner": None, "api_key_created_by_user": None}
    return {"enabled": enabled, **(owner if enabled else nobody)}


def _reference(query: Reader) -> tuple[str, str] | None:
    text = query.text("has_reference", None)
    if text is None:
        return None
    try:
        read = json.loads(text)
    except ValueError:
        read = text
    inner = Reader(read, "query.has_reference")
    reference = (inner.text("type"), inner.text("id"))
    inner.refuse_other_keys()
    return reference


def _json_list(query: Reader, key: str) -> list[str] | None:
    """Return a list that comes as JSON text or, for `fields`, as a repeated key."""
    value = query.anything(key)
    if value is None or (isinstance(value, list) and key == "fields"):
        return value
    try:
        read = json.loads(value) if isinstance(value, str) else value
    except ValueError:
        read = [value]
    if isinstance(value, list) or not isinstance(read, list):
        raise query.refusal(key, "expected value of type [array] but got [string]")
    return [str(item) for item in read]


def _contains(rule: dict[str, Any], search: str | None, fields: list[str]) -> bool:
    if not search:
        return True
    words = [word.strip("*").casefold() for word in search.split()]
    texts = [str(rule.get(field.partition("^")[0], "")).casefold() for field in fields]
    return any(word in text for word in words for text in texts)


def _now() -> str:
    return datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
