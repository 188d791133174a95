"""What connectors need of a kibana.yml, as text to put into one."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from ..kibana.shown_text import escaped
from .known_settings import (
    ALLOWED_HOSTS,
    CUSTOM_HOSTS,
    DOMAIN_ALLOWLIST,
    ENABLED_TYPES,
    MAIL_SERVICES,
    PROXY_ONLY,
    PROXY_URL,
)
from .needed import Needed, Place

_MOST_PLACES = 3


def settings_lines(needed: Needed) -> Iterator[str]:
    """Yield the lines of the settings: YAML, with comments that say what needs each.

    What would narrow more than the stacks can tell is a comment too.

    Args:
        needed: What connectors need.
    """
    yield "# What these stacks need. Connectors from elsewhere need theirs in the same lists."
    yield from _list(ALLOWED_HOSTS, needed.hosts)
    for place in needed.unknown_hosts:
        yield f"  # and the host of {_shown(place)}, which the stack does not tell"
    yield from _list(ENABLED_TYPES, needed.types)
    if needed.mail_domains:
        yield "# Where it is set, recipients have to be in its domains too: add theirs, or leave it out."
        yield from _list(DOMAIN_ALLOWLIST, needed.mail_domains)
    if needed.mail_services:
        yield "# Kibana 9.1 or later."
        yield from _list(MAIL_SERVICES, needed.mail_services)
    for place in needed.unknown:
        yield f"# Only Terraform knows {_shown(place)}: what it needs is not here."
    if needed.custom_hosts:
        yield "# For targets with a certificate of an authority of your own, or with odd needs of TLS:"
        yield f"# {CUSTOM_HOSTS}:"
        for url, places in sorted(needed.custom_hosts.items()):
            yield f"#   - url: {_scalar(url)}{_because(places)}"
            yield "#     ssl.certificateAuthoritiesFiles: [/path/to/authority.pem]"
    if needed.hosts:
        yield "# For targets that are behind a proxy:"
        yield f"# {PROXY_URL}: http://proxy.example.com:3128"
        yield f"# {PROXY_ONLY}: [{', '.join(map(_scalar, sorted(needed.hosts)))}]"


def _list(setting: str, wanted: Mapping[str, list[Place]]) -> Iterator[str]:
    if not wanted:
        yield f"{setting}: []"
        return
    yield f"{setting}:"
    for item in sorted(wanted):
        yield f"  - {_scalar(item)}{_because(wanted[item])}"


def _because(places: list[Place]) -> str:
    told = list(dict.fromkeys(map(_without_instance, places)))
    more = len(told) - _MOST_PLACES
    return f"  # {', '.join(told[:_MOST_PLACES])}{f', and {more} more' if more > 0 else ''}"


def _without_instance(place: Place) -> str:
    """Return a place as a comment has it: all instances of a block are one."""
    connector = place.connector
    label = connector.label.removesuffix(connector.instance) if connector.instance else connector.label
    return escaped(label if place.field == "connector_type_id" else f"{label}: {place.field}")


def _shown(place: Place) -> str:
    return escaped(str(place))


def _scalar(text: str) -> str:
    plain = text.replace(".", "").replace("-", "").replace("_", "")
    is_plain = plain.isascii() and plain.isalnum() and not plain.isdigit() and text[0] not in "-_"
    is_plain = is_plain and plain.lower() not in (
        "true",
        "false",
        "null",
        "yes",
        "no",
        "on",
        "off",
        "nan",
        "inf",
    )
    return text if is_plain and not _looks_like_a_number(text) else json.dumps(text)


def _looks_like_a_number(text: str) -> bool:
    try:
        float(text.replace("_", ""))
    except ValueError:
        return text.lower().startswith("0x") or text.lower().startswith("0o")
    return True
