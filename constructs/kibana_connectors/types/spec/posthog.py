"""PostHog: product analytics.

Written by `make types` from `generate/frozen/`; change it there or in `generate/`.
"""

from __future__ import annotations

from typing import Annotated, ClassVar

from ...schema.fields import TokenAware, Url
from ...schema.payload import Config
from ...schema.spec_fields import of_length
from ...schema.spec_type import SpecType
from ...schema.type_info import TypeInfo
from . import _auth


class PostHogConfig(Config):
    """Config of a PostHog connector."""

    instance_host: Url
    """The address of the instance, such as `https://us.posthog.com`."""
    project_id: Annotated[str, of_length(0, 50), TokenAware()]
    """The project's id. At most 50 characters."""


class PostHogType(SpecType[PostHogConfig, _auth.Bearer]):
    """Use PostHog from Kibana: product analytics.

    In technical preview, since Kibana 9.6; needs an enterprise license or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/posthog-action-type

    - `auth=PostHog.Bearer()` (recommended): A token.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".posthog",
        name="PostHog",
        license="enterprise",
        features=("workflows", "agentBuilder"),
        since="9.6",
    )
    Config = PostHogConfig
    Bearer = _auth.Bearer
    AUTH_TYPES = (_auth.Bearer,)
