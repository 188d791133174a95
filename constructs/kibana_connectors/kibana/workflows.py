"""Workflows and their YAML, whichever routes a version has for them.

Kibana 9.4 and later list them by `GET /api/workflows` and give many texts at once by `POST
/api/workflows/mget`; 9.3, where they are a preview, has `POST /api/workflows/search` and `GET
/api/workflows/{id}`; older ones have none.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Generator, Iterable, Iterator
from typing import Any, NamedTuple

from ..errors import MissingExtra
from .answers import as_
from .call import Call, InEachSpace
from .connectors import AT_ONCE
from .errors import AnswerTooLarge, BadRequest, Forbidden, NotFound, UnexpectedAnswer
from .model import Model, segment

_PAGE = 100
_MOST_PAGES = 100
_AT_A_TIME = 25
"""A text may have a million characters."""
_NOT_LICENSED = ("license does not support Workflows", "does not have Workflows available")
"""What Kibana says, with status 403, where no workflow can run."""
_CONNECTOR_ID = "connector-id"
_UUID = re.compile(r"\b[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\b")
_CONSTANT = re.compile(r"\s*\$?\{\{\s*consts\.([\w-]+)\s*\}\}\s*")
_READ = "the Kibana privilege Workflows: Read"


class Workflow(Model):
    """A workflow.

    Attributes:
        id: Its id.
        name: Its name.
        enabled: Whether it runs.
        valid: Whether Kibana could read its text; one that it could not is kept all the same.
        yaml: Its text; None where no route gave it.
    """

    id: str
    name: str = ""
    enabled: bool | None = None
    valid: bool | None = None
    yaml: str | None = None


class _Listed(Model):
    total: int
    results: tuple[Workflow, ...] = ()


_listed = as_(_Listed)
_many = as_(tuple[Workflow, ...])
_one = as_(Workflow)


def list_workflows(*, space: str | None = None) -> Generator[Call[Any], Any, tuple[Workflow, ...]]:
    """List all workflows of one space with their texts, those that Kibana manages too.

    A Kibana that knows no workflows, or whose license has none, has none.

    Args:
        space: The space; None takes the client's.
    """
    try:
        listed = yield from _all_pages(space)
    except Forbidden as error:
        if any(part in error.kibana_message for part in _NOT_LICENSED):
            return ()
        raise
    except NotFound:
        listed = yield from _all_pages_of_the_preview(space)
        return (yield from _texts_one_by_one(listed, "/api/workflows", space))
    found: list[Workflow] = []
    for start in range(0, len(listed), _AT_A_TIME):
        found += yield from _texts(listed[start : start + _AT_A_TIME], space)
    return tuple(found)


def list_workflows_in_each_space(
    *, spaces: Iterable[str] | None = None, at_most: int = AT_ONCE
) -> InEachSpace[tuple[Workflow, ...]]:
    """List the workflows of many spaces with their texts; yields each space's as they come.

    Args:
        spaces: Ids of spaces; None takes all that the credential may see.
        at_most: How many spaces are asked at once; only `AsyncKibana` asks more than one.
    """
    return InEachSpace(
        lambda space: list_workflows(space=space), None if spaces is None else tuple(spaces), at_most
    )


def _all_pages(space: str | None) -> Generator[Call[Any], Any, list[Workflow]]:
    managed: str | None = "all"
    found: dict[str, Workflow] = {}
    number = 1
    while True:
        query = {"page": number, "size": _PAGE, "managed": managed}
        call: Call[_Listed] = Call(
            "GET", "/api/workflows", _listed, query=query, space=space, needs=_READ, since="9.4"
        )
        try:
            page = yield from call
        except BadRequest:
            if managed is None:
                raise
            managed = None  # the first versions do not know the key, and have no managed ones
            continue
        if _is_last(page, found, number):
            return list(found.values())
        number += 1


def _all_pages_of_the_preview(space: str | None) -> Generator[Call[Any], Any, list[Workflow]]:
    found: dict[str, Workflow] = {}
    number = 1
    while True:
        # The preview's first builds call the size a limit.
        body = {"page": number, "size": _PAGE, "limit": _PAGE}
        call: Call[_Listed] = Call(
            "POST", "/api/workflows/search", _listed, body=body, space=space, needs=_READ, since="9.3"
        )
        try:
            page = yield from call
        except NotFound:
            return []
        if _is_last(page, found, number):
            return list(found.values())
        number += 1


def _is_last(page: _Listed, found: dict[str, Workflow], number: int) -> bool:
    before = len(found)
    found.update((workflow.id, workflow) for workflow in page.results)
    if len(found) >= page.total or not page.results:
        return True
    if len(found) == before or number >= _MOST_PAGES:
        raise UnexpectedAnswer(
            f"workflows: {len(found):,} of {page.total:,} could be listed; what the others use cannot be told"
        )
    return False


def _texts(listed: list[Workflow], space: str | None) -> Generator[Call[Any], Any, tuple[Workflow, ...]]:
    body = {"ids": [each.id for each in listed], "source": ["name", "enabled", "valid", "yaml"]}
    call: Call[tuple[Workflow, ...]] = Call(
        "POST", "/api/workflows/mget", _many, body=body, space=space, needs=_READ, since="9.4"
    )
    try:
        texts = yield from call
    except (NotFound, AnswerTooLarge):
        return (yield from _texts_one_by_one(listed, "/api/workflows/workflow", space))
    by_id = {each.id: each.yaml for each in texts}
    return tuple(_with_text(each, by_id.get(each.id)) for each in listed)


def _texts_one_by_one(
    listed: Iterable[Workflow], path: str, space: str | None
) -> Generator[Call[Any], Any, tuple[Workflow, ...]]:
    found = []
    for each in listed:
        call: Call[Workflow] = Call(
            "GET", f"{path}/{segment('id', each.id)}", _one, space=space, needs=_READ, since=""
        )
        try:
            text = (yield from call).yaml
        except NotFound:
            continue  # deleted since it was listed
        found.append(_with_text(each, text))
    return tuple(found)


def _with_text(workflow: Workflow, text: str | None) -> Workflow:
    return workflow.model_copy(update={"yaml": text})


class NamedConnectors(NamedTuple):
    """The connectors that a workflow names.

    Attributes:
        ids: What its text names, wherever it names it. It may be a connector's name: the engine of 9.3, where
            workflows are a preview, takes these too.
        are_all: Whether there are no others: False where there is no text, where it is no YAML, or where an
            id is made only when the workflow runs (`{{ … }}`).
        doubt: Why there may be others; empty where there are none.
    """

    ids: frozenset[str]
    are_all: bool
    doubt: str = ""


def connectors_named_by(workflow: Workflow) -> NamedConnectors:
    """Return the ids of all connectors that a workflow's text names.

    Every `connector-id` counts, at whatever depth: also below `on-failure`, `switch` and `waitForApproval`.
    So does every UUID anywhere in the text, as in the path of a `kibana.request`.

    Args:
        workflow: The workflow.

    Raises:
        MissingExtra: The reader of YAML is not installed.
    """
    if workflow.yaml is None:
        return NamedConnectors(frozenset(), False, "Kibana does not give its text")
    named = set(_UUID.findall(workflow.yaml))
    read, document = _read(workflow.yaml)
    if not read:
        return NamedConnectors(frozenset(named), False, "its text is no YAML that can be read")
    doubt = ""
    for value in _values(document):
        constant = _CONSTANT.fullmatch(value) if isinstance(value, str) else None
        if constant is not None:
            value = _constants(document).get(constant[1])
        if isinstance(value, str) and "{{" not in value:
            named.add(value)
        else:
            doubt = "it makes the id of a connector when it runs"
    return NamedConnectors(frozenset(named), not doubt, doubt)


def _read(text: str) -> tuple[bool, Any]:
    """Return whether a text is YAML, and what it says; nothing in it is ever run."""
    try:
        from ruamel.yaml import YAML
    except ModuleNotFoundError:
        raise MissingExtra("cli", "ruamel.yaml") from None

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of anchors that are used twice
            return True, YAML(typ="safe", pure=True).load(text)
    except MemoryError:
        raise
    except Exception:  # odd texts make the reader fail with errors of many kinds
        return False, None


def _constants(document: Any) -> dict[Any, Any]:
    constants = document.get("consts") if isinstance(document, dict) else None
    return constants if isinstance(constants, dict) else {}


def _values(document: Any) -> Iterator[Any]:
    """Yield what stands under each `connector-id`; what an alias repeats is looked at once."""
    seen: set[int] = set()
    left = [document]
    while left:
        each = left.pop()
        if not isinstance(each, (dict, list)) or id(each) in seen:
            continue
        seen.add(id(each))
        if isinstance(each, dict):
            if each.get(_CONNECTOR_ID) is not None:
                yield each[_CONNECTOR_ID]
            left += each.values()
        else:
            left += each
