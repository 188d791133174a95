"""Verdicts on the types that came after the vectors: by the rules of their descriptions."""

from __future__ import annotations

from typing import Any

import pytest

from kibana_connectors import validate

BASIC = {"authType": "basic", "username": "u", "password": "p"}
MYSQL = {"host": "db.example", "database": "shop"}
KEY = {"authType": "api_key_header", "x-apikey": "k"}
NONE = {"authType": "none"}


@pytest.mark.parametrize(
    ("type_id", "config", "secrets", "stored"),
    [
        (".mysql", MYSQL, BASIC, {**MYSQL, "port": 3306, "ssl": "required"}),
        (".mysql", {**MYSQL, "port": 1, "ssl": "disabled"}, BASIC, {**MYSQL, "port": 1, "ssl": "disabled"}),
        (".mysql", {**MYSQL, "port": 65535.0}, BASIC, {**MYSQL, "port": 65535, "ssl": "required"}),
        (".mongodb", {"uri": "x" * 2048}, BASIC, {"uri": "x" * 2048}),
        (".google_threat_intelligence", {}, KEY, {}),
        (
            ".google_threat_intelligence",
            {"baseUrl": "https://x.example"},
            KEY,
            {"baseUrl": "https://x.example"},
        ),
        (".inboundWebhook", {}, NONE, {}),
        (".inboundWebhook", {"ingestTokenHash": "0a" * 32}, NONE, {"ingestTokenHash": "0a" * 32}),
    ],
)
def test_what_they_take(type_id: str, config: Any, secrets: Any, stored: Any) -> None:
    verdict = validate(type_id, config, secrets)

    assert (verdict.errors, verdict.stored_config) == ((), stored)


@pytest.mark.parametrize("port", [0, 65536, 1.5, -1, "3306", True, None, [1], float("inf")])
def test_a_port_is_a_whole_number_within_its_bounds(port: Any) -> None:
    verdict = validate(".mysql", {**MYSQL, "port": port}, BASIC)

    assert verdict.errors == ("config.port: expected a whole number from 1 to 65535",)


@pytest.mark.parametrize(
    ("type_id", "config", "secrets", "where"),
    [
        (".mysql", {"host": "h" * 254, "database": "d"}, BASIC, "config.host"),
        (".mysql", {"host": "h", "database": "d" * 65}, BASIC, "config.database"),
        (".mysql", {**MYSQL, "ssl": "maybe"}, BASIC, "config.ssl"),
        (".mysql", {"host": "h"}, BASIC, "config.database"),
        (".mysql", MYSQL, NONE, "secrets.authType"),
        (".mongodb", {"uri": "x" * 2049}, BASIC, "config.uri"),
        (".mongodb", {}, BASIC, "config.uri"),
        (".google_threat_intelligence", {"baseUrl": "x"}, KEY, "config.baseUrl"),
        (".google_threat_intelligence", {}, {"authType": "api_key_header"}, "secrets.x-apikey"),
        (".inboundWebhook", {"ingestTokenHash": "0A" * 32}, NONE, "config.ingestTokenHash"),
    ],
)
def test_what_they_refuse(type_id: str, config: Any, secrets: Any, where: str) -> None:
    verdict = validate(type_id, config, secrets)

    assert [error.partition(":")[0] for error in verdict.errors] == [where]
