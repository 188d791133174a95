"""The routes' own checks of bodies and queries, which run before everything else.

The texts are those of Kibana's schema framework (`@kbn/config-schema`).
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..formats.javascript import is_blank, type_name
from .responses import ApiError

_ABSENT: Any = object()


@dataclass(frozen=True)
class ConnectorBody:
    """A body that passed the route's schema.

    Attributes:
        name: Connector name.
        type_id: Connector type; empty in an update, which cannot change it.
        config: Config in wire form.
        secrets: Secrets in wire form.
        auth_mode: `shared` or `personal`; None when it was left out.
    """

    name: str
    type_id: str
    config: dict[str, Any]
    secrets: dict[str, Any] = field(repr=False)
    auth_mode: str | None = None


def parse_json(raw: bytes, content_type: str | None) -> object:
    """Parse a JSON body. An empty body is null.

    Args:
        raw: Body as received.
        content_type: Content type header. Without one, JSON is assumed, as in Kibana.

    Raises:
        ApiError: The body is not JSON.
    """
    if not raw:
        return None
    if content_type is not None and content_type.partition(";")[0].strip().lower() != "application/json":
        raise ApiError(415, "Unsupported Media Type")
    try:
        return json.loads(raw, parse_constant=_no_constant, parse_float=_finite)
    except (ValueError, RecursionError):
        # The parser's own message may quote the body.
        raise ApiError(400, "Invalid request payload JSON format") from None


class Reader:
    """Reads the keys of an object that came from outside, and refuses what does not fit.

    Args:
        value: The object.
        where: How messages name it: `body`, `query`, `body.schedule`.

    Raises:
        ApiError: It is no object; every method raises the same for what it reads.
    """

    def __init__(self, value: object, where: str = "body") -> None:
        if not isinstance(value, dict):
            if where == "body":
                text = f"expected a plain object value, but found [{_kind(value)}] instead."
            else:
                text = f"expected value of type [object] but got [{_kind(value)}]"
            raise ApiError(400, f"[request {where}]: {text}")
        self.value: dict[str, Any] = value
        self.where = where
        self._known: set[str] = set()

    def text(self, key: str, default: Any = _ABSENT, *, least: int = 0, most: int | None = None) -> Any:
        """Return a text; `default` where it is absent. `least` and `most` are characters."""
        value = self._get(key, default)
        if value is default and default is not _ABSENT:
            return value
        if not isinstance(value, str):
            raise self._expected(key, "string", value)
        if len(value) < least:
            raise self.refusal(
                key, f"value has length [{len(value)}] but it must have a minimum length of [{least}]."
            )
        if most is not None and len(value) > most:
            raise self.refusal(
                key, f"value has length [{len(value)}] but it must have a maximum length of [{most}]."
            )
        return value

    def flag(self, key: str, default: Any = _ABSENT) -> Any:
        """Return true or false, also from a query's text; `default` where it is absent."""
        value = self._get(key, default)
        if value is default and default is not _ABSENT:
            return value
        if self.where == "query" and value in ("true", "false"):
            return value == "true"
        if not isinstance(value, bool):
            raise self._expected(key, "boolean", value)
        return value

    def number(
        self, key: str, default: Any = _ABSENT, *, least: int | None = None, most: int | None = None
    ) -> Any:
        """Return a whole number, also from a query's text; `default` where it is absent."""
        value = self._get(key, default)
        if value is default and default is not _ABSENT:
            return value
        if self.where == "query" and isinstance(value, str):
            try:
                value = int(value)
            except ValueError:
                raise self._expected(key, "number", value) from None
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise self._expected(key, "number", value)
        if least is not None and value < least:
            raise self.refusal(key, f"Value must be equal to or greater than [{least}].")
        if most is not None and value > most:
            raise self.refusal(key, f"Value must be equal to or lower than [{most}].")
        return int(value)

    def mapping(self, key: str, default: Any = _ABSENT) -> Any:
        """Return an object; `default` where it is absent."""
        value = self._get(key, default)
        if value is default and default is not _ABSENT:
            return value
        if not isinstance(value, dict):
            raise self._expected(key, "object", value)
        return value

    def items(self, key: str, default: Any = _ABSENT, *, most: int | None = None) -> Any:
        """Return a list; `default` where it is absent. A query's single text counts as a list of one."""
        value = self._get(key, default)
        if value is default and default is not _ABSENT:
            return value
        if self.where == "query" and isinstance(value, str):
            value = [value]
        if not isinstance(value, list):
            raise self._expected(key, "array", value)
        if most is not None and len(value) > most:
            raise self.refusal(key, f"array size is [{len(value)}], but cannot be greater than [{most}]")
        return value

    def texts(self, key: str, default: Any = _ABSENT, *, most: int | None = None) -> Any:
        """Return a list of texts; `default` where it is absent."""
        value = self.items(key, default, most=most)
        if value is default and default is not _ABSENT:
            return value
        for index, item in enumerate(value):
            if not isinstance(item, str):
                raise self._expected(f"{key}.{index}", "string", item)
        return value

    def choice(self, key: str, choices: Sequence[str], default: Any = _ABSENT) -> Any:
        """Return one of a few texts; `default` where it is absent."""
        value = self._get(key, default)
        if value is default and default is not _ABSENT:
            return value
        if value in choices:
            return value
        failed = "".join(
            f"\n- [request {self.where}.{key}.{index}]: expected value to equal [{one}]"
            for index, one in enumerate(choices)
        )
        raise self.refusal(key, f"types that failed validation:{failed}")

    def anything(self, key: str, default: Any = None) -> Any:
        """Return a value of any type; `default` where it is absent."""
        return self._get(key, default)

    def refuse_other_keys(self) -> None:
        """Refuse every key that no method was asked for."""
        for key in self.value:
            if key not in self._known:
                raise self.refusal(key, "definition for this key is missing")

    def refusal(self, key: str, text: str) -> ApiError:
        """Return the error for one key.

        Args:
            key: The key.
            text: What is wrong.
        """
        return ApiError(400, f"[request {self.where}.{key}]: {text}")

    def _get(self, key: str, default: Any) -> Any:
        self._known.add(key)
        if key in self.value:
            return self.value[key]
        return default

    def _expected(self, key: str, expected: str, value: object) -> ApiError:
        return self.refusal(key, f"expected value of type [{expected}] but got [{_kind(value)}]")


def read_create_body(value: object, *, auth_mode: bool = False) -> ConnectorBody:
    """Check the body of a POST.

    Args:
        value: Parsed JSON.
        auth_mode: Whether this Kibana knows the key `auth_mode`.

    Raises:
        ApiError: With status 400 and the text of Kibana's schema framework.
    """
    body = Reader(value)
    name, type_id = _filled_text(body, "name"), _filled_text(body, "connector_type_id")
    config, secrets = _filled_object(body, "config"), _filled_object(body, "secrets")
    mode = body.choice("auth_mode", ("shared", "personal"), None) if auth_mode else None
    body.refuse_other_keys()
    return ConnectorBody(name, type_id, config, secrets, mode)


def read_update_body(value: object, *, allowed_sub_actions: bool = False) -> ConnectorBody:
    """Check the body of a PUT.

    Args:
        value: Parsed JSON.
        allowed_sub_actions: Whether this Kibana knows the key `allowed_sub_actions`.

    Raises:
        ApiError: With status 400 and the text of Kibana's schema framework.
    """
    body = Reader(value)
    read = ConnectorBody(
        _filled_text(body, "name"), "", _filled_object(body, "config"), _filled_object(body, "secrets")
    )
    if allowed_sub_actions:
        body.texts("allowed_sub_actions", None)
    body.refuse_other_keys()
    return read


def _no_constant(_name: str) -> object:
    raise ValueError("NaN and Infinity are not JSON")


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError("number out of range")
    return number


def _kind(value: object) -> str:
    if value is _ABSENT:
        return "undefined"
    name = type_name(value)
    # The routes' schema framework capitalizes these two; that of connector types does not.
    return name.capitalize() if name in ("array", "object") else name


def _filled_text(body: Reader, key: str) -> str:
    value: str = body.text(key)
    _refuse_blank(body, value, key)
    return value


def _filled_object(body: Reader, key: str) -> dict[str, Any]:
    value: dict[str, Any] = body.mapping(key, {})
    for name, item in value.items():
        _refuse_blank(body, item, f"{key}.{name}")
    return value


def _refuse_blank(body: Reader, value: object, path: str) -> None:
    if _holds_blank(value):
        # Kibana's text, whatever white space it was.
        raise body.refusal(path, "value '' is not valid")


def _holds_blank(value: object) -> bool:
    if isinstance(value, str):
        return is_blank(value)
    items: Iterable[object] = ()
    if isinstance(value, dict):
        items = value.values()
    elif isinstance(value, list):
        items = value
    return any(map(_holds_blank, items))
