"""EphemeralApiKey: an API key that Terraform makes for one run, keeps nowhere, and invalidates at its end."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import constructs

from ..engine_objects import AnyProvider
from ..errors import Problem
from ..formats.kibana_ids import is_space_id
from ..formats.known_text import is_known_text
from ..frames import forgetful
from ..schema.secret_source import Secret
from ..terraform.elasticstack import API_KEY
from ..terraform.secret_providers import ELASTICSTACK
from .manager import SecretManager

_APPLICATION = "kibana-.kibana"
_PRIVILEGE = "feature_actions.all"
_DURATION = re.compile(r"[1-9][0-9]*[smhd]")


class EphemeralApiKey(SecretManager):
    """An API key of Elasticsearch for one run of Terraform, as the credential of a `KibanaProvider`.

    Terraform makes one key for each phase, plan and apply, and invalidates it when the phase ends. No key is
    in a state, a plan or a file. By default the key may manage the connectors of some spaces and nothing
    else. It is for connectors, not for rules: Kibana runs a rule with the API key that it was made with.

    ```python
    key = EphemeralApiKey(self, "deploy", spaces=["default", "ops"])
    connectors = KibanaProvider(self, "connectors", alias="connectors", endpoints=[...], api_key=key.secret)
    PagerDuty(self, "pager", name="On-call", provider=connectors)
    ```

    Who makes the key is told by ELASTICSEARCH_ENDPOINTS and ELASTICSEARCH_USERNAME, ELASTICSEARCH_PASSWORD or
    ELASTICSEARCH_API_KEY where Terraform runs; KIBANA_API_KEY must not be set there, for it wins over every
    provider's key.
    """

    PROVIDER = ELASTICSTACK

    @forgetful
    def __init__(
        self,
        scope: constructs.Construct,
        id: str,
        *,
        spaces: list[str] | tuple[str, ...] | None = None,
        role_descriptors: Mapping[str, Any] | None = None,
        name: str | None = None,
        expiration: str = "1h",
        provider: AnyProvider | None = None,
    ) -> None:
        """Check the arguments, and write the block.

        Args:
            scope: The stack, or a construct in it.
            id: The construct's id; the block is named after it.
            spaces: The ids of the spaces whose connectors the key may manage.
            role_descriptors: What it may do instead, as Elasticsearch takes it.
            name: What Elasticsearch calls the key; default the construct's path.
            expiration: When it ends in any case: a number and s, m, h or d; longer than any plan or apply.
            provider: A provider of elasticstack that reaches Elasticsearch; default the one without alias.

        Raises:
            InvalidSecretSource: Arguments that cannot work.
        """
        super().__init__(
            scope,
            id,
            provider=provider,
            settings={},
            problems=[*_problems(spaces, role_descriptors, name, expiration)],
            refused={},
            known=(),
        )
        granted = role_descriptors or {"connectors": _may_manage(spaces or ())}
        address = self._block(
            "ephemeral",
            API_KEY,
            "key",
            {
                "name": name or self._blocks.path.full,
                "role_descriptors": json.dumps(granted, ensure_ascii=False),
                "expiration": expiration,
                "invalidate_on_close": True,
            },
        )
        self._key = self._secret(f"{address}.encoded", None, "Elasticsearch made no API key")

    @property
    def secret(self) -> Secret:
        """The source of the key: what `KibanaProvider(api_key=…)` takes."""
        return self._key


def _may_manage(spaces: list[str] | tuple[str, ...]) -> dict[str, Any]:
    resources = [f"space:{space}" for space in spaces]
    privilege = {"application": _APPLICATION, "privileges": [_PRIVILEGE], "resources": resources}
    return {"applications": [privilege]}


def _problems(spaces: Any, role_descriptors: Any, name: Any, expiration: Any) -> Iterator[Problem]:
    if (spaces is None) == (role_descriptors is None):
        yield Problem("spaces", "expected either spaces or role_descriptors")
    if spaces is not None:
        listed = isinstance(spaces, (list, tuple)) and spaces
        if not listed or not all(isinstance(space, str) and is_space_id(space) for space in spaces):
            hint = "Name each space: the key then holds in these and in no other"
            yield Problem("spaces", "expected a list of ids of Kibana spaces, known at synth", hint)
    if role_descriptors is not None and not (isinstance(role_descriptors, Mapping) and role_descriptors):
        # Without any, the key could do all that its maker can.
        yield Problem("role_descriptors", "expected a dict with at least one role")
    if name is not None and not is_known_text(name):
        yield Problem("name", "expected a text that is known at synth and not blank")
    if not (isinstance(expiration, str) and _DURATION.fullmatch(expiration)):
        yield Problem("expiration", "expected a number above 0 and s, m, h or d, such as 1h")
