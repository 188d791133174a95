"""What an existing kibana.yml lacks for a set of connectors, allows beyond them, or has wrong.

The rules are Kibana's own (docs/kibana_yml.md, "Settings").
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any, Literal, NamedTuple, TypeAlias
from urllib.parse import urlsplit

from .file import ENVIRONMENT, KibanaYml
from .known_settings import (
    ALLOWED_HOSTS,
    CUSTOM_HOSTS,
    DOMAIN_ALLOWLIST,
    ENABLED_TYPES,
    HOST,
    MAIL_SERVICE_VALUES,
    MAIL_SERVICES,
    PRECONFIGURED,
    PROXY_BYPASS,
    PROXY_ONLY,
    PROXY_URL,
    RECIPIENT_ALLOWLIST,
    closest,
    is_known,
    outdated,
)
from .needed import Needed, Place

Level: TypeAlias = Literal["error", "warning", "note"]
_ANY = "*"
_DEFAULT_PORTS = {"https": 443, "smtp": 25}
_REFUSED_IDS = ("", "__proto__", "constructor")


class SettingFinding(NamedTuple):
    """One thing that is wrong with a kibana.yml, or worth knowing of it.

    Attributes:
        level: `error` where a connector cannot work, or Kibana does not start; `warning` where more is
            allowed than is needed, or Kibana ignores something; `note` for the rest.
        rule: A short name for the kind.
        setting: The setting.
        message: What is wrong.
        hint: What to do.
        places: The connectors' fields that it is about.
    """

    level: Level
    rule: str
    setting: str
    message: str
    hint: str = ""
    places: tuple[Place, ...] = ()


def check_kibana_yml(file: KibanaYml, needed: Needed) -> Iterator[SettingFinding]:
    """Yield what is wrong with a file, the errors of each setting first.

    Args:
        file: The file.
        needed: What connectors need of it.
    """
    yield from _hosts(file, needed)
    yield from _types(file, needed)
    yield from _mail(file, needed)
    yield from _custom_hosts(file)
    yield from _proxy(file)
    yield from _preconfigured(file)
    yield from _names(file)


def _hosts(file: KibanaYml, needed: Needed) -> Iterator[SettingFinding]:
    yield from _list_findings(
        file,
        ALLOWED_HOSTS,
        needed.hosts,
        "host-not-allowed",
        "every host may be contacted",
    )
    for item in file.texts(ALLOWED_HOSTS) or ():
        if item != _ANY and not HOST.fullmatch(item) and not ENVIRONMENT.search(item):
            message = "an item is no host name: Kibana takes no scheme, port, path or partial wildcard"
            yield SettingFinding("error", "bad-value", ALLOWED_HOSTS, message, f"Write {_host_in(item)}")
    if needed.unknown_hosts and _ANY not in (file.texts(ALLOWED_HOSTS) or (_ANY,)):
        message = f"the hosts of {len(needed.unknown_hosts)} fields are not in the stacks"
        hint = "See that they are allowed"
        yield SettingFinding(
            "note", "unknown-host", ALLOWED_HOSTS, message, hint, tuple(needed.unknown_hosts)
        )


def _types(file: KibanaYml, needed: Needed) -> Iterator[SettingFinding]:
    yield from _list_findings(
        file,
        ENABLED_TYPES,
        needed.types,
        "type-not-enabled",
        "every connector type may be used",
    )
    for item in file.texts(ENABLED_TYPES) or ():
        if item != _ANY and not item.startswith(".") and not ENVIRONMENT.search(item):
            message = f"{item} is no type's id"
            yield SettingFinding("error", "bad-value", ENABLED_TYPES, message, f"Write .{item}")


def _list_findings(
    file: KibanaYml, setting: str, wanted: Mapping[str, list[Place]], rule: str, wide: str
) -> Iterator[SettingFinding]:
    """Yield what a list of allowed things lacks, and where it is wider than needed."""
    if file.is_from_environment(setting):
        yield SettingFinding(
            "note", "from-environment", setting, "comes from Kibana's environment", "Look there"
        )
        return
    if file.has(setting) and file.texts(setting) is None:
        yield SettingFinding("error", "bad-value", setting, "expected a list of texts")
        return
    allowed = file.texts(setting)
    if allowed is None or _ANY in allowed:
        why = "is not set, so that" if allowed is None else "has *, so that"
        hint = f"Allow only {', '.join(sorted(wanted))}, and what others need" if wanted else ""
        yield SettingFinding("warning", "too-wide", setting, f"{why} {wide}", hint)
        return
    for item, places in wanted.items():
        if item not in allowed:
            yield SettingFinding("error", rule, setting, f"lacks {item}", f"Add {item}", tuple(places))
    spare = [item for item in allowed if item not in wanted]
    if spare:
        message = f"has {', '.join(spare)}, which these stacks do not need"
        yield SettingFinding("note", "not-needed", setting, message)


def _host_in(item: str) -> str:
    host = urlsplit(item if "//" in item else f"//{item}").netloc.rpartition("@")[2].partition(":")[0]
    return host.lstrip("*.") or "the host's whole name"


def _mail(file: KibanaYml, needed: Needed) -> Iterator[SettingFinding]:
    if file.has(DOMAIN_ALLOWLIST) and file.has(RECIPIENT_ALLOWLIST):
        message = f"cannot be set together with {RECIPIENT_ALLOWLIST}: Kibana does not start"
        yield SettingFinding("error", "excludes", DOMAIN_ALLOWLIST, message, "Remove one of them")
    if file.has(DOMAIN_ALLOWLIST):
        yield from _missing(file, DOMAIN_ALLOWLIST, needed.mail_domains, "sender-not-allowed")
        if needed.mail_domains:
            message = "holds for recipients too, which no stack tells"
            yield SettingFinding("note", "recipients", DOMAIN_ALLOWLIST, message, "See that theirs are in it")
    if file.has(RECIPIENT_ALLOWLIST) and not file.texts(RECIPIENT_ALLOWLIST):
        yield SettingFinding("error", "bad-value", RECIPIENT_ALLOWLIST, "expected at least one pattern")
    if not file.has(MAIL_SERVICES):
        return
    enabled = file.texts(MAIL_SERVICES)
    if enabled == ():
        yield SettingFinding("error", "bad-value", MAIL_SERVICES, "expected at least one service")
        return
    for item in enabled or ():
        if item not in MAIL_SERVICE_VALUES and not file.is_from_environment(MAIL_SERVICES):
            message = f"{item} is no service; they are {', '.join(MAIL_SERVICE_VALUES)}"
            yield SettingFinding("error", "bad-value", MAIL_SERVICES, message)
    if _ANY not in (enabled or ()):
        yield from _missing(file, MAIL_SERVICES, needed.mail_services, "mail-service-not-enabled")


def _missing(
    file: KibanaYml, setting: str, wanted: Mapping[str, list[Place]], rule: str
) -> Iterator[SettingFinding]:
    if file.is_from_environment(setting):
        yield SettingFinding(
            "note", "from-environment", setting, "comes from Kibana's environment", "Look there"
        )
        return
    allowed = file.texts(setting)
    if allowed is None:
        yield SettingFinding("error", "bad-value", setting, "expected a list of texts")
        return
    for item, places in wanted.items():
        if item not in allowed:
            yield SettingFinding("error", rule, setting, f"lacks {item}", f"Add {item}", tuple(places))


def _custom_hosts(file: KibanaYml) -> Iterator[SettingFinding]:
    if not file.has(CUSTOM_HOSTS):
        return
    entries = file.get(CUSTOM_HOSTS)
    if not isinstance(entries, list):
        yield SettingFinding(
            "error", "bad-value", CUSTOM_HOSTS, "expected a list of entries, each with a url"
        )
        return
    seen: set[str] = set()
    for number, entry in enumerate(entries):
        setting = f"{CUSTOM_HOSTS}[{number}]"
        url = entry.get("url") if isinstance(entry, Mapping) else None
        if not isinstance(entry, Mapping) or not isinstance(url, str) or not url:
            yield SettingFinding("error", "bad-value", setting, "expected a url: Kibana does not start")
            continue
        keys = {str(key).partition(".")[0] for key in entry}
        unknown = sorted(keys - {"url", "ssl", "smtp"})
        if unknown:
            hint = "Write ssl for tls" if "tls" in unknown else ""
            message = f"unknown: {', '.join(unknown)}: Kibana does not start"
            yield SettingFinding("error", "unknown-setting", setting, message, hint)
        canonical = _canonical(url)
        if canonical is None:
            message = "expected https://host:port or smtp://host:port: Kibana ignores the entry"
            yield SettingFinding("warning", "ignored", setting, message)
            continue
        if canonical in seen:
            message = f"{canonical} is there twice: Kibana takes the first"
            yield SettingFinding("warning", "ignored", setting, message)
        seen.add(canonical)
        if canonical.startswith("https") and "smtp" in keys:
            message = "smtp means nothing to an https URL: Kibana ignores it"
            yield SettingFinding("warning", "ignored", setting, message)


def _canonical(url: str) -> str | None:
    try:
        parts = urlsplit(url)
        port = parts.port or _DEFAULT_PORTS.get(parts.scheme)
    except ValueError:
        return None
    return f"{parts.scheme}://{parts.hostname}:{port}" if port and parts.hostname else None


def _proxy(file: KibanaYml) -> Iterator[SettingFinding]:
    if file.has(PROXY_BYPASS) and file.has(PROXY_ONLY):
        message = f"Kibana ignores it beside {PROXY_BYPASS}"
        yield SettingFinding("warning", "ignored", PROXY_ONLY, message, "Remove one of them")
    for setting in (PROXY_BYPASS, PROXY_ONLY, "xpack.actions.proxyHeaders"):
        is_set = file.has(setting) or any(name.startswith(f"{setting}.") for name in file.settings)
        if is_set and not file.has(PROXY_URL):
            yield SettingFinding("note", "ignored", setting, f"has no effect without {PROXY_URL}")
    url = file.get(PROXY_URL)
    if isinstance(url, str) and not file.is_from_environment(PROXY_URL) and "://" not in url:
        yield SettingFinding(
            "warning", "ignored", PROXY_URL, "expected a URL: Kibana goes on without a proxy"
        )


def _preconfigured(file: KibanaYml) -> Iterator[SettingFinding]:
    ids: dict[str, set[str]] = {}
    for name in file.settings:
        if name.startswith(f"{PRECONFIGURED}."):
            connector_id, _, attribute = name.removeprefix(f"{PRECONFIGURED}.").partition(".")
            ids.setdefault(connector_id, set()).add(attribute.partition(".")[0])
    for connector_id, attributes in ids.items():
        setting = f"{PRECONFIGURED}.{connector_id}"
        if connector_id in _REFUSED_IDS:
            yield SettingFinding("error", "bad-value", setting, "Kibana refuses this id")
        missing = [each for each in ("name", "actionTypeId") if each not in attributes]
        if missing:
            message = f"required, and missing: {', '.join(missing)}"
            yield SettingFinding("error", "bad-value", setting, message)


def _names(file: KibanaYml) -> Iterator[SettingFinding]:
    for setting in file.settings:
        replaced = outdated(setting)
        if replaced is not None:
            hint = f"Write {replaced}" if replaced else "Remove it"
            message = "current versions of Kibana do not know it, and do not start with it"
            yield SettingFinding("error", "unknown-setting", setting, message, hint)
        elif not is_known(setting):
            meant = closest(setting)
            message = "this setting is not known here: Kibana does not start where it does not know it either"
            hint = f"Did you mean {meant}?" if meant else ""
            yield SettingFinding("warning", "unknown-setting", setting, message, hint)


def errors_in(findings: Collection[SettingFinding]) -> int:
    """Return how many of some findings are errors."""
    return sum(finding.level == "error" for finding in findings)


def as_json(finding: SettingFinding) -> dict[str, Any]:
    """Return a finding as plain data."""
    return {
        "level": finding.level,
        "rule": finding.rule,
        "setting": finding.setting,
        "message": finding.message,
        "hint": finding.hint,
        "places": [
            {
                "stack": place.connector.stack.name,
                "connector": place.connector.address,
                "field": place.field,
            }
            for place in finding.places
        ],
    }
