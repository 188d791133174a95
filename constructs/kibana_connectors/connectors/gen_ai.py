# mypy: implicit-reexport
"""GenAi: the construct of `.gen-ai`.

Written by `make types` from `types/`; change it there or in `generate/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ..cdk.connector import Connector
from ..schema.type_info import TypeInfo
from ..types.gen_ai import GenAiConfig, GenAiSecrets, GenAiType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Literal

    import constructs
    from typing_extensions import TypedDict

    from ..cdk.lean_resource import LifecycleDict
    from ..engine_objects import AnyDependable, AnyLifecycle, AnyProvider
    from ..schema.fields import Flag, Number, OrToken, SecretText, Text, TextMap, WebUrl
    from ..schema.secret_source import Secret
    from ..terraform.adoption import Adopt
    from ..terraform.secrets_mode import SecretsMode
    from ..terraform.timeouts import Timeouts

    class GenAiConfigDict(TypedDict, total=False):
        """`config` as a dict, in Python's or in Kibana's spelling."""

        api_provider: OrToken[Literal["OpenAI", "Azure OpenAI", "Other"]]
        apiProvider: OrToken[Literal["OpenAI", "Azure OpenAI", "Other"]]
        api_url: WebUrl
        apiUrl: WebUrl
        default_model: Text | None
        defaultModel: Text | None
        organization_id: Text | None
        organizationId: Text | None
        project_id: Text | None
        projectId: Text | None
        verification_mode: OrToken[Literal["full", "certificate", "none"]] | None
        verificationMode: OrToken[Literal["full", "certificate", "none"]] | None
        enable_native_function_calling: Flag | None
        enableNativeFunctionCalling: Flag | None
        headers: TextMap | None
        context_window_length: Number | None
        contextWindowLength: Number | None
        temperature: Number | None

    class GenAiSecretsDict(TypedDict, total=False):
        """`secrets` as a dict, in Python's or in Kibana's spelling."""

        api_key: SecretText | None
        apiKey: SecretText | None
        certificate_data: Secret | None
        certificateData: Secret | None
        private_key_data: SecretText | None
        privateKeyData: SecretText | None
        ca_data: SecretText | None
        caData: SecretText | None


class GenAi(Connector[GenAiConfig, GenAiSecrets]):
    """Use a model of OpenAI, Azure OpenAI or a like service (Kibana docs: "OpenAI connector").

    `api_provider` decides which fields of the config go with it. Left out, `secrets` is an API key; for a
    client certificate give `GenAi.Secrets(certificate_data=Secret.variable(), private_key_data=…)`.
    Kibana hides this type in its UI since 2026; it still works.

    See `Connector` for the arguments and errors.
    """

    CONNECTOR_TYPE = GenAiType
    TYPE: ClassVar[TypeInfo] = GenAiType.TYPE

    if TYPE_CHECKING:
        # Imported, for at `GenAi.Config(` an editor then shows the fields.
        from ..types.gen_ai import GenAiConfig as Config
        from ..types.gen_ai import GenAiSecrets as Secrets

        def __init__(
            self,
            scope: constructs.Construct,
            id: str,
            *,
            name: str,
            config: GenAiConfig | GenAiConfigDict,
            secrets: GenAiSecrets | GenAiSecretsDict | None = None,
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
            """Use a model of OpenAI, Azure OpenAI or a like service (Kibana docs: "OpenAI connector").

            `api_provider` decides which fields of the config go with it. Left out, `secrets` is an API key;
            for a client certificate give `GenAi.Secrets(certificate_data=Secret.variable(),
            private_key_data=…)`. Kibana hides this type in its UI since 2026; it still works.

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
        Config = GenAiConfig
        Secrets = GenAiSecrets
