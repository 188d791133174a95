"""Cases, as far as they name connectors: `/api/cases/_find` and `/api/cases/configure`."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from typing import Any

from .answers import as_
from .call import Call, InEachSpace
from .connectors import AT_ONCE
from .errors import UnexpectedAnswer
from .model import Model

_PAGE = 100
"""Kibana gives no more cases at once."""
_WINDOW = 10_000
"""Kibana shows no more cases, whatever the page."""
_READ = "the Kibana privilege Cases: Read, of each feature that has cases"
NO_CONNECTOR = "none"
"""The id that Kibana shows where a case has no connector."""


class CaseConnector(Model):
    """The connector of a case, or of settings.

    Attributes:
        id: Its id; `none` where there is none.
        name: Its name when it was chosen.
        type: Its type.
    """

    id: str
    name: str | None = None
    type: str | None = None


class Case(Model):
    """A case.

    Attributes:
        id: Its id.
        title: Its title.
        owner: The feature that it belongs to: `cases`, `observability` or `securitySolution`.
        status: `open`, `in-progress` or `closed`; a closed one keeps its connector.
        connector: The connector that it is pushed by.
    """

    id: str
    title: str = ""
    owner: str | None = None
    status: str | None = None
    connector: CaseConnector | None = None

    @property
    def connector_id(self) -> str | None:
        """The id of its connector; None where it has none."""
        return _id_of(self.connector)


class CaseSettings(Model):
    """The settings of the cases of one owner.

    Attributes:
        id: Their id.
        owner: The feature whose cases they are for.
        connector: The connector that new cases get.
    """

    id: str = ""
    owner: str | None = None
    connector: CaseConnector | None = None

    @property
    def connector_id(self) -> str | None:
        """The id of that connector; None where there is none."""
        return _id_of(self.connector)


class _Page(Model):
    total: int
    cases: tuple[Case, ...] = ()


_page = as_(_Page)
_settings = as_(tuple[CaseSettings, ...])


def list_cases(*, space: str | None = None) -> Generator[Call[Any], Any, tuple[Case, ...]]:
    """List all cases of one space that the credential may read, page by page; closed ones too.

    Args:
        space: The space; None takes the client's.
    """
    # A case that is added or deleted meanwhile moves the others between pages: each counts once.
    found: dict[str, Case] = {}
    for number in range(1, _WINDOW // _PAGE + 1):
        query: dict[str, str | int] = {
            "page": number,
            "perPage": _PAGE,
            "sortField": "createdAt",
            "sortOrder": "asc",
        }
        call: Call[_Page] = Call("GET", "/api/cases/_find", _page, query=query, space=space, needs=_READ)
        page = yield from call
        found.update((case.id, case) for case in page.cases)
        if page.total > _WINDOW:
            raise UnexpectedAnswer(
                f"GET /api/cases/_find: the space has {page.total:,} cases, and Kibana shows only the first "
                f"{_WINDOW:,}; which connectors the others use cannot be told"
            )
        if not page.cases or number * _PAGE >= page.total:
            break
    return tuple(found.values())


def list_cases_in_each_space(
    *, spaces: Iterable[str] | None = None, at_most: int = AT_ONCE
) -> InEachSpace[tuple[Case, ...]]:
    """List the cases of many spaces; yields each space's as they come.

    Args:
        spaces: Ids of spaces; None takes all that the credential may see.
        at_most: How many spaces are asked at once; only `AsyncKibana` asks more than one.
    """
    return InEachSpace(
        lambda space: list_cases(space=space), None if spaces is None else tuple(spaces), at_most
    )


def list_case_settings(*, space: str | None = None) -> Call[tuple[CaseSettings, ...]]:
    """List the settings of the cases of one space, those of each owner that the credential may read.

    Args:
        space: The space; None takes the client's.
    """
    return Call("GET", "/api/cases/configure", _settings, space=space, needs=_READ)


def _id_of(connector: CaseConnector | None) -> str | None:
    return None if connector is None or connector.id == NO_CONNECTOR else connector.id
