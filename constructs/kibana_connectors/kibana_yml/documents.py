"""Preconfigured connectors as YAML: for a kibana.yml, or as a StackConfigPolicy of ECK."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..kibana.errors import InvalidRequest
from ..kibana.shown_text import escaped
from .known_settings import PRECONFIGURED
from .preconfigured import Preconfigured, SecretSetting, SecretsIn

_API_VERSION = "stackconfigpolicy.k8s.elastic.co/v1alpha1"
_SECRET_KEY = re.compile(r"[-._a-zA-Z0-9]{1,253}")
_KUBERNETES_NAME = re.compile(r"[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?")
_LABEL = re.compile(r"[A-Za-z0-9]([-._A-Za-z0-9]{0,61}[A-Za-z0-9])?")
_LABEL_KEY = re.compile(rf"({_KUBERNETES_NAME.pattern}/)?{_LABEL.pattern}")


def kibana_yml_text(made: Preconfigured, secrets_in: SecretsIn) -> str:
    """Return the part of a kibana.yml, and what to do for the secrets as comments.

    Args:
        made: The connectors; none of them with a problem.
        secrets_in: Where Kibana finds the secrets.
    """
    lines = [*_yaml({PRECONFIGURED: made.entries}).splitlines()]
    if made.secrets and secrets_in == "env":
        lines += ["", "# Kibana's environment needs, or it does not start:", *_variable_lines(made.secrets)]
    elif made.secrets:
        lines += ["", *_keystore_lines(made.secrets)]
    return "".join(f"{line}\n" for line in lines)


def stack_config_policy_text(
    made: Preconfigured, *, name: str, secret: str, namespace: str | None, labels: Mapping[str, str]
) -> str:
    """Return a StackConfigPolicy of ECK (2.11 or later), its secrets as secure settings.

    Args:
        made: The connectors; none of them with a problem.
        name: The policy's name.
        secret: The name of the Kubernetes Secret that holds the secure settings.
        namespace: The policy's namespace.
        labels: Labels of the Kibanas that it is for; none means all in its namespace.

    Raises:
        InvalidRequest: A name or a label is none of Kubernetes's, or a secret's name cannot be in a Secret.
    """
    for argument, given in (("--eck-name", name), ("--eck-secret", secret), ("--eck-namespace", namespace)):
        if given is not None and not _KUBERNETES_NAME.fullmatch(given):
            raise InvalidRequest(
                f"{argument}: expected a name of Kubernetes: lower-case letters, digits, - and ."
            )
    for key, value in labels.items():
        if not _LABEL_KEY.fullmatch(key) or not (value == "" or _LABEL.fullmatch(value)):
            raise InvalidRequest("--eck-label: expected KEY=VALUE, as Kubernetes takes labels")
    for setting in made.secrets:
        if not _SECRET_KEY.fullmatch(setting.keystore_key):
            where = ".".join(("secrets", *setting.path))
            raise InvalidRequest(
                f"{setting.connector.label}: {escaped(where)}: this name cannot be in a Kubernetes Secret: "
                "letters, digits, -, _ and ."
            )
    kibana: dict[str, Any] = {"config": {PRECONFIGURED: made.entries}}
    if made.secrets:
        kibana["secureSettings"] = [{"secretName": secret}]
    metadata = {"name": name, **({"namespace": namespace} if namespace else {})}
    policy = {
        "apiVersion": _API_VERSION,
        "kind": "StackConfigPolicy",
        "metadata": metadata,
        "spec": {"resourceSelector": {"matchLabels": dict(labels)}, "kibana": kibana},
    }
    lines = [*_yaml(policy).splitlines()]
    if made.secrets:
        lines += [
            "",
            f"# The Secret {secret}, in the namespace of the policy, needs these keys:",
            *(line for setting in made.secrets for line in (_from(setting), f"#   {setting.keystore_key}")),
            *_JSON_VALUES,
        ]
    return "".join(f"{line}\n" for line in lines)


_JSON_VALUES = (
    "# A value that is JSON by itself, such as 12345 or true, has to be in quotes: the keystore",
    "# would keep a number.",
)


def _keystore_lines(secrets: list[SecretSetting]) -> Iterator[str]:
    yield "# Kibana's keystore needs these; each command asks for its value:"
    for setting in secrets:
        yield _from(setting)
        yield f"#   bin/kibana-keystore add {_shell(setting.keystore_key)}"
    yield from _JSON_VALUES


def _variable_lines(secrets: list[SecretSetting]) -> Iterator[str]:
    origins: dict[str, list[SecretSetting]] = {}
    for setting in secrets:
        origins.setdefault(setting.variable, []).append(setting)
    for variable, settings in origins.items():
        for setting in settings:
            yield _from(setting)
        yield f"#   {variable}"


def _from(setting: SecretSetting) -> str:
    """Return a comment that says which secret it is."""
    return escaped(f"# {setting.connector.label}: secrets.{'.'.join(setting.path)}, from {setting.origin}:")


def _shell(text: str) -> str:
    import shlex

    return escaped(shlex.quote(text))


def _yaml(value: Any) -> str:
    """Return plain data as YAML that YAML 1.1 and 1.2 read alike: what may be misread is quoted."""
    from ruamel.yaml import YAML
    from ruamel.yaml.representer import RoundTripRepresenter
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString

    def plain(item: Any) -> Any:
        if isinstance(item, Mapping):
            return {plain(key): plain(each) for key, each in item.items()}
        if isinstance(item, (list, tuple)):
            return [plain(each) for each in item]
        if isinstance(item, str) and not _PLAIN.fullmatch(item):
            return DoubleQuotedScalarString(item)
        return item

    class Representer(RoundTripRepresenter):
        def ignore_aliases(self, data: Any) -> bool:
            return True

    writer = YAML()
    writer.Representer = Representer
    writer.width = 10_000  # a folded text is hard to read, and to compare
    writer.indent(mapping=2, sequence=4, offset=2)
    out = io.StringIO()
    writer.dump(plain(value), out)
    return out.getvalue()


_WORD = r"[A-Za-z0-9(][A-Za-z0-9()._-]*"
_PLAIN = re.compile(
    rf"(?!(?i:true|false|null|yes|no|on|off|y|n|nan|inf)$)[A-Za-z./][A-Za-z0-9./_-]*( {_WORD})*"
)
