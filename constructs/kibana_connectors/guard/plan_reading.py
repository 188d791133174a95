"""Reads the JSON of a plan, as `terraform show -json` and `tofu show -json` print it.

That JSON holds every value of the state, secrets among them, in plain text. So it is read as a stream: of
each resource only the attributes named here are kept, until it ends, and of a large plan no more than one
resource is in memory. The form is described in docs/provider.md ("The JSON of a plan").
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from ..errors import MissingExtra, UnreadableFile
from ..frames import forgetful
from ..kibana.workflows import NamedConnectors, Workflow, connectors_named_by
from ..schema.target import DEFAULT_SPACE
from ..terraform.elasticstack import CONNECTOR
from .plan import HIDDEN, Key, Plan, PlannedConnector, PlannedUser

_RULE = "elasticstack_kibana_alerting_rule"
_DETECTION_RULE = "elasticstack_kibana_security_detection_rule"
_WORKFLOW = "elasticstack_kibana_agentbuilder_workflow"
_SPACE = "elasticstack_kibana_space"
_ID_OF = {
    CONNECTOR: "connector_id",
    _RULE: "rule_id",
    _DETECTION_RULE: "",  # its rule_id is another one than the id that the alerting API has
    _WORKFLOW: "workflow_id",
    _SPACE: "space_id",
}

_CHANGE = "resource_changes.item"
_ATTRIBUTES = (
    *("id", "space_id", "connector_id", "rule_id", "workflow_id", "name"),
    *("connector_type_id", "is_preconfigured", "configuration_yaml"),
)
_SINGLE = frozenset(
    f"{_CHANGE}.{path}"
    for path in (
        *("address", "previous_address", "mode", "type", "deposed", "change.importing.id"),
        *("change.after_unknown", "change.after_unknown.actions"),
        *(
            f"change.{mark}{name}"
            for mark in ("before_sensitive", "after_sensitive")
            for name in ("", ".name")
        ),
        *(f"change.{side}.{name}" for side in ("before", "after", "after_unknown") for name in _ATTRIBUTES),
    )
)
_SEVERAL = frozenset(
    f"{_CHANGE}.change.{path}"
    for path in ("actions.item", "after.actions.item.id", "after_unknown.actions.item.id")
)
_IMPORTING = f"{_CHANGE}.change.importing"
_SCALARS = frozenset({"string", "number", "boolean", "null"})
_HOW = "write it by `terraform show -json PLANFILE > plan.json`, or `tofu show -json`"
_BLOCK = 1 << 16


@forgetful
def read_plan(file: BinaryIO, name: str) -> Plan:
    """Read the JSON of a plan.

    Args:
        file: The file, opened for bytes; it is read once, from where it stands.
        name: What errors call it.

    Raises:
        UnreadableFile: It is no JSON of a plan. The error tells what it may be, and quotes nothing of it.
        MissingExtra: The reader of streams of JSON is not installed.
    """
    plan = Plan()
    keys: set[str] = set()
    change: dict[str, Any] = {}
    for prefix, event, value in _events(file, name):
        if prefix.startswith(_CHANGE):
            if event in _SCALARS:
                if prefix in _SINGLE:
                    change[prefix] = value
                elif prefix in _SEVERAL:
                    change.setdefault(prefix, []).append(value)
            elif event == "start_map" and prefix == _IMPORTING:
                change[prefix] = True
            elif event == "end_map" and prefix == _CHANGE:
                _add(plan, _Change(change))
                change = {}
        elif not prefix:
            if event == "map_key":
                keys.add(value)
            elif event not in ("start_map", "end_map"):
                raise UnreadableFile(f"{name}: expected the JSON of a plan, an object; {_HOW}")
        elif prefix == "format_version" and (event != "string" or value.partition(".")[0] != "1"):
            raise UnreadableFile(f"{name}: expected format_version 1, and it is another; nothing was judged")
        elif prefix == "errored" and value is True:
            plan.has_failed = True
        elif prefix == "complete" and value is False:
            plan.is_whole = False
    _check_keys(keys, name)
    return plan


def _events(file: BinaryIO, name: str) -> Iterator[tuple[str, str, Any]]:
    """Yield the parts of a JSON document, in ijson's words.

    Its errors quote the text around them, which may hold a secret; none of them leaves.
    """
    try:
        import ijson
    except ModuleNotFoundError:
        raise MissingExtra("cli", "ijson") from None

    try:
        start = file.read(_BLOCK)
    except OSError as error:
        raise UnreadableFile(f"{name}: cannot be read: {error.strerror}") from None
    _check_start(start, name)
    events = ijson.parse(_Rest(start.removeprefix(b"\xef\xbb\xbf"), file), buf_size=_BLOCK)
    while True:
        try:
            part = next(events)
        except StopIteration:
            return
        except OSError as error:
            raise UnreadableFile(f"{name}: cannot be read: {error.strerror}") from None
        except (ijson.JSONError, ValueError, ArithmeticError):
            pass
        else:
            yield part
            continue
        raise UnreadableFile(f"{name}: this is not JSON, or only a part of it; {_HOW}")


class _Rest:
    """A file of which the start was read already."""

    def __init__(self, start: bytes, file: BinaryIO) -> None:
        self._start = start
        self._file = file

    def read(self, size: int = -1) -> bytes:
        if self._start:
            taken = self._start if size < 0 else self._start[:size]
            self._start = self._start[len(taken) :]
            return taken
        return self._file.read(size)


def _check_start(start: bytes, name: str) -> None:
    """Raise an error for what is often taken for the JSON of a plan."""
    if not start.strip():
        raise UnreadableFile(f"{name}: it is empty; {_HOW}")
    if start.startswith(b"PK\x03\x04"):
        raise UnreadableFile(f"{name}: this is the plan itself, and not its JSON; {_HOW}")
    if start.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in start[:4]:
        raise UnreadableFile(f"{name}: expected UTF-8, and it is UTF-16, as PowerShell's > writes it")


def _check_keys(keys: set[str], name: str) -> None:
    """Raise an error unless the keys are those of a plan."""
    if keys & {"resource_changes", "planned_values"} and "format_version" in keys:
        return
    if "@level" in keys:
        what = "a log of `plan -json`"
    elif "encrypted_data" in keys:
        what = "an encrypted plan, and not its JSON"
    elif "values" in keys or "serial" in keys:
        what = "a state"
    else:
        what = "JSON of another kind"
    raise UnreadableFile(f"{name}: expected the JSON of a plan, and this is {what}; {_HOW}")


class _Change:
    """What was kept of one entry of `resource_changes`."""

    def __init__(self, kept: dict[str, Any]) -> None:
        self._kept = kept
        self.type = self.text("type")
        self.address = self.text("address")
        self.actions = tuple(each for each in self.several("change.actions.item") if isinstance(each, str))

    def text(self, path: str) -> str:
        value = self._kept.get(f"{_CHANGE}.{path}")
        return value if isinstance(value, str) else ""

    def is_true(self, path: str) -> bool:
        return self._kept.get(f"{_CHANGE}.{path}") is True

    def several(self, path: str) -> list[Any]:
        found: list[Any] = self._kept.get(f"{_CHANGE}.{path}", [])
        return found

    def of(self, side: str, attribute: str) -> str:
        return self.text(f"change.{side}.{attribute}")

    def is_unknown(self, attribute: str) -> bool:
        return self.is_true("change.after_unknown") or self.is_true(f"change.after_unknown.{attribute}")

    @property
    def has_before(self) -> bool:
        return self.actions != ("create",)

    @property
    def remains(self) -> bool:
        """Whether it is there in Kibana when the plan is done; what is forgotten is."""
        return "delete" not in self.actions or "create" in self.actions

    def name(self) -> str:
        side = "before" if self.of("before", "name") else "after"
        mark = f"change.{side}_sensitive"
        is_hidden = self.is_true(mark) or self.is_true(f"{mark}.name")
        return HIDDEN if is_hidden else self.of(side, "name")

    def before(self) -> Key | None:
        if not self.has_before:
            return None
        # `id` is `<space>/<id>` in each of these resources.
        space, _, whole = self.of("before", "id").rpartition("/")
        own = self.of("before", _ID_OF[self.type]) if _ID_OF[self.type] else ""
        own = own or whole
        return Key(self.of("before", "space_id") or space or DEFAULT_SPACE, own) if own else None

    def after(self) -> Key | None:
        if "create" not in self.actions:
            return self.before() if self.remains else None
        if self.is_unknown("space_id") or not _ID_OF[self.type] or self.is_unknown(_ID_OF[self.type]):
            return None
        own = self.of("after", _ID_OF[self.type])
        return Key(self.of("after", "space_id") or DEFAULT_SPACE, own) if own else None


def _add(plan: Plan, change: _Change) -> None:
    if change.type not in _ID_OF or change.text("mode") not in ("managed", ""):
        return
    if change.type == CONNECTOR:
        plan.connectors.append(_connector(change))
    elif change.type == _SPACE:
        if "delete" in change.actions and (key := change.before()) is not None:
            plan.deleted_spaces.add(key.id)
    else:
        plan.users.append(_user(change))


def _connector(change: _Change) -> PlannedConnector:
    new_type = "" if change.is_unknown("connector_type_id") else change.of("after", "connector_type_id")
    return PlannedConnector(
        address=change.address,
        actions=change.actions,
        before=change.before(),
        after=change.after(),
        name=change.name(),
        type_id=change.of("before", "connector_type_id") or new_type,
        new_type_id=new_type,
        is_preconfigured=change.is_true("change.before.is_preconfigured"),
        is_imported=change.is_true("change.importing"),
        previous_address=change.text("previous_address"),
        deposed=change.text("deposed"),
    )


def _user(change: _Change) -> PlannedUser:
    is_workflow = change.type == _WORKFLOW
    named = NamedConnectors(frozenset(), True)
    if change.remains:
        named = _workflow_names(change) if is_workflow else _rule_names(change)
    return PlannedUser(
        kind="workflow" if is_workflow else "rule",
        address=change.address,
        before=change.before(),
        after=change.after(),
        name=change.name(),
        remains=change.remains,
        uses=named.ids,
        are_all=named.are_all,
    )


def _rule_names(change: _Change) -> NamedConnectors:
    ids = change.several("change.after.actions.item.id")
    unknown = (
        change.is_unknown("actions")
        or any(each is True for each in change.several("change.after_unknown.actions.item.id"))
        or "forget" in change.actions  # it stays as Kibana has it, and Kibana is asked
    )
    return NamedConnectors(frozenset(each for each in ids if isinstance(each, str)), not unknown)


def _workflow_names(change: _Change) -> NamedConnectors:
    if change.is_unknown("configuration_yaml") or "forget" in change.actions:
        return NamedConnectors(frozenset(), False)
    return connectors_named_by(Workflow(id="", yaml=change.of("after", "configuration_yaml")))
