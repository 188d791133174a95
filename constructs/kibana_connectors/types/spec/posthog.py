"""PostHog: product analytics.

Written by `make types` from `catalog/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import Annotated, ClassVar

from ...schema.fields import TokenAware, Url
from ...schema.payload import Config
from ...schema.type_info import TypeInfo
from .._spec import SpecConnector, of_length
from . import _auth

ProjectId = Annotated[str, of_length(0, 50), TokenAware()]


class PostHogConfig(Config):
    """Config of a PostHog connector.

    Attributes:
        instance_host: The address of the instance, such as `https://us.posthog.com`.
        project_id: The project's id. At most 50 characters.
    """

    instance_host: Url
    project_id: ProjectId


class PostHog(SpecConnector[PostHogConfig, _auth.Bearer]):
    """Use PostHog from Kibana: product analytics.

    In technical preview, since Kibana 9.6; needs an enterprise licence or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/posthog-action-type

    - `auth=PostHog.Bearer()` (recommended): A token.

    See `SpecConnector` for the arguments and errors.
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
