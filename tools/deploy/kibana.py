"""Ask Kibana for the connectors that were deployed."""

from __future__ import annotations

import ssl
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import httpx

from tools.deploy.credentials import authorization
from tools.deploy.target import Target
from tools.deploy.terraform import Deployed
from tools.errors import ToolError

_TRUE = ("1", "t", "T", "true", "True", "TRUE")  # what the provider takes KIBANA_INSECURE to mean


@dataclass(frozen=True)
class Connector:
    """A connector as Kibana shows it.

    Attributes:
        space: Its space.
        connector_id: Its id.
        type_id: The id of its type.
        name: Its name.
        is_missing_secrets: Whether Kibana lacks its secrets.
    """

    space: str
    connector_id: str
    type_id: str
    name: str
    is_missing_secrets: bool


def ask_for(deployed: Iterable[Deployed], target: Target) -> list[Connector]:
    """Return each deployed connector as Kibana shows it.

    Raises:
        ToolError: Kibana cannot be reached, or does not have one of them.
    """
    try:
        with httpx.Client(
            base_url=target.endpoint.rstrip("/"),
            headers={"Authorization": authorization(target.environment)},
            verify=_certificates(target.environment),
            trust_env=not target.is_stand_in,  # no proxy leads to the stand-in
        ) as client:
            return [_ask(client, each) for each in deployed]
    except httpx.HTTPError as error:
        raise ToolError(f"the Kibana at {target.endpoint} does not answer: {error}") from error


def _ask(client: httpx.Client, deployed: Deployed) -> Connector:
    answer = client.get(f"/s/{deployed.space}/api/actions/connector/{deployed.connector_id}")
    if answer.status_code != httpx.codes.OK:
        raise ToolError(f"Kibana answers {answer.status_code} for the connector {deployed.address}")
    shown = answer.json()
    return Connector(
        deployed.space,
        shown["id"],
        shown["connector_type_id"],
        shown["name"],
        shown["is_missing_secrets"],
    )


def _certificates(environment: Mapping[str, str]) -> ssl.SSLContext | bool:
    """Return how Kibana's certificate is checked, by the provider's variables."""
    if environment.get("KIBANA_INSECURE") in _TRUE:
        return False
    context = ssl.create_default_context()
    for file in filter(None, environment.get("KIBANA_CA_CERTS", "").split(",")):
        try:
            context.load_verify_locations(file)
        except OSError as error:
            raise ToolError(f"KIBANA_CA_CERTS: {file} cannot be used: {error}") from error
    return context
