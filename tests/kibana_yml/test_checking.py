"""An existing kibana.yml against what connectors need: missing, too wide, wrong; in every form of YAML."""

from __future__ import annotations

from typing import Any

import pytest
from harness.on_call import SYNTHESIZED

from kibana_connectors.errors import UnreadableFile
from kibana_connectors.kibana_yml.checking import SettingFinding, check_kibana_yml
from kibana_connectors.kibana_yml.file import parse_kibana_yml, read_kibana_yml
from kibana_connectors.kibana_yml.needed import needed_by
from kibana_connectors.stack_files.connectors import connectors_in
from kibana_connectors.stack_files.reading import read_stacks

NEEDED = needed_by(connectors_in(read_stacks([str(SYNTHESIZED)])))
HOSTS = ", ".join(sorted(NEEDED.hosts))
TYPES = ", ".join(sorted(NEEDED.types))
FITS = f"""
xpack.actions.allowedHosts: [{HOSTS}]
xpack.actions.enabledActionTypes: [{TYPES}]
"""


def findings(text: str) -> list[SettingFinding]:
    return list(check_kibana_yml(parse_kibana_yml("kibana.yml", text), NEEDED))


def told(text: str, *levels: str) -> list[str]:
    """The findings beyond those of a file that fits, in short."""
    return [
        f"{each.level} {each.rule} {each.setting.removeprefix('xpack.actions.')}"
        for each in findings(text)
        if not levels or each.level in levels
    ]


def test_a_file_that_fits() -> None:
    assert findings(FITS) == []


FORMS = {
    "nested": f"""
xpack:
  actions:
    allowedHosts: [{HOSTS}]
    enabledActionTypes: [{TYPES}]
""",
    "mixed": f"""
server.host: "0.0.0.0"
xpack.actions:
  allowedHosts: [{HOSTS}]
xpack:
  actions.enabledActionTypes: [{TYPES}]
  security.enabled: true
""",
    "anchors": f"""
x: &hosts [{HOSTS}]
xpack.actions.allowedHosts: *hosts
xpack.actions.enabledActionTypes: [{TYPES}]
""",
    "kibana of eck": f"""
apiVersion: kibana.k8s.elastic.co/v1
kind: Kibana
spec:
  config:
    xpack.actions.allowedHosts: [{HOSTS}]
    xpack.actions.enabledActionTypes: [{TYPES}]
""",
    "policy of eck": f"""
apiVersion: stackconfigpolicy.k8s.elastic.co/v1alpha1
kind: StackConfigPolicy
spec:
  kibana:
    config:
      xpack: {{actions: {{allowedHosts: [{HOSTS}], enabledActionTypes: [{TYPES}]}}}}
""",
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_read_alike(form: str) -> None:
    assert findings(FORMS[form]) == []


def test_what_is_missing_names_who_needs_it() -> None:
    found = findings("xpack.actions.allowedHosts: []\nxpack.actions.enabledActionTypes: ['*']\n")
    missing = [each for each in found if each.level == "error"]

    assert [each.message for each in missing] == [f"lacks {host}" for host in NEEDED.hosts]
    (mail,) = (each for each in missing if "smtp" in each.message)
    assert [str(place) for place in mail.places] == ["mail: config.host"]
    assert mail.hint == "Add smtp.example.com"


def test_nothing_set_allows_everything() -> None:
    assert told("") == ["warning too-wide allowedHosts", "warning too-wide enabledActionTypes"]
    assert told("xpack.actions.allowedHosts: ['*']") == told("")


def test_what_is_not_needed() -> None:
    text = FITS.replace("allowedHosts: [", "allowedHosts: [other.example, ")

    assert told(text) == ["note not-needed allowedHosts"]
    assert "has other.example" in findings(text)[0].message


def test_case_and_whole_names_count() -> None:
    assert told(FITS.replace("slack.com", "Slack.com"), "error") == ["error host-not-allowed allowedHosts"]
    assert "error host-not-allowed allowedHosts" in told(FITS.replace("slack.com", "'*.com'"), "error")


WRONG: dict[str, tuple[str, str]] = {
    "scheme": ("xpack.actions.allowedHosts: ['https://slack.com/x']", "error bad-value allowedHosts"),
    "wildcard": ("xpack.actions.allowedHosts: ['*.example.com']", "error bad-value allowedHosts"),
    "no-list": ("xpack.actions.allowedHosts: slack.com", "error bad-value allowedHosts"),
    "numbers": ("xpack.actions.allowedHosts: [1]", "error bad-value allowedHosts"),
    "type-without-dot": ("xpack.actions.enabledActionTypes: [email]", "error bad-value enabledActionTypes"),
    "both-allowlists": (
        "xpack.actions.email: {domain_allowlist: [example.com], recipient_allowlist: ['*@example.com']}",
        "error excludes email.domain_allowlist",
    ),
    "sender": (
        "xpack.actions.email.domain_allowlist: [other.example]",
        "error sender-not-allowed email.domain_allowlist",
    ),
    "no-recipient": (
        "xpack.actions.email.recipient_allowlist: []",
        "error bad-value email.recipient_allowlist",
    ),
    "service": (
        "xpack.actions.email.services.enabled: [google-mail]",
        "error mail-service-not-enabled email.services.enabled",
    ),
    "no-service": ("xpack.actions.email.services.enabled: []", "error bad-value email.services.enabled"),
    "odd-service": (
        "xpack.actions.email.services.enabled: [gmail, other]",
        "error bad-value email.services.enabled",
    ),
    "old": ("xpack.actions.whitelistedHosts: ['*']", "error unknown-setting whitelistedHosts"),
    "tls": ("xpack.actions.tls.verificationMode: none", "error unknown-setting tls.verificationMode"),
    "misspelt": ("xpack.actions.allowedHost: [a]", "warning unknown-setting allowedHost"),
    "custom-no-url": (
        "xpack.actions.customHostSettings: [{ssl: {}}]",
        "error bad-value customHostSettings[0]",
    ),
    "custom-no-list": ("xpack.actions.customHostSettings: x", "error bad-value customHostSettings"),
    "custom-tls": (
        "xpack.actions.customHostSettings: [{url: 'https://a', tls: {}}]",
        "error unknown-setting customHostSettings[0]",
    ),
    "custom-http": (
        "xpack.actions.customHostSettings: [{url: 'http://a'}]",
        "warning ignored customHostSettings[0]",
    ),
    "custom-twice": (
        "xpack.actions.customHostSettings: [{url: 'https://a'}, {url: 'https://a:443/x'}]",
        "warning ignored customHostSettings[1]",
    ),
    "custom-smtp": (
        "xpack.actions.customHostSettings: [{url: 'https://a', smtp: {requireTLS: true}}]",
        "warning ignored customHostSettings[0]",
    ),
    "proxies": (
        "xpack.actions: {proxyUrl: 'http://p', proxyBypassHosts: [a], proxyOnlyHosts: [b]}",
        "warning ignored proxyOnlyHosts",
    ),
    "no-proxy": ("xpack.actions.proxyHeaders: {a: b}", "note ignored proxyHeaders"),
    "proxy-no-url": ("xpack.actions.proxyUrl: proxy.example", "warning ignored proxyUrl"),
    "preconfigured": ("xpack.actions.preconfigured.x.name: n", "error bad-value preconfigured.x"),
    "preconfigured-id": (
        "xpack.actions.preconfigured: {constructor: {name: n, actionTypeId: .index}}",
        "error bad-value preconfigured.constructor",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong(case: str) -> None:
    text, expected = WRONG[case]

    assert expected in told(text)


def test_good_settings_are_not_told() -> None:
    text = f"""{FITS}
xpack.actions.email.domain_allowlist: [example.com]
xpack.actions.email.services.enabled: ["*"]
xpack.actions.customHostSettings:
  - url: https://hooks.example.com:8443
    ssl: {{certificateAuthoritiesFiles: [/a.pem]}}
  - url: smtp://smtp.example.com
    smtp.requireTLS: true
xpack.actions.proxyUrl: http://proxy.example:3128
xpack.actions.proxyHeaders: {{a: b}}
xpack.actions.rateLimiter.email: {{limit: 1, lookbackWindow: 1m}}
xpack.actions.preconfigured: {{"a b": {{name: n, actionTypeId: .index, config: {{x.y: 1}}}}}}
"""
    assert told(text, "error", "warning") == []
    assert "note recipients email.domain_allowlist" in told(text)


def test_a_setting_from_the_environment_is_not_guessed() -> None:
    text = "xpack.actions.allowedHosts: ${HOSTS}\nxpack.actions.enabledActionTypes: ['${TYPE}', .email]\n"

    assert told(text) == ["note from-environment allowedHosts", "note from-environment enabledActionTypes"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: [", "k.yml: line 1: expected YAML"),
        ("a: 1\nb: 2\na: Hunter2\n", "k.yml: line 3: a key is there twice"),
        ("- Hunter2", "k.yml: expected settings and their values, as in kibana.yml"),
        ("a: !!python/object:os.system Hunter2", "k.yml: line 1: expected YAML"),
        ("a: \x00", "k.yml: expected YAML"),
    ],
)
def test_what_is_no_kibana_yml(text: str, expected: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        parse_kibana_yml("k.yml", text)

    assert str(caught.value).startswith(expected)
    assert "Hunter2" not in str(caught.value)


def test_a_file_that_is_not_there(tmp_path: Any) -> None:
    with pytest.raises(UnreadableFile, match=r"kibana\.yml: cannot be read: No such file"):
        read_kibana_yml(str(tmp_path / "kibana.yml"))
    (tmp_path / "latin.yml").write_bytes(b"a: \xe9")
    with pytest.raises(UnreadableFile, match="expected YAML in UTF-8"):
        read_kibana_yml(str(tmp_path / "latin.yml"))
