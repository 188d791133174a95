"""Payloads that are among no vectors, with the verdict that the rules in docs/kibana_api.md give them."""

from __future__ import annotations

from typing import Any

_CASES = {
    "createIncidentUrl": "https://example.com",
    "createIncidentMethod": "post",
    "createIncidentJson": "{}",
    "createIncidentResponseKey": "id",
    "getIncidentMethod": "get",
    "getIncidentUrl": "https://example.com",
    "getIncidentJson": None,
    "getIncidentResponseExternalTitleKey": "title",
    "viewIncidentUrl": "https://example.com",
    "updateIncidentUrl": "https://example.com",
    "updateIncidentMethod": "put",
    "updateIncidentJson": "{}",
    "createCommentUrl": None,
    "createCommentMethod": "put",
    "createCommentJson": None,
    "headers": None,
    "hasAuth": True,
    "authType": "webhook-authentication-basic",
}
_HTTP = {
    "url": "https://example.com",
    "headers": None,
    "hasAuth": True,
    "authType": "webhook-authentication-basic",
    "proxyUrl": None,
    "hasProxyAuth": False,
}
_CHAT = {"provider": "openai", "taskType": "chat_completion", "inferenceId": "x", "taskTypeConfig": {}}
_GEMINI = {"apiUrl": "https://example.com", "gcpRegion": "r", "gcpProjectID": "p", "defaultModel": "m"}
_LOGIN = {"user": "a", "password": "b"}


def _taken(type_id: str, config: dict[str, Any], secrets: dict[str, Any], **stored: Any) -> dict[str, Any]:
    return {
        "type": type_id,
        "config": config,
        "secrets": secrets,
        "ok": True,
        "errors": [],
        "stored_config": {**config, **stored},
    }


OWN: tuple[dict[str, Any], ...] = (
    _taken(
        ".webhook",
        {"url": "https://example.com", "method": "post", "headers": None, "hasAuth": True, "authType": None},
        _LOGIN,
    ),
    _taken(".cases-webhook", {**_CASES, "authType": None}, _LOGIN),
    _taken(".cases-webhook", {**_CASES, "createCommentMethod": None}, _LOGIN),
    _taken(
        ".cases-webhook",
        {
            **_CASES,
            "createCommentMethod": None,
            "createCommentUrl": "https://example.com",
            "createCommentJson": "{}",
        },
        _LOGIN,
    ),
    _taken(
        ".gemini",
        {**_GEMINI, "contextWindowLength": 1000},
        {"credentialsJson": '{"type": "service_account"}'},
    ),
    _taken(".http", {**_HTTP, "authType": None}, _LOGIN),
    _taken(".http", {**_HTTP, "hasAuth": False, "authType": None}, _LOGIN),
    _taken(".inference", {**_CHAT, "providerConfig": {"model_id": None}}, {}),
    _taken(".xmatters", {}, {"secretsUrl": "https://example.com"}, configUrl=None, usesBasic=True),
)
