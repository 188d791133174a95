"""Reads `xpack.actions.preconfigured` of a kibana.yml, or of a manifest of ECK: each is a reference by id.

Kibana splits keys at their dots, at every depth. Its reader of YAML is that of YAML 1.2: `yes` is a text,
and a date is one too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..errors import UnreadableFile
from ..kibana_yml.file import ENVIRONMENT
from .inventory import Expression, Inventory, Origin, Report, Text
from .making import add_preconfigured
from .settling import settle

_PREFIX = ("xpack", "actions", "preconfigured")
_ALERT_HISTORY = ("xpack", "actions", "preconfiguredAlertHistoryEsIndex")
_ALERT_HISTORY_ID = "preconfigured-alert-history-es-index"
_FIELDS = frozenset({"name", "actionTypeId", "config", "secrets", "exposeConfig"})


def read_kibana_yml(name: str, text: str) -> Inventory:
    """Read the connectors of a kibana.yml.

    Args:
        name: The file's name.
        text: Its text.

    Raises:
        UnreadableFile: It is no YAML of this form.
    """
    inventory = Inventory()
    found: dict[str, dict[str, Any]] = {}
    origins: dict[str, Origin] = {}
    has_history: Origin | None = None
    for document, is_manifest in _documents(name, text):
        for path, node in _settings(document):
            line = node.start_mark.line + 1
            origin = Origin("kibana.yml", name, line)
            if path == _ALERT_HISTORY:
                has_history = origin if _value(node) is True else None
            elif path[: len(_PREFIX)] == _PREFIX:
                _take(inventory, origin, path[len(_PREFIX) :], node, found, origins)
        if is_manifest and found:
            first = next(iter(origins.values()))
            text = f"{name}: the settings stand in a Kubernetes manifest"
            inventory.reports.append(Report(first, text, ("inside-manifest",)))
    for id, settings in found.items():
        _add(inventory, origins[id], id, settings)
    if has_history is not None:
        add_preconfigured(
            inventory,
            has_history,
            id=_ALERT_HISTORY_ID,
            name="Alert history Elasticsearch index",
            type_id=".index",
            note="a setting makes Kibana add it",
        )
    return inventory


def _documents(name: str, text: str) -> Iterator[tuple[Any, bool]]:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError
    from ruamel.yaml.nodes import MappingNode

    reader = YAML(typ="safe", pure=True)
    try:
        documents = list(reader.compose_all(text))
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f"line {mark.line + 1}: " if mark is not None else ""
        raise UnreadableFile(f"{name}: {where}expected YAML") from None
    except (YAMLError, ValueError, RecursionError):
        raise UnreadableFile(f"{name}: expected YAML") from None
    for document in documents:
        if document is None:
            continue
        if not isinstance(document, MappingNode):
            if getattr(document, "value", None) in ("", "null", "~"):
                continue
            raise UnreadableFile(
                f"{name}: line {document.start_mark.line + 1}: expected settings and their values, as in "
                "kibana.yml"
            )
        inner = _manifest_config(document)
        yield (document, False) if inner is None else (inner, True)


def _manifest_config(document: Any) -> Any:
    """Return what stands below `spec.config` of a Kubernetes manifest; None if it is none."""
    top = dict(_items(document))
    if "apiVersion" not in top or "kind" not in top:
        return None
    spec = dict(_items(top.get("spec")))
    if _value(top["kind"]) == "StackConfigPolicy":
        spec = dict(_items(spec.get("kibana")))
    return spec.get("config") or top["kind"]


def _items(node: Any) -> Iterator[tuple[str, Any]]:
    """Yield the keys and nodes of a mapping; what `<<` merges in comes first, so that own keys win."""
    from ruamel.yaml.nodes import MappingNode, SequenceNode

    if not isinstance(node, MappingNode):
        return
    own: list[tuple[str, Any]] = []
    for key, value in node.value:
        if key.tag == "tag:yaml.org,2002:merge" or (key.value == "<<" and key.style is None):
            for merged in reversed(value.value) if isinstance(value, SequenceNode) else (value,):
                yield from _items(merged)
        else:
            own.append((_key(key), value))
    yield from own


def _key(node: Any) -> str:
    """Return a key as JavaScript has it: everything becomes a text."""
    value = _value(node)
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "null"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _value(node: Any) -> Any:
    """Return a node's value as a reader of YAML 1.2 (core) has it."""
    from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

    if isinstance(node, MappingNode):
        return {key: _value(value) for key, value in _items(node)}
    if isinstance(node, SequenceNode):
        return [_value(each) for each in node.value]
    if not isinstance(node, ScalarNode):
        return None
    text: str = node.value
    kind = str(node.tag).rpartition(":")[2]
    if node.style is not None or kind in ("str", "timestamp"):
        return text
    if kind == "null":
        return None
    if kind == "bool":
        return text.lower() == "true" if text.lower() in ("true", "false") else text
    if kind == "int":
        return _number(text)
    if kind == "float":
        try:
            return float(text)
        except ValueError:
            return text
    return text


def _number(text: str) -> Any:
    bare = text.lower()
    for prefix, base in (("0x", 16), ("0o", 8)):
        if bare.startswith(prefix):
            return int(bare, base)
    try:
        return int(text, 10)
    except ValueError:
        return text


def _settings(node: Any, above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Yield settings below `xpack.actions`, down to the connectors' ids as they are written."""
    from ruamel.yaml.nodes import MappingNode

    for key, value in _items(node):
        path = (*above, *key.split("."))
        wanted = _PREFIX[: len(path)]
        if (path[: len(_PREFIX)] == _PREFIX and len(path) > len(_PREFIX)) or path == _ALERT_HISTORY:
            yield path, value
        elif path == wanted and isinstance(value, MappingNode):
            if path == _PREFIX:
                for id, inner in _items(value):
                    yield (*_PREFIX, id), inner
            else:
                yield from _settings(value, path)
        elif path == _PREFIX:
            yield path, value


def _take(
    inventory: Inventory,
    origin: Origin,
    path: tuple[str, ...],
    node: Any,
    found: dict[str, dict[str, Any]],
    origins: dict[str, Origin],
) -> None:
    from ruamel.yaml.nodes import MappingNode, SequenceNode

    if not path and isinstance(node, SequenceNode):
        for each in node.value:
            value = _value(each)
            at = Origin("kibana.yml", origin.file, each.start_mark.line + 1)
            id = value.get("id") if isinstance(value, Mapping) else None
            if not isinstance(value, Mapping) or not isinstance(id, str):
                text = f"{at.file}: line {at.line}: expected a connector with an id"
                inventory.reports.append(Report(at, text, ("not-an-object",), is_loss=True))
                continue
            found[id] = {key: item for key, item in value.items() if key != "id"}
            origins[id] = at
            text = f"{id}: it stands in a list, as in Kibana before 7.6: later ones want the id as a key"
            inventory.reports.append(Report(at, text, ("list-form",), id))
        return
    if not path:
        return
    id, fields = path[0], path[1:]
    if not fields and not isinstance(node, MappingNode):
        # Maybe an id and a field in one key, such as `pager.name` below the prefix.
        id, _, rest = id.rpartition(".")
        fields = (rest,) if id and rest in _FIELDS else ()
        if not fields:
            text = f"{origin.file}: line {origin.line}: expected a connector's settings"
            inventory.reports.append(Report(origin, text, ("not-an-object",), path[0], is_loss=True))
            return
    else:
        first = next((index for index, field in enumerate(fields) if field in _FIELDS), len(fields))
        if first:
            id, fields = ".".join((id, *fields[:first])), fields[first:]
        for field in sorted(_FIELDS, key=len, reverse=True):
            if not first and not fields and (id.endswith(f".{field}") or f".{field}." in id):
                id, _, rest = id.partition(f".{field}")
                fields = (field, *filter(None, rest.split(".")))
                break
    settings = found.setdefault(id, {})
    origins.setdefault(id, origin)
    value = _split(_value(node))
    for field in reversed(fields):
        value = {field: value}
    _merge(settings, value if isinstance(value, dict) else {})


def _split(value: Any) -> Any:
    """Return a value with the dotted keys in it split."""
    if isinstance(value, list):
        return [_split(each) for each in value]
    if not isinstance(value, Mapping):
        return value
    split: dict[str, Any] = {}
    for key, item in value.items():
        inner = _split(item)
        for part in reversed(str(key).split(".")):
            inner = {part: inner}
        _merge(split, inner)
    return split


def _merge(into: dict[str, Any], value: Mapping[str, Any]) -> None:
    for key, item in value.items():
        if isinstance(item, Mapping) and isinstance(into.get(key), dict):
            _merge(into[key], item)
        else:
            into[key] = item


def _add(inventory: Inventory, origin: Origin, id: str, settings: Mapping[str, Any]) -> None:
    name, type_id = settings.get("name"), settings.get("actionTypeId")
    codes: list[str] = []
    notes = ["it stands in kibana.yml: in every space, and read-only"]
    if isinstance(name, (int, float)):
        codes.append("name-is-a-number")
        notes.append("its name is a number there, which Kibana refuses: put it in quotes")
    if "." in id:
        codes.append("id-has-dots")
        notes.append("its id has dots, at which Kibana splits keys: see under which id Kibana shows it")
    secrets = settings.get("secrets")
    if any(not ENVIRONMENT.search(text) for text in _texts(secrets)):
        codes.append("literal-secret")
        notes.append("its secrets are written in the file")
    if any(ENVIRONMENT.search(text) for text in _texts(dict(settings))):
        codes.append("environment")
    if isinstance(type_id, str):
        settled = settle(type_id, settings.get("config"), None, exists=True)
        for each, text in settled.told:
            if {"unknown-type", "kibana-refuses", "secret-in-config", "type-deprecated"} & {*each}:
                codes += each
                notes.append(text)
    add_preconfigured(
        inventory,
        origin,
        id=id,
        name=_text(name),
        type_id=_text(type_id),
        codes=tuple(codes),
        note="; ".join(notes),
    )


def _text(value: Any) -> Text | None:
    if isinstance(value, str):
        return Expression(value) if ENVIRONMENT.search(value) else value
    return None if value is None else str(value)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif value is not None:
        yield str(value)
