"""Inbound Webhook: events that others send to Kibana over HTTP.

Written by `make types` from `generate/frozen/`; change it there or in `generate/`.
"""

from __future__ import annotations

from typing import Annotated, ClassVar

from ...schema.fields import OrAbsent, TokenAware, absent
from ...schema.payload import Config
from ...schema.spec_fields import of_form
from ...schema.spec_type import SpecType
from ...schema.type_info import TypeInfo
from . import _auth


class InboundWebhookConfig(Config):
    """Config of an Inbound Webhook connector."""

    ingest_token_hash: OrAbsent[
        Annotated[str, of_form(r"^[a-f0-9]{64}$", "64 hexadecimal digits"), TokenAware()]
    ] = absent()
    """The SHA-256 of the token; Kibana sets it."""


class InboundWebhookType(SpecType[InboundWebhookConfig, _auth.NoAuth]):
    """Use Inbound Webhook from Kibana: events that others send to Kibana over HTTP.

    In technical preview, since Kibana 9.6; needs a gold license or higher; for `workflows`.

    It works only where inbound events are switched on, which they are not by default. Kibana makes a
    token when the connector is created, and shows it once, to whoever created it.

    It has no actions: it receives events, and starts workflows with them. Terraform cannot set it up:
    create it in Kibana, and use its id.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".inboundWebhook",
        name="Inbound Webhook",
        license="gold",
        features=("workflows",),
        since="9.6",
    )
    REFUSAL: ClassVar[str] = (
        "Kibana adds the hash of a token to its config when it makes the connec"
        "tor, which Terraform takes for an inconsistent result, and tells the t"
        "oken once, in an answer that Terraform does not show"
    )
    Config = InboundWebhookConfig
    NoAuth = _auth.NoAuth
    AUTH_TYPES = (_auth.NoAuth,)
