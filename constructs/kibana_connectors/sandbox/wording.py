"""What Kibana says of a payload that it refuses, where the library finds the same in words of its own.

Kibana reads config, secrets and both together, one after the other, and stops at the first that is wrong. Its
texts come from zod (`✖ …` and `→ at …`), or from a type's own validator. Where a type's own text is not
known, the library's words are shown in zod's form.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias, get_args, get_origin

from ..errors import Problem
from ..formats.urls import is_url
from ..schema.connector_type import AnyConnectorType
from ..schema.payload_problems import UNKNOWN_FIELD
from ..schema.spec_type import SpecType
from .catalog import library_type

Section: TypeAlias = Literal["config", "secrets", "connector"]
SECTIONS: tuple[Section, ...] = get_args(Section)
"""The parts of a payload in the order in which Kibana judges them."""

_MOST_LISTED = 5
"""The most errors that Kibana lists."""
_JSON_TYPES = {
    "a string": "string",
    "true or false": "boolean",
    "an object": "object",
    "a list": "array",
    "a number": "number",
}
_EXPECTED = re.compile("expected (" + "|".join(_JSON_TYPES) + r")(?:, got (?:an? )?(\w+))?$")
_CHOICES = re.compile(r'expected (?:one of )?(".+")(?:, got .*)?$')


@dataclass(frozen=True)
class Said:
    """One thing that Kibana says of a payload.

    Attributes:
        section: The part of the payload that it finds wrong.
        text: Its words, without the prefix of the section.
        path: Where, as zod names it; None for the words of a type's own validator.
    """

    section: Section
    text: str
    path: tuple[str, ...] | None = None


def prefix(section: Section, *, since_9_2: bool = True) -> str:
    """Return what Kibana writes before the words about a part of a payload.

    Args:
        section: The part.
        since_9_2: Whether it is Kibana 9.2 or later, which says "connector type" for most.
    """
    kind = "connector type" if since_9_2 and section != "connector" else "action type"
    return f"error validating {kind} {section}: "


def library_problems(
    type_id: str, config: object, secrets: object, errors: Sequence[str]
) -> list[Problem] | None:
    """Return what the library finds wrong with a payload; None unless that is what the errors say.

    Args:
        type_id: Connector type.
        config: Config on the wire.
        secrets: Secrets on the wire.
        errors: What the validator found, which may be a test's own.
    """
    kind = library_type(type_id)
    if kind is None:
        return None
    _, _, problems = kind.read_wire(config, secrets, hints=False)
    return problems if [problem.kibana_text for problem in problems] == list(errors) else None


def in_kibanas_words(
    type_id: str, problems: Sequence[Problem], config: object, secrets: object
) -> list[Said]:
    """Return what Kibana says of a payload that it refuses: all of the first part that is wrong.

    Args:
        type_id: Connector type, one of the library's own.
        problems: What the library finds wrong; at least one thing.
        config: Config on the wire, for a few texts that depend on it.
        secrets: Secrets on the wire, for the same. None of the values is shown.
    """
    kind = library_type(type_id)
    if kind is None:
        raise ValueError("only the library's own types have problems of the library's")
    own = _OWN.get(type_id)
    said: list[Said] = []
    for problem in problems:
        words = own(problem, _Given(type_id, problems, config, secrets)) if own is not None else None
        said.append(_zod(kind, problem) if words is None else words)
    said = [one for one in said if one.text]
    for section in SECTIONS:
        found = [one for one in said if one.section == section]
        by_schema = [one for one in found if one.path is not None]
        if by_schema:
            return by_schema
        if found:
            # A type's own validator stops at the first.
            return found[:1]
    return [_zod(kind, problems[0])]


def shown(said: Sequence[Said]) -> str:
    """Return the words as Kibana prints them since 9.4.

    Args:
        said: What is said of one part of a payload.
    """
    lines = []
    for one in sorted(said, key=lambda one: len(one.path or ())):
        if one.path is None:
            lines.append(one.text)
        else:
            lines.append(f"✖ {one.text}" + (f"\n  → at {_dotted(one.path)}" if one.path else ""))
    return "\n".join(lines)


def shown_before_9_4(said: Sequence[Said]) -> str:
    """Return the words as Kibana 9.2 and 9.3 print them; at most five things are listed.

    Args:
        said: What is said of one part of a payload.
    """
    texts = []
    for one in said:
        if one.path:
            words = (
                "Required"
                if one.text.endswith("received undefined")
                else one.text.removeprefix("Invalid input: ")
            )
            texts.append(f'Field "{_dotted(one.path)}": {words}')
        else:
            texts.append(one.text)
    return listed(texts)


def shown_before_9_2(said: Sequence[Said]) -> str:
    """Return the words as Kibana up to 9.1 prints them: the first thing only.

    Args:
        said: What is said of one part of a payload.
    """
    first = said[0]
    if not first.path:
        return first.text
    found = re.fullmatch(r"Invalid input: expected (\w+), received (\w+)", first.text)
    words = f"expected value of type [{found[1]}] but got [{found[2]}]" if found else first.text
    return f"[{_dotted(first.path)}]: {words}"


def listed(texts: Sequence[str]) -> str:
    """Return texts as one, as Kibana lists errors: at most five.

    Args:
        texts: The texts.
    """
    if len(texts) == 1:
        return texts[0]
    first = [f" [{number}]: {text}" for number, text in enumerate(texts[:_MOST_LISTED], start=1)]
    hidden = len(texts) - len(first)
    return f"{len(texts)} errors:\n" + ";\n".join(first) + (f";\n and {hidden} more" if hidden else "")


def section_of(text: str) -> Section:
    """Return the part of a payload that an error is about.

    Args:
        text: An error that starts with `config`, `secrets` or `connector`.
    """
    for section in SECTIONS:
        if re.match(rf"{section}\b", text):
            return section
    return "connector"


def _dotted(path: Iterable[str]) -> str:
    text = ""
    for part in path:
        if part.isdigit():
            text += f"[{part}]"
        elif re.fullmatch(r"[A-Za-z_$][\w$]*", part):
            text += f".{part}" if text else part
        else:
            text += f"[{json.dumps(part)}]"
    return text


# -- zod ----------------------------------------------------------------------------------------------------


def _zod(kind: AnyConnectorType, problem: Problem) -> Said:
    """Return one problem in zod's words."""
    section = section_of(problem.where)
    path = tuple(problem.where.split(".")[1:])
    if problem.message == UNKNOWN_FIELD:
        return Said(section, f'Unrecognized key: "{path[-1]}"', path[:-1])
    if problem.message == "required, and missing":
        return Said(section, _missing(kind, section, path), path)
    found = _EXPECTED.fullmatch(problem.message)
    if found is not None:
        expected, received = _JSON_TYPES[found[1]], found[2] or "string"
        # A number is coerced first, and what comes out of that is NaN.
        received = "NaN" if expected == "number" else received
        return Said(section, f"Invalid input: expected {expected}, received {received}", path)
    found = _CHOICES.fullmatch(problem.message)
    if found is not None:
        choices = re.findall(r'"([^"]*)"', found[1])
        if issubclass(kind, SpecType) and path == ("authType",):
            # Kibana leaves this auth type out unless a setting enables it.
            listed_types = " | ".join(f"'{choice}'" for choice in choices if choice != "ears")
            return Said(section, f"Invalid discriminator value. Expected {listed_types}", path)
        return Said(section, _option(choices), path)
    if problem.message.startswith("expected a value that is not blank"):
        # Kibana's route has refused blank strings already, so that no type sees one.
        return Said(section, "")
    if problem.message.startswith("string should have at least"):
        return Said(section, "Too small: expected string to have >=1 characters", path)
    if problem.message.startswith("expected a URL"):
        return Said(section, "Invalid URL", path)
    return Said(section, problem.message, path)


def _missing(kind: AnyConnectorType, section: Section, path: tuple[str, ...]) -> str:
    specs = (kind.Config if section == "config" else kind.Secrets).specs()
    name = next((spec.name for spec in specs if (spec.kibana_name,) == path), None)
    fields = getattr(kind.Config if section == "config" else kind.Secrets, "model_fields", {})
    choices = _literals(fields[name].annotation) if name in fields else []
    return _option(choices) if choices else "Invalid input: expected string, received undefined"


def _literals(annotation: Any) -> list[str]:
    if get_origin(annotation) is Literal:
        return [str(one) for one in get_args(annotation)]
    return [one for part in get_args(annotation) for one in _literals(part)]


def _option(choices: Sequence[str]) -> str:
    quoted = [f'"{one}"' for one in choices]
    if len(quoted) == 1:
        return f"Invalid input: expected {quoted[0]}"
    return f"Invalid option: expected one of {'|'.join(quoted)}"


# -- the types' own validators ------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Given:
    type_id: str
    problems: Sequence[Problem]
    raw_config: object
    raw_secrets: object

    @property
    def config(self) -> dict[str, Any]:
        return self.raw_config if isinstance(self.raw_config, dict) else {}

    @property
    def secrets(self) -> dict[str, Any]:
        return self.raw_secrets if isinstance(self.raw_secrets, dict) else {}

    def says(self, part: str) -> bool:
        return any(part in problem.message for problem in self.problems)


_Own: TypeAlias = Callable[[Problem, _Given], "Said | None"]
"""A type's own words for a problem; None where zod finds it; no text where Kibana finds another first."""
_NOTHING = Said("connector", "")
_NO_URL = "unable to parse url: TypeError: Invalid URL"
_ONE_LOGIN = (
    "must specify one of the following schemas: user and password; crt and key (with optional password); pfx "
    "(with optional password); or clientSecret (for OAuth2)"
)


def _field(problem: Problem) -> str:
    return problem.where.rpartition(".")[2]


def _servicenow(problem: Problem, given: _Given) -> Said | None:
    said = problem.message
    basic = {"username", "password"}
    if said.startswith("required: username and password"):
        return Said("secrets", "Either basic auth or OAuth credentials must be specified")
    if said.startswith("required together with username"):
        return Said("secrets", "username and password must both be specified")
    if said.startswith("required together with client_secret"):
        if any(given.secrets.get(name) is not None for name in basic):
            return _NOTHING
        if given.says("not allowed with isOAuth false"):
            return _NOTHING
        return Said("secrets", "clientSecret and privateKey must both be specified")
    if said == "required with isOAuth true" and problem.where.startswith("config."):
        return Said("config", f"{_field(problem)} must be provided when isOAuth = true")
    if said.startswith("not allowed with isOAuth false"):
        fields = "clientId, clientSecret, userIdentifierValue, jwtKeyId and privateKey"
        return Said("connector", f"{fields} should not be provided with isOAuth = false")
    if said == "not allowed with isOAuth true":
        return Said("connector", "Username and password should not be provided with isOAuth = true")
    return _NOTHING if said.startswith("required with isOAuth") else None


def _http_login(problem: Problem, _given: _Given) -> Said | None:
    if problem.message.startswith("expected exactly one of: user and password"):
        return Said("secrets", _ONE_LOGIN, ())
    if problem.where == "config.additionalFields" and "JSON object" in problem.message:
        return Said("config", "additionalFields must be a non-empty JSON object")
    if problem.where == "config.authType" and _CHOICES.fullmatch(problem.message):
        return Said("config", "Invalid input", ("authType",))
    return None


def _http(problem: Problem, given: _Given) -> Said | None:
    action = given.type_id.removeprefix(".")
    before = f"error validation {action} action config: "
    if problem.where == "config.authType" and "hasAuth false" in problem.message:
        return Said("config", f"{before}authType must be null or undefined if hasAuth is false")
    if "with authType webhook-oauth2" in problem.message:
        names = {"accessTokenUrl": "Access Token URL (accessTokenUrl)", "clientId": "Client ID (clientId)"}
        missing = [
            words
            for name, words in names.items()
            if any(one.where == f"config.{name}" and "with authType" in one.message for one in given.problems)
        ]
        return Said("config", f"{before}missing {', '.join(missing)} fields")
    if action == "webhook" and problem.message.startswith("expected a URL"):
        return Said("config", f"{before}{_NO_URL}")
    if "together with proxyUsername" in problem.message:
        return Said("secrets", "proxyUsername and proxyPassword must both be provided, or neither")
    if "expected a name of at most" in problem.message:
        return Said("secrets", "Invalid key in record", tuple(problem.where.split(".")[1:]))
    return _http_login(problem, given)


def _cases_webhook(problem: Problem, given: _Given) -> Said | None:
    if problem.where == "secrets" and problem.message.startswith("required with hasAuth true"):
        return Said("connector", "must specify a secrets configuration")
    if problem.message.startswith("expected a URL"):
        # Kibana quotes the URL here; the library names none, for it may hold a secret.
        return Said(
            "config",
            f"error validating cases webhook config: unable to parse {_field(problem)}: "
            "TypeError: Invalid URL",
        )
    return _http_login(problem, given)


def _email(problem: Problem, _given: _Given) -> Said | None:
    name = _field(problem)
    if problem.where == "config.from" and problem.message.startswith("expected an email address"):
        return Said("config", "[from]: not valid emails")
    if problem.where == "config.service" and "nodemailer" in problem.message:
        return Said("config", "[service] value is not valid")
    if problem.where == "config.port" and problem.message.startswith("expected a number from"):
        return Said("config", "Too small: expected number to be >=1", ("port",))
    if problem.message.startswith("required with"):
        section: Section = "config" if problem.where.startswith("config.") else "connector"
        return Said(section, f"[{name}] is required")
    return None


def _gemini(problem: Problem, given: _Given) -> Said | None:
    if problem.where == "secrets.credentialsJson" and problem.message.startswith("expected the JSON"):
        text = given.secrets.get("credentialsJson")
        try:
            credentials = json.loads(text) if isinstance(text, str) else None
        except (ValueError, RecursionError):
            credentials = None
        before = "Error configuring Google Gemini secrets: Error: "
        if not isinstance(credentials, dict):
            return Said("secrets", f"{before}Invalid JSON format for credentials.")
        kind = credentials.get("type")
        # Only Google's own words are shown: anything else may be a secret in the wrong place.
        named = f' Type was "{kind}".' if isinstance(kind, str) and kind in _GOOGLE_CREDENTIALS else ""
        wrong = 'Invalid credential type. Only "service_account" credentials are supported.'
        return Said("secrets", f"{before}{wrong}{named}")
    return _web_url(problem, given)


_GOOGLE_CREDENTIALS = frozenset(
    {
        "authorized_user",
        "external_account",
        "external_account_authorized_user",
        "gdch_service_account",
        "impersonated_service_account",
    }
)


def _web_url(problem: Problem, given: _Given) -> Said | None:
    if problem.where == "config.apiUrl" and problem.message.startswith("expected an http or https URL"):
        return Said(
            "config", f"Error configuring {_AI_NAMES[given.type_id]} action: Error: URL Error: Invalid URL"
        )
    return None


_AI_NAMES = {".bedrock": "Amazon Bedrock", ".gemini": "Google Gemini", ".gen-ai": "OpenAI"}


def _gen_ai(problem: Problem, given: _Given) -> Said | None:
    said = problem.message
    if said.startswith("required together with certificateData"):
        return Said("secrets", "Private key data must be provided for PKI")
    found = re.search("(-----BEGIN .*-----)", said)
    if found is not None:
        names = {
            "certificateData": "Certificate",
            "privateKeyData": "Private key",
            "caData": "CA certificate",
        }
        words = f'The file must be a PEM-encoded certificate beginning with "{found[1]}".'
        return Said("secrets", f"Invalid {names[_field(problem)]} data file format: {words}")
    if said.startswith("allowed only with apiProvider"):
        return Said("config", f'Unrecognized key: "{_field(problem)}"', ())
    if problem.where == "secrets.apiKey" and said.startswith("required without"):
        return Said("secrets", "Invalid input: expected string, received undefined", ("apiKey",))
    return _web_url(problem, given)


def _inference(problem: Problem, _given: _Given) -> Said | None:
    names = {"provider": "API Provider", "taskType": "Task type"}
    name = names.get(_field(problem))
    if name is not None and problem.message.startswith("expected one of"):
        # Kibana quotes what was given between "supported" and "by".
        before = "Error configuring Inference API action: Error: "
        return Said("config", f"{before}{name} is not supported by Inference Endpoint.")
    return None


def _webhook_url(problem: Problem, given: _Given) -> Said | None:
    if problem.where == "secrets.webhookUrl" and problem.message.startswith("expected a URL"):
        action = given.type_id.removeprefix(".")
        return Said(
            "secrets", f"error configuring {action} action: unable to parse host name from webhookUrl"
        )
    return None


def _torq(problem: Problem, given: _Given) -> Said | None:
    if problem.message.startswith("expected a URL"):
        url = given.config.get("webhookIntegrationUrl")
        parsed = isinstance(url, str) and is_url(url)
        why = "url must begin with https://hooks.torq.io" if parsed else _NO_URL
        return Said("config", f"error configuring send to Torq action: {why}")
    return None


def _xmatters(problem: Problem, given: _Given) -> Said | None:
    by_url = (
        "Cannot use user/password for URL authentication. "
        "Provide valid secretsUrl or use Basic Authentication."
    )
    if problem.message.startswith("expected user and password, or secretsUrl"):
        return Said("secrets", by_url)
    if problem.where == "secrets.secretsUrl" and problem.message.startswith("expected a URL"):
        login = any(given.secrets.get(name) is not None for name in ("user", "password"))
        return Said("secrets", by_url if login else "Invalid secretsUrl: TypeError: Invalid URL")
    if problem.message.startswith("required: user and password"):
        return Said("secrets", "Provide either secretsUrl link or user/password to authenticate")
    if problem.message.startswith("required together with user"):
        return Said("secrets", "Both user and password must be specified.")
    if problem.where == "config.configUrl":
        if problem.message.startswith("expected a URL"):
            return Said("config", "Error configuring xMatters action: unable to parse url: Invalid URL")
        if problem.message.startswith("required with usesBasic"):
            return Said("connector", "Provide valid configUrl")
        if problem.message.startswith("not allowed"):
            if any(one.where in ("secrets.user", "secrets.password") for one in given.problems):
                return _NOTHING
            return Said("connector", "configUrl should not be provided when usesBasic is false")
    if problem.message.startswith("not allowed"):
        return Said("connector", "Username and password should not be provided when usesBasic is false")
    return None


_OWN: dict[str, _Own] = {
    ".bedrock": _web_url,
    ".cases-webhook": _cases_webhook,
    ".email": _email,
    ".gemini": _gemini,
    ".gen-ai": _gen_ai,
    ".http": _http,
    ".inference": _inference,
    ".servicenow": _servicenow,
    ".servicenow-itom": _servicenow,
    ".servicenow-sir": _servicenow,
    ".slack": _webhook_url,
    ".teams": _webhook_url,
    ".torq": _torq,
    ".webhook": _http,
    ".xmatters": _xmatters,
}
