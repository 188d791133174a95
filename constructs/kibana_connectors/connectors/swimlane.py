# mypy: implicit-reexport
"""Swimlane: the construct of `.swimlane`.

Written by `make types` from `types/`; change it there or in `generate/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ..cdk.connector import Connector
from ..rules.params.swimlane import SwimlaneActions
from ..schema.type_info import TypeInfo
from ..types.swimlane import SwimlaneConfig, SwimlaneField, SwimlaneMappings, SwimlaneSecrets, SwimlaneType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Literal

    import constructs
    from typing_extensions import Required, TypedDict

    from ..cdk.lean_resource import LifecycleDict
    from ..engine_objects import AnyDependable, AnyLifecycle, AnyProvider
    from ..schema.fields import HostedUrl, OrToken, SecretText, Text
    from ..terraform.adoption import Adopt
    from ..terraform.secrets_mode import SecretsMode
    from ..terraform.timeouts import Timeouts
    from ..types.swimlane import Mappings

    class SwimlaneConfigDict(TypedDict, total=False):
        """`config` as a dict, in Python's or in Kibana's spelling."""

        api_url: HostedUrl
        apiUrl: HostedUrl
        app_id: Text
        appId: Text
        connector_type: OrToken[Literal["all", "alerts", "cases"]]
        connectorType: OrToken[Literal["all", "alerts", "cases"]]
        mappings: Required[Mappings]

    class SwimlaneSecretsDict(TypedDict, total=False):
        """`secrets` as a dict, in Python's or in Kibana's spelling."""

        api_token: SecretText
        apiToken: SecretText


class Swimlane(Connector[SwimlaneConfig, SwimlaneSecrets], SwimlaneActions):
    """Create records in Swimlane (Kibana docs: "Swimlane connector").

    `mappings` holds `Swimlane.Field`s, or dicts of their `id`, `key`, `name` and `field_type`.

    See `Connector` for the arguments and errors.
    """

    CONNECTOR_TYPE = SwimlaneType
    TYPE: ClassVar[TypeInfo] = SwimlaneType.TYPE

    if TYPE_CHECKING:
        # Imported, for at `Swimlane.Config(` an editor then shows the fields.
        from ..types.swimlane import SwimlaneConfig as Config
        from ..types.swimlane import SwimlaneField as Field
        from ..types.swimlane import SwimlaneMappings as Mappings
        from ..types.swimlane import SwimlaneSecrets as Secrets

        PushToService = SwimlaneActions.PushToService
        Record = SwimlaneActions.Record
        Comment = SwimlaneActions.Comment

        def __init__(
            self,
            scope: constructs.Construct,
            id: str,
            *,
            name: str,
            config: SwimlaneConfig | SwimlaneConfigDict,
            secrets: SwimlaneSecrets | SwimlaneSecretsDict | None = None,
            space: str | None = None,
            spaces: list[str] | tuple[str, ...] | None = None,
            connector_id: str | Mapping[str, str] | None = None,
            adopt: Adopt | None = None,
            secrets_version: str | None = None,
            secrets_mode: SecretsMode | None = None,
            protect: bool = False,
            provider: AnyProvider | None = None,
            depends_on: Sequence[AnyDependable] | None = None,
            lifecycle: AnyLifecycle | LifecycleDict | None = None,
            identity: str | None = None,
            moved_from: str | list[str] | tuple[str, ...] | None = None,
            timeouts: Timeouts | None = None,
        ) -> None:
            """Create records in Swimlane (Kibana docs: "Swimlane connector").

            `mappings` holds `Swimlane.Field`s, or dicts of their `id`, `key`, `name` and `field_type`.

            Args:
                scope: The stack, or a construct in it.
                id: The construct's id; secrets' variables are named `<id>_<field>` after it.
                name: The name that Kibana shows. Not blank; need not be unique.
                config: A `Config`, or a dict of its fields in Kibana's or in Python's spelling.
                secrets: A `Secrets`, or such a dict, of secret *sources*. Left out, each secret that the
                    chosen authentication needs becomes a variable.
                space: The id of the Kibana space; default `default`.
                spaces: Ids of several spaces; one block with `for_each` then serves them all.
                connector_id: A UUID in lower case, or with `adopt` the id that the connector has, of any
                    form; with `spaces` a dict of the ids that exist already, by space. Default: one derived
                    from the id namespace, the space and the construct's path, the same at every synth.
                adopt: How to take in a connector that exists in Kibana already; `connector_id` is then its
                    id. The argument has to stay for as long as the connector lives.
                secrets_version: Any text; a new one sends the secrets again. May be a token, such as a secret
                    manager's version id.
                secrets_mode: How secrets travel; default the provider's, else write-only.
                protect: Refuse any plan that would destroy the connector.
                provider: The provider to use, where the stack has several.
                depends_on: What must exist before.
                lifecycle: Further lifecycle settings of Terraform's.
                identity: The path below the stack that the connector had when it was first deployed, such as
                    `team/pager`, for a construct that was renamed or moved. Its id, its address in Terraform
                    and its variables' names stay as they were. The argument has to stay for as long as the
                    connector lives.
                moved_from: The same, for those who want the new address: a path, or several, newest first. Id
                    and variables' names stay, and `moved` blocks tell Terraform of the new address.
                timeouts: How long Terraform waits for Kibana, by operation, such as `{"create": "30s"}`.

            Raises:
                InvalidConnector: Anything that Kibana or the provider would refuse, everything at once, with
                    the construct path and the fields; never with a value.
            """
    else:
        Config = SwimlaneConfig
        Secrets = SwimlaneSecrets
        Mappings = SwimlaneMappings
        Field = SwimlaneField
