"""What stays of a secret's value that was read on the wire: nothing that can be printed, dumped or copied."""

from __future__ import annotations

import copy
import dataclasses
import gc
import json
import pickle
from collections.abc import Callable, Iterator, Mapping
from pprint import pformat
from types import FrameType, FunctionType, ModuleType
from typing import Any, NamedTuple

import pytest
from harness.cdk import TerraformStack
from harness.examples import EXAMPLES
from harness.spec_payloads import payloads
from rich.pretty import pretty_repr

from kibana_connectors import (
    Connector,
    GenAi,
    GitHub,
    Inference,
    PagerDuty,
    Secret,
    Webhook,
    connector_types,
)

_TYPES = connector_types()


class Given(NamedTuple):
    label: str
    type_id: str
    config: Mapping[str, Any]
    secrets: Mapping[str, Any]
    values: tuple[str, ...]


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from texts(item)


ALL = [
    *(
        Given(each.label, each.type_id, each.config, each.secrets, (*texts(each.secrets),))
        for each in EXAMPLES
    ),
    *(Given(each.label, each.type_id, each.config, each.secrets, each.secret_values) for each in payloads()),
]


def reachable(start: object) -> Iterator[Any]:
    """Yield everything that an object holds, at any depth, but not what code and classes hold."""
    known: set[int] = set()
    left = [start]
    while left:
        each = left.pop()
        if id(each) in known or isinstance(each, (ModuleType, type, FrameType)):
            continue
        known.add(id(each))
        yield each
        if isinstance(each, FunctionType):
            left += [cell.cell_contents for cell in each.__closure__ or ()]
        else:
            left += gc.get_referents(each)


@pytest.mark.parametrize("given", ALL, ids=lambda given: given.label)
def test_a_connector_from_the_wire_holds_no_value(given: Given, stack: TerraformStack) -> None:
    connector = _TYPES[given.type_id].from_wire(
        stack, "it", name="It", config=given.config, secrets=given.secrets
    )

    for each in reachable([connector, stack]):
        if isinstance(each, (str, bytes)):
            text = each if isinstance(each, str) else each.decode(errors="replace")
            assert not [value for value in given.values if value in text]


@pytest.mark.parametrize("given", ALL, ids=lambda given: given.label)
def test_secrets_that_were_read_hold_no_value(given: Given) -> None:
    read = _TYPES[given.type_id].CONNECTOR_TYPE.Secrets.from_wire(given.secrets)

    shown = " ".join(each for each in reachable(read) if isinstance(each, str))
    assert not [value for value in given.values if value in shown]


MARK = "Hunter2Hunter2"
READ: dict[str, Callable[[], Any]] = {
    "classic": lambda: PagerDuty.Secrets.from_wire({"routingKey": MARK}),
    "map": lambda: Webhook.Secrets.from_wire({"user": MARK, "secretHeaders": {"X-Api-Key": MARK}}),
    "tree": lambda: Inference.Secrets.from_wire({"providerSecrets": {"a": {"b": MARK}, "c": [MARK], "d": 5}}),
    "auth-type": lambda: GitHub.Bearer.from_wire({"authType": "bearer", "token": MARK}),
    "untyped": lambda: Connector.CONNECTOR_TYPE.Secrets.from_wire({"a": MARK, "b": {"c": MARK}}),
    "client-certificate": lambda: GenAi.Secrets.from_wire({"privateKeyData": MARK, "caData": MARK}),
    "refused": lambda: PagerDuty.Secrets.from_wire({"routingKey": [MARK], "zzz": MARK}),
    "in-code-refused": lambda: PagerDuty.Secrets(routing_key=MARK),  # type: ignore[arg-type]
    "in-code-sources": lambda: PagerDuty.Secrets(routing_key=Secret.ref(f"${{var.{MARK}}}")),
}


def _json(value: Any) -> str:
    try:
        return str(value.model_dump_json())
    except Exception as error:
        return repr(error)


SHOWN_BY: dict[str, Callable[[Any], object]] = {
    "repr": repr,
    "str": str,
    "format": lambda read: f"{read} {read!r}",
    "pprint": pformat,
    "rich": lambda read: pretty_repr(read, max_length=None),
    "vars": lambda read: getattr(read, "__dict__", None),
    "dump": lambda read: read.model_dump(),
    "dump-of-json": _json,
    "json": lambda read: json.dumps(getattr(read, "__dict__", None), default=repr),
    "pairs": lambda read: dict(read),
    "copy": lambda read: vars(copy.copy(read)),
    "deepcopy": lambda read: vars(copy.deepcopy(read)),
    "model-copy": lambda read: vars(read.model_copy(deep=True)),
    "state": lambda read: read.__getstate__(),
    "leaves": lambda read: [*read.leaves()],
    "stored": lambda read: [read.stored(), read.settled()],
}


@pytest.mark.parametrize("show", SHOWN_BY.values(), ids=SHOWN_BY)
@pytest.mark.parametrize("read", READ.values(), ids=READ)
def test_no_printout_shows_a_value(read: Callable[[], Any], show: Callable[[Any], object]) -> None:
    try:
        shown = repr(show(read()))
    except Exception as error:  # a Refused has no fields, and says so
        shown = repr(error)

    assert MARK not in shown


@pytest.mark.parametrize("name", [name for name in READ if name != "in-code-sources"])
def test_no_pickle_holds_a_value(name: str) -> None:
    read = READ[name]()
    try:
        pickled = pickle.dumps(read)
    except Exception as error:  # the rules of some types are functions
        pickled = repr(error).encode()

    assert MARK.encode() not in pickled


def test_a_declaration_as_plain_data_holds_no_value(stack: TerraformStack) -> None:
    connector = PagerDuty.from_wire(stack, "pager", name="Pager", secrets={"routingKey": MARK})

    declaration = connector.declaration
    shown = [declaration, vars(declaration), dataclasses.asdict(declaration.secrets)]
    assert MARK not in repr(shown) + pretty_repr(shown) + pformat(shown)
