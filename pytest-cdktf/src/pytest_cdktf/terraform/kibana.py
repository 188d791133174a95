"""Which Kibana the round trip uses in place of the one that a stack names."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import urlsplit

from ..secrecy import SHORTEST

_EXPECTED = "expected an object with .url and .api_key, such as the fixture sandbox, or a pair (url, key)"
_WHERE = "assert_plan_empty_after_apply: kibana"


class Kibana(Protocol):
    """A Kibana: a running stand-in, or any object that says where one is."""

    @property
    def url(self) -> str:
        """Its URL, such as `http://localhost:5601`."""
        ...

    @property
    def api_key(self) -> str:
        """An API key that it accepts."""
        ...


@dataclass(frozen=True)
class Connection:
    """A Kibana's URL and an API key for it.

    Attributes:
        url: The URL.
        api_key: The API key.
    """

    url: str
    api_key: str = field(repr=False)


def connection_of(kibana: object) -> Connection:
    """Return where a Kibana is. No message shows a value: the key may be in the wrong place.

    Args:
        kibana: An object with `.url` and `.api_key`, or a pair of them.

    Raises:
        TypeError: It is something else, or one of the two is no text.
        ValueError: One of them is blank, or cannot be what it should be.
    """
    __tracebackhide__ = True
    if isinstance(kibana, (tuple, list)) and not hasattr(kibana, "api_key"):
        if len(kibana) != 2:
            raise TypeError(f"{_WHERE}: {_EXPECTED}; got a {type(kibana).__name__} of {len(kibana)}")
        url, api_key = kibana
    else:
        missing = [name for name in ("url", "api_key") if not hasattr(kibana, name)]
        if isinstance(kibana, type) or missing:
            lacks = f", which has no {' and no '.join(f'.{name}' for name in missing)}" if missing else ""
            described = f"the class {kibana.__name__}" if isinstance(kibana, type) else type(kibana).__name__
            raise TypeError(f"{_WHERE}: {_EXPECTED}; got {described}{lacks}")
        url, api_key = getattr(kibana, "url"), getattr(kibana, "api_key")  # noqa: B009 - it is any object
    wrong = [
        f"the {name} is no text but {_typed(value)}"
        for name, value in (("URL", url), ("API key", api_key))
        if not isinstance(value, str)
    ]
    if wrong:
        raise TypeError(f"{_WHERE}: {'; '.join(wrong)}; {_EXPECTED}")
    problems = [*_problems_of_url(url), *_problems_of_key(api_key)]
    if problems:
        raise ValueError(f"{_WHERE}: {'; '.join(problems)}")
    return Connection(url, api_key)


def _typed(value: object) -> str:
    return "None" if value is None else f"of the type {type(value).__name__}"


def _problems_of_url(url: str) -> list[str]:
    if not url.strip():
        return ["the URL is blank"]
    if any(letter.isspace() for letter in url):
        return ["the URL has white space in it"]
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return ["the URL is none: its host or its port is wrong"]
    if parts.scheme not in ("http", "https") or "://" not in url:
        return ["the URL does not begin with http:// or https://"]
    if not host:
        return ["the URL has no host"]
    if parts.username is not None or parts.password is not None:
        return ["the URL has a user or a password in it: the API key is enough"]
    return []


def _problems_of_key(key: str) -> list[str]:
    if not key.strip():
        return ["the API key is blank"]
    if any(letter.isspace() for letter in key):
        return ["the API key has white space in it"]
    if len(key) < SHORTEST:
        return [f"the API key has fewer than {SHORTEST} characters, so files cannot be searched for it"]
    return []
