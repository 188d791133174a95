"""The profile file: where Kibanas are, and never a credential.

```toml
[prod]
endpoint = "https://kibana.example:5601"
space = "ops"
ca_certs = ["/etc/ssl/company.pem"]
environment_prefix = "PROD_"     # PROD_KIBANA_API_KEY in place of KIBANA_API_KEY
```
"""

from __future__ import annotations

import difflib
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..formats.urls import has_login
from ..kibana.errors import InvalidRequest

_PLACE = Path("kibana-connectors") / "profiles.toml"
DEFAULT = "default"
_CREDENTIAL = re.compile(
    r"key|token|password|passphrase|secret|credential|authorization|login|cookie|user", re.I
)
_TEXTS = ("endpoint", "space", "client_certificate", "client_key", "proxy", "environment_prefix")
_KEYS = (*_TEXTS, "ca_certs", "insecure", "timeout")


@dataclass(frozen=True)
class Profile:
    """What a profile says; None where it says nothing.

    Attributes:
        name: Its name.
        endpoint: Kibana's URL.
        space: The space of commands that look at one space.
        ca_certs: Paths of certificates of authorities to trust.
        insecure: Whether everybody is trusted.
        client_certificate: Path of a certificate to show.
        client_key: Path of its key.
        proxy: URL of a proxy, without a login.
        timeout: Seconds to wait for an answer.
        environment_prefix: What the names of the variables with its credential begin with, before `KIBANA_`.
    """

    name: str
    endpoint: str | None = None
    space: str | None = None
    ca_certs: tuple[str, ...] = ()
    insecure: bool = False
    client_certificate: str | None = None
    client_key: str | None = None
    proxy: str | None = None
    timeout: float | None = None
    environment_prefix: str = ""


def profile_file(environment: Mapping[str, str]) -> Path:
    """Return the path of the profile file, whether it exists or not.

    Args:
        environment: The environment; `XDG_CONFIG_HOME` in it wins over `~/.config`.
    """
    home = environment.get("XDG_CONFIG_HOME")
    return Path(home) / _PLACE if home and Path(home).is_absolute() else Path.home() / ".config" / _PLACE


def read_profile(file: Path, name: str | None) -> Profile | None:
    """Return a profile.

    Args:
        file: The profile file.
        name: The profile's name; None takes the one called `default`, if there is one.

    Raises:
        InvalidRequest: There is no such profile, or the file is wrong.
    """
    try:
        content = file.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        if name is None:
            return None
        raise InvalidRequest(f"profile {name}: there is no profile file {file}") from None
    except OSError as error:
        raise InvalidRequest(f"{file}: cannot be read: {error.strerror}") from None
    profiles = _profiles(file, content)
    if name is None and DEFAULT not in profiles:
        return None
    wanted = DEFAULT if name is None else name
    if wanted not in profiles:
        close = difflib.get_close_matches(wanted, profiles, n=1)
        hint = f'did you mean "{close[0]}"?' if close else f"it has {', '.join(profiles) or 'none'}"
        raise InvalidRequest(f"{file}: it has no profile {wanted}; {hint}")
    return _profile(file, wanted, profiles[wanted])


def _profiles(file: Path, content: bytes) -> dict[str, Any]:
    toml = _toml()
    try:
        read = toml.loads(content.decode())
    except UnicodeDecodeError:
        raise InvalidRequest(f"{file}: expected UTF-8") from None
    except toml.TOMLDecodeError as error:
        # Its message quotes nothing but single characters.
        raise InvalidRequest(f"{file}: expected TOML: {error}") from None
    _refuse_credentials(file, read)
    loose = [key for key, value in read.items() if not isinstance(value, dict)]
    if loose:
        raise InvalidRequest(f"{file}: expected profiles, such as [{DEFAULT}], and no keys outside of them")
    return dict(read)


def _toml() -> Any:
    if sys.version_info >= (3, 11):
        import tomllib

        return tomllib
    import tomli

    return tomli


def _refuse_credentials(file: Path, content: dict[str, Any]) -> None:
    """Refuse a file with a credential anywhere in it, whichever profile is asked for."""
    found = list(_credentials_in(content))
    if found:
        raise InvalidRequest(
            f"{file}: {', '.join(found)}: no credential may stand in this file: take it out, revoke it, and "
            "set KIBANA_API_KEY or the like in the environment, or use --ask"
        )


def _credentials_in(values: dict[str, Any]) -> Iterator[str]:
    for key, value in values.items():
        if isinstance(value, dict):
            yield from (f"{key}.{each}" for each in _credentials_in(value))
        elif (_CREDENTIAL.search(key) and key not in _KEYS) or (isinstance(value, str) and has_login(value)):
            yield key


def _profile(file: Path, name: str, values: dict[str, Any]) -> Profile:
    where = f"{file}: {name}"
    unknown = [key for key in values if key not in _KEYS]
    if unknown:
        close = difflib.get_close_matches(unknown[0], _KEYS, n=1)
        hint = f'did you mean "{close[0]}"?' if close else f"the keys are {', '.join(_KEYS)}"
        raise InvalidRequest(f"{where}: unknown key {unknown[0]}; {hint}")
    for key in _TEXTS:
        if key in values and (not isinstance(values[key], str) or not values[key].strip()):
            raise InvalidRequest(f"{where}: {key}: expected a text that is not blank")
    certs = values.get("ca_certs", [])
    if (
        isinstance(certs, str)
        or not isinstance(certs, list)
        or not all(isinstance(each, str) for each in certs)
    ):
        raise InvalidRequest(f"{where}: ca_certs: expected a list of paths")
    if not isinstance(values.get("insecure", False), bool):
        raise InvalidRequest(f"{where}: insecure: expected true or false")
    timeout = values.get("timeout")
    if timeout is not None and (isinstance(timeout, bool) or not isinstance(timeout, (int, float))):
        raise InvalidRequest(f"{where}: timeout: expected a number of seconds")
    if "client_key" in values and "client_certificate" not in values:
        raise InvalidRequest(f"{where}: client_key: expected client_certificate beside it")
    if not re.fullmatch(r"[A-Za-z0-9_]*", values.get("environment_prefix", "")):
        raise InvalidRequest(f"{where}: environment_prefix: expected letters, digits and _")
    return Profile(name=name, **{**values, "ca_certs": tuple(certs)})
