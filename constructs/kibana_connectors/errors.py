"""Every error this library raises.

```
KibanaConnectorsError
├── InvalidPayload            a Config or Secrets that Kibana would refuse (ValueError)
│   ├── InvalidConnector      the same, and all else that is wrong with one connector
│   ├── InvalidRule           a rule that Kibana or the provider would refuse, or a role
│   └── InvalidAction         a rule's action that Kibana would refuse, or that would fail when it runs
├── UnknownConnectorType      no such type id (KeyError)
├── InvalidProvider           KibanaProvider's arguments (ValueError)
├── InvalidBackend            an encrypted backend's arguments (ValueError)
├── InvalidCheck              a check that cannot be switched off as asked (ValueError)
├── InvalidPolicy             a policy's arguments, or one that cannot be suppressed as asked (ValueError)
├── LiteralSecret             a secret's value where its source belongs (ValueError)
├── InvalidSecretSource       a secret manager's arguments, or a secret's version (ValueError)
├── SynthesisError            a stack that must not be deployed as it is
├── UnusableSpec              a description of a connector type that no class can be made of (ValueError)
├── UnreadableFile            a synthesized stack, or a kibana.yml, that cannot be read (ValueError)
├── SandboxError              the stand-in Kibana cannot run as asked
├── KibanaError               a live Kibana did not do as asked: the tree is in kibana/errors.py
├── MissingExtra              an optional part of this package is not installed (ImportError)
│   └── MissingEngine         neither cdktf nor cdktn is installed
└── MixedEngines              cdktf and cdktn in one program (ImportError)
```

No message ever holds a value from a payload: a secret typed into the wrong field must not reach a log. Of a
URL only the host is named, where that is what is wrong. A key is shown only if it reads like a field of
Kibana's (`schema/shown_keys.py`), else it is told by its position: `secrets.<key 2>`. And no frame of a
traceback holds what was given (`frames.py`), so that no tool can show it, but for frames of the user's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple


class Problem(NamedTuple):
    """One thing that is wrong, and what to do about it.

    Attributes:
        where: The place in Kibana's own words: `config.apiUrl`, `secrets.token`, `space`.
        message: What was expected; never the value that was given.
        hint: What to do instead, when that can be told.
        name: The Python spelling of the field, where it differs from Kibana's.
    """

    where: str
    message: str
    hint: str = ""
    name: str = ""

    def __str__(self) -> str:
        named = f" ({self.name})" if self.name else ""
        hinted = f". {self.hint}" if self.hint else ""
        return f"{self.where}{named}: {self.message}{hinted}"

    @property
    def kibana_text(self) -> str:
        """The same in Kibana's words alone, without Python's names and without the hint."""
        return f"{self.where}: {self.message}"


class KibanaConnectorsError(Exception):
    """Base of every error raised by this library."""


class InvalidPayload(KibanaConnectorsError, ValueError):
    """A payload that Kibana, or the Terraform provider, would refuse.

    Attributes:
        place: The construct path (`OnCall/pager`), or the class when there is no construct yet.
        problems: Everything that is wrong, not only the first thing.
    """

    def __init__(self, place: str, problems: Iterable[Problem]) -> None:
        self.place = place
        self.problems = tuple(problems)
        if len(self.problems) == 1:
            text = f"{place}: {self.problems[0]}"
        else:
            listed = "".join(f"\n  - {problem}" for problem in self.problems)
            text = f"{place}: {len(self.problems)} problems{listed}"
        super().__init__(text)


class InvalidConnector(InvalidPayload):
    """A connector that must not be deployed: its payload, id, spaces, secrets or options are wrong."""


class InvalidRule(InvalidPayload):
    """A rule, a role or a key for deploying that must not be deployed: its arguments cannot work."""


class InvalidAction(InvalidPayload):
    """An action of a rule that Kibana would refuse, or that would fail, or do harm, when it runs."""


class UnknownConnectorType(KibanaConnectorsError, KeyError):
    """No connector type has the given id."""

    def __str__(self) -> str:  # a KeyError quotes its message
        return str(self.args[0])


class InvalidProvider(KibanaConnectorsError, ValueError):
    """Arguments of `KibanaProvider` that cannot work."""


class InvalidBackend(KibanaConnectorsError, ValueError):
    """Arguments of an encrypted backend that cannot work."""


class InvalidCheck(KibanaConnectorsError, ValueError):
    """Arguments of `suppress_check` that cannot work."""


class InvalidPolicy(KibanaConnectorsError, ValueError):
    """Arguments of a policy, or of `Policies`, that cannot work."""


class LiteralSecret(KibanaConnectorsError, ValueError):
    """A secret's value was given where only its source may stand."""


class InvalidSecretSource(KibanaConnectorsError, ValueError):
    """A source of secrets that cannot work: a secret manager's arguments, or the version of a secret."""


class SynthesisError(KibanaConnectorsError):
    """A stack that must not be deployed as it is; raised by `synth`."""


class UnusableSpec(KibanaConnectorsError, ValueError):
    """A description of a connector type, by Kibana or in a definition, that no class can be made of."""


class UnreadableFile(KibanaConnectorsError, ValueError):
    """A file that was given to a command cannot be read, or is not what it should be."""


class SecretWarning(UserWarning):
    """A secret's source is one that keeps the value somewhere, such as in the state."""


class PolicyWarning(UserWarning):
    """What a policy found in a stack, and does not stop it for."""


class StateWarning(UserWarning):
    """Something that the user should know of how a stack's state is kept."""


class SandboxError(KibanaConnectorsError):
    """The stand-in Kibana cannot run as asked."""


class MissingExtra(KibanaConnectorsError, ImportError):
    """A part of this package needs an extra that is not installed."""

    def __init__(self, extra: str, missing: str) -> None:
        requirements = " ".join(f"'{requirement}'" for requirement in _requirements(extra))
        # This package may come from a folder or a repository, so that pip finds it on no index.
        alone = f"; where no index has it, pip install {requirements}" if requirements else ""
        super().__init__(
            f"{missing} is not installed: it comes with pip install '{DISTRIBUTION}[{extra}]'{alone}"
        )


class MissingEngine(MissingExtra):
    """Neither `cdktf` nor `cdktn` is installed."""

    def __init__(self) -> None:
        ImportError.__init__(
            self,
            f"no CDK engine is installed: it comes with pip install '{DISTRIBUTION}[cdktf]', or "
            f"'{DISTRIBUTION}[cdktn]' for the fork; where no index has it, pip install cdktf (or cdktn)",
        )


class MixedEngines(KibanaConnectorsError, ImportError):
    """Both `cdktf` and `cdktn` in one program: the objects of one mean something else to the other."""


DISTRIBUTION = "cdktf-kibana-connectors"


def _requirements(extra: str) -> list[str]:
    """Return what the installed package lists for an extra."""
    from importlib.metadata import PackageNotFoundError, requires

    try:
        listed = requires(DISTRIBUTION) or []
    except PackageNotFoundError:
        return []
    parts = (requirement.partition(";") for requirement in listed)
    return [name.strip() for name, _, marker in parts if re.search(rf"extra == ['\"]{extra}['\"]", marker)]
