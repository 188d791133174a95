"""Kibana's words for payloads that it refuses, held against its own verdicts."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from harness.kibana_facts import classic_vectors, spec_vectors

from kibana_connectors.sandbox.wording import SECTIONS, Said, in_kibanas_words, shown
from kibana_connectors.types.catalog import TYPES

QUOTED = {".cases-webhook", ".email", ".inference"}
"""Types whose texts quote what was given. The stand-in does not: it may be a secret in the wrong place."""
UNIONS = {".gen-ai"}
"""Types that zod reads as a union: it lists what is wrong with every branch, the stand-in with one."""


def said_by_kibana(vector) -> tuple[str, str]:
    """Return the part of a payload and the words about it, from a vector's errors."""
    for section in SECTIONS:
        found = []
        for error in vector["errors"]:
            text = re.sub(r"^(config|secrets)\.([^:]+): (?!\[)", r"\1: [\2] ", error)
            match = re.fullmatch(rf"{section}: (?:\[([^\]]*)\] )?(.*)", text, re.DOTALL)
            if match is not None:
                path = None if match[1] is None else tuple(filter(None, match[1].split(".")))
                found.append(Said(section, match[2], path))
        if found:
            return section, shown(found)
    return "", ""


def said_here(vector) -> tuple[str, str]:
    _, _, problems = TYPES[vector["type"]].read_wire(vector["config"], vector["secrets"], hints=False)
    said = in_kibanas_words(vector["type"], problems, vector["config"], vector["secrets"])
    return said[0].section, shown(said)


def refused(vectors):
    routes = ("route: ", "a blank string")
    return [
        one for one in vectors if not one["ok"] and not any(text.startswith(routes) for text in one["errors"])
    ]


def test_classic_types():
    """Word for word, but for what is known to differ."""
    differing = Counter()
    for vector in refused(classic_vectors()):
        if vector["type"] in QUOTED | UNIONS:
            continue
        if said_here(vector) != said_by_kibana(vector):
            differing[vector["type"]] += 1
    # A list in place of a text is also too short a list; and so on.
    assert differing == {
        ".slack_api": 5,
        ".mcp": 3,
        ".http": 2,
        ".microsoft_defender_endpoint": 2,
        ".webhook": 2,
    }


@pytest.mark.parametrize("vectors", [classic_vectors(), spec_vectors()], ids=["classic", "spec"])
def test_the_same_part_is_named(vectors):
    """Which part Kibana finds wrong first is the same for all."""
    differing = [vector for vector in refused(vectors) if said_here(vector)[0] != said_by_kibana(vector)[0]]
    assert differing == []


def test_no_value_is_shown():
    for vector in refused([*classic_vectors(), *spec_vectors()]):
        text = said_here(vector)[1]
        for value in texts(vector["secrets"]):
            assert len(value) < 8 or value not in text, (vector["type"], text)


def texts(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, one in value.items():
            if key != "authType":
                yield from texts(one)


def test_google_credentials_of_another_kind():
    def said(text: str) -> str:
        return said_here(
            {
                "type": ".gemini",
                "config": {"apiUrl": "https://example.com", "gcpRegion": "r", "gcpProjectID": "p"},
                "secrets": {"credentialsJson": text},
            }
        )[1]

    known = said('{"type": "external_account"}')
    assert known.endswith('credentials are supported. Type was "external_account".')
    assert "hunter2" not in said('{"type": "hunter2"}')
    assert said("no json").endswith("Invalid JSON format for credentials.")


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("no url", "unable to parse url: TypeError: Invalid URL"),
        ("https://example.com", "url must begin with https://hooks.torq.io"),
    ],
)
def test_where_torq_is(url, why):
    vector = {"type": ".torq", "config": {"webhookIntegrationUrl": url}, "secrets": {"token": "t"}}
    assert said_here(vector) == ("config", f"error configuring send to Torq action: {why}")
