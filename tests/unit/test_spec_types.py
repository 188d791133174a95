"""The types that Kibana defines as data: the choice of an auth type, and the modules that are generated."""

from __future__ import annotations

import inspect
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from cdktf import TerraformStack, TerraformVariable
from harness.exceptions import REFUSED, spec_exceptions
from harness.secrecy import everything_told
from harness.spec_payloads import BEYOND_TERRAFORM, CATALOG, SpecPayload, payloads, specs

import kibana_connectors
from kibana_connectors import (
    Connector,
    Dropbox,
    GitHub,
    GraphQL,
    InvalidConnector,
    Kubernetes,
    Okta,
    OnePassword,
    Salesforce,
    Secret,
    Shodan,
    Slack2,
    Trello,
    VirusTotal,
    allow_unencrypted_state,
    connector_types,
)
from kibana_connectors.types._spec import SpecConnector
from kibana_connectors.types.spec import TYPES
from pytest_cdktf import Synth, anything, json_equal, json_with, partial, ref, regex, resource, variable

CONNECTOR = "elasticstack_kibana_action_connector"
ROOT = Path(__file__).resolve().parents[2]
CLASSES: Any = connector_types()
WITHOUT_A_USABLE_AUTH_TYPE = {".box", ".dropbox", ".one_drive", ".outlook", ".workday"}
CLUSTER = {"api_url": "https://kubernetes.example.com"}
TOKENS = "https://login.example.com/token"


def _id(payload: SpecPayload) -> str:
    return payload.label


@pytest.fixture
def stack(stack: TerraformStack) -> TerraformStack:
    """An empty stack that passes CDKTF's validations."""
    allow_unencrypted_state(stack, reason="a test")
    return stack


# -- which auth type -----------------------------------------------------------------------------------------


def test_the_header_is_the_secrets_name(stack: TerraformStack, synth: Synth) -> None:
    connector = VirusTotal(stack, "vt", name="VirusTotal", auth=VirusTotal.ApiKeyHeader())

    assert connector.secret_variables == {"vt_x_apikey": ("x-apikey",)}
    out = synth(stack)
    secrets = {"authType": "api_key_header", "x-apikey": ref("var.vt_x_apikey")}
    assert out.one(resource(CONNECTOR)) == resource(CONNECTOR, secrets_wo=json_equal(secrets), config="{}")
    assert [each.name for each in out.variables] == ["vt_x_apikey"]


def test_query_parameters_are_the_secrets_names(stack: TerraformStack) -> None:
    connector = Trello(stack, "t", name="Trello")
    assert connector.secret_variables == {"t_key": ("key",), "t_token": ("token",)}


def test_the_only_usable_auth_type_need_not_be_named(stack: TerraformStack, synth: Synth) -> None:
    github = GitHub(stack, "github", name="GitHub")

    assert github.secret_variables == {"github_token": ("token",)}
    assert resource(CONNECTOR, secrets_wo=json_with(authType="bearer")) in synth(stack)


def test_where_none_is_an_auth_type_it_is_what_is_left_out(stack: TerraformStack, synth: Synth) -> None:
    connector = GraphQL(stack, "api", name="API", config=GraphQL.Config(url="https://example.com/graphql"))

    assert connector.secret_variables == {}
    assert resource(CONNECTOR, secrets_wo=json_equal({"authType": "none"})) in synth(stack)


def test_several_auth_types_must_be_chosen_from(stack: TerraformStack) -> None:
    with pytest.raises(InvalidConnector) as caught:
        Kubernetes(stack, "k", name="K", config=Kubernetes.Config(api_url="nowhere"))

    text = str(caught.value)
    assert "config.api_url: expected a URL" in text
    for name in ("BearerWithTls", "KubernetesGke", "KubernetesEks", "KubernetesAks"):
        assert f"auth=Kubernetes.{name}()" in text


@pytest.mark.parametrize("keyword", ["auth", "secrets"])
@pytest.mark.parametrize(
    "chosen",
    [
        Kubernetes.KubernetesAks(tenant_id="t", client_secret=Secret.variable("shared")),
        {"authType": "kubernetes_aks", "tenantId": "t", "clientSecret": Secret.variable("shared")},
        {"auth_type": "kubernetes_aks", "tenant_id": "t", "client_secret": Secret.variable("shared")},
    ],
    ids=["class", "wire", "python"],
)
def test_ways_to_write_it(stack: TerraformStack, synth: Synth, chosen: Any, keyword: str) -> None:
    options: Any = {keyword: chosen}
    Kubernetes(stack, "k", name="K", config=CLUSTER, **options)

    secrets = {
        "authType": "kubernetes_aks",
        "tenantId": "t",
        "clientId": ref("var.k_client_id"),
        "clientSecret": ref("var.shared"),
    }
    assert resource(CONNECTOR, secrets_wo=json_equal(secrets)) in synth(stack)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"auth": GitHub.Bearer}, "auth: expected an auth type"),
        ({"auth": "s3cret"}, "auth: expected an auth type"),
        ({"auth": Shodan.ApiKeyHeader()}, "auth: expected an auth type"),
        ({"auth": {"authType": "s3cret"}}, "secrets.authType (auth): expected one of"),
        ({"auth": {"authType": ["s3cret"]}}, "secrets.authType (auth): expected one of"),
        ({"auth": {"token": "s3cret"}}, "secrets.token: expected the source of a secret"),
        ({"auth": GitHub.Bearer(), "secrets": GitHub.Bearer()}, "auth: expected without secrets"),
        ({"auth": {"authType": "bearer", "tokn": Secret.variable()}}, 'Did you mean "token"?'),
    ],
)
def test_what_is_no_auth_type(stack: TerraformStack, options: Any, told: str) -> None:
    with pytest.raises(InvalidConnector) as caught:
        GitHub(stack, "g", name="G", **options)

    assert told in str(caught.value)
    assert "s3cret" not in everything_told(caught.value)


# -- auth types that take more than Terraform ----------------------------------------------------------------


def _refused() -> list[tuple[str, str]]:
    return [
        (type_id, auth["id"])
        for type_id, spec in specs().items()
        for auth in spec["auth_types"]
        if auth["id"] in BEYOND_TERRAFORM
    ]


def test_what_is_refused_is_documented() -> None:
    assert {auth for _, auth in _refused()} == BEYOND_TERRAFORM
    assert any(row.kind == REFUSED and row.covers("secrets.authType") for row in spec_exceptions())


@pytest.mark.parametrize(("type_id", "auth"), _refused())
def test_auth_types_that_are_refused(stack: TerraformStack, type_id: str, auth: str) -> None:
    cls = CLASSES[type_id]
    secrets = {
        "oauth_authorization_code": {"clientId": "s3cret", "clientSecret": "s3cret", "tokenUrl": TOKENS}
        | {"authorizationUrl": TOKENS, "useBasicAuth": False},
        "ears": {},
        "relay": {"tenantKey": "s3cret"},
    }[auth] | {"authType": auth}
    config = next((each.config for each in payloads() if each.type_id == type_id), None)
    if config is None:
        config = dict.fromkeys(specs()[type_id]["config_schema"]["properties"], "https://example.com")

    assert cls.verdict(config, secrets).ok, "Kibana takes it"
    with pytest.raises(InvalidConnector) as caught:
        cls.from_wire(stack, "c", name="C", config=config, secrets=secrets)

    (problem,) = caught.value.problems
    assert problem.where == "secrets.authType"
    assert problem.message.startswith(f"{auth} cannot be set up by Terraform: ")
    assert problem.hint
    assert "s3cret" not in str(caught.value)
    with pytest.raises(InvalidConnector, match=f"{auth} cannot be set up by Terraform"):
        cls(stack, "c", name="C", config=config, auth={"authType": auth})


def test_types_without_a_usable_auth_type() -> None:
    assert {id for id in TYPES if not CLASSES[id].auth_types()} == WITHOUT_A_USABLE_AUTH_TYPE


@pytest.mark.parametrize("options", [{}, {"auth": {}}])
def test_a_type_without_a_usable_auth_type_says_what_to_do(stack: TerraformStack, options: Any) -> None:
    with pytest.raises(InvalidConnector) as caught:
        Dropbox(stack, "d", name="D", **options)

    (problem,) = caught.value.problems
    assert "has to press Authorize in Kibana" in problem.message
    assert problem.hint == "Create the connector in Kibana, and use its id where an id is asked for"


# -- what is secret and what is not --------------------------------------------------------------------------


@pytest.mark.parametrize("payload", payloads(), ids=_id)
def test_left_out_everything_that_is_needed_becomes_a_variable(
    stack: TerraformStack, payload: SpecPayload
) -> None:
    cls = CLASSES[payload.type_id]
    connector = cls(stack, "c", name="C", config=payload.least, auth=cls.auth_types()[payload.auth]())

    auth = next(each for each in specs()[payload.type_id]["auth_types"] if each["id"] == payload.auth)
    needed = set(auth["secrets_schema"]["required"]) - {"authType"}
    assert {path[0] for path in connector.secret_variables.values()} == needed
    assert all(name.startswith("c_") for name in connector.secret_variables)


@pytest.mark.parametrize("payload", payloads(), ids=_id)
def test_from_the_wire_everything_but_the_auth_type_is_a_variable(
    stack: TerraformStack, synth: Synth, payload: SpecPayload
) -> None:
    connector = CLASSES[payload.type_id].from_wire(
        stack, "c", name="C", config=payload.config, secrets=payload.secrets
    )

    assert {path[0] for path in connector.secret_variables.values()} == payload.secrets.keys() - {"authType"}
    out = synth(stack)
    if payload.secret_values:  # with the auth type "none" there is none
        out.assert_no_secrets(payload.secret_values)


@pytest.mark.parametrize("payload", payloads(), ids=_id)
def test_literal_secrets_are_refused(stack: TerraformStack, payload: SpecPayload) -> None:
    cls = CLASSES[payload.type_id]
    choice = cls.auth_types()[payload.auth]
    auth = next(each for each in specs()[payload.type_id]["auth_types"] if each["id"] == payload.auth)
    for spec in choice.specs():
        if spec.wire == "authType":
            continue
        given = choice(**{spec.name: payload.secrets[spec.wire]})
        assert bool(given.problems) == bool(auth["secrets_schema"]["properties"][spec.wire].get("sensitive"))
        if given.problems:
            with pytest.raises(InvalidConnector) as caught:
                cls(stack, "c", name="C", config=payload.least, auth=given)
            assert f"secrets.{spec.wire}" in str(caught.value).replace(spec.name, spec.wire)
            assert payload.secrets[spec.wire] not in str(caught.value)


def test_what_is_not_sensitive_may_be_given_as_it_is(stack: TerraformStack, synth: Synth) -> None:
    connector = Salesforce(
        stack,
        "s",
        name="S",
        auth=Salesforce.OAuthClientCredentials(token_url=TOKENS, client_id='a"${b}%{c}\\', scope="api"),
    )

    assert connector.secret_variables == {"s_client_secret": ("clientSecret",)}
    written = synth(stack).one(resource(CONNECTOR))["secrets_wo"]
    assert written == json_with(tokenUrl=TOKENS, clientId='a"${b}%{c}\\', scope="api")
    assert r'"clientId" = "a\"$\u007bb\u007d%\u007bc\u007d\\"' in written, "escaped as Terraform needs it"


def test_it_may_be_a_source_or_a_token_as_well(stack: TerraformStack, synth: Synth) -> None:
    client = TerraformVariable(stack, "client")
    Salesforce(
        stack,
        "s",
        name="S",
        auth=Salesforce.OAuthClientCredentials(
            token_url=Secret.variable("url"), client_id=client.string_value, client_secret=Secret.variable()
        ),
    )

    secrets = {
        "authType": "oauth_client_credentials",
        "tokenUrl": ref("var.url"),
        "clientId": client.string_value,
        "clientSecret": ref("var.s_client_secret"),
    }
    assert resource(CONNECTOR, secrets_wo=json_with(secrets)) in synth(stack)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"token_url": "  "}, "expected a value that is not blank"),
        ({"token_url": "s3cret"}, "expected a URL, such as"),
        ({"token_url": "https://user:s3cret@example.com"}, "expected a URL without a user or password in it"),
        ({"client_id": 53}, "expected a string, got a number"),
        ({"token_endpoint_auth_method": "s3cret"}, 'expected one of "client_secret_post"'),
    ],
)
def test_literals_are_checked(stack: TerraformStack, given: Any, told: str) -> None:
    with pytest.raises(InvalidConnector) as caught:
        Salesforce(stack, "s", name="S", auth=Salesforce.OAuthClientCredentials(**given))

    assert told in str(caught.value)
    assert "s3cret" not in str(caught.value)


def test_what_kibana_fills_in_need_not_be_sent(stack: TerraformStack) -> None:
    connector = OnePassword(stack, "op", name="1P", config={"account_uuid": "u"})
    assert connector.secret_variables == {
        "op_client_id": ("clientId",),
        "op_client_secret": ("clientSecret",),
    }


def test_a_changed_literal_is_sent(synth: Synth) -> None:
    """Terraform sees no write-only value change; the version has to tell."""

    def version_with(auth: Any) -> str:
        out = synth(lambda stack: Kubernetes(stack, "k", name="K", config=CLUSTER, auth=auth))
        version: str = out.at("k")["secrets_wo_version"]
        return version

    versions = [
        version_with(Kubernetes.BearerWithTls()),
        version_with(Kubernetes.BearerWithTls(verification_mode="full")),
        version_with(Kubernetes.BearerWithTls(verification_mode="none")),
        version_with(Kubernetes.BearerWithTls(verification_mode=Secret.variable())),
    ]
    assert len(set(versions)) == len(versions)
    assert versions[0] == version_with({"authType": "bearer_with_tls"})


def test_kibanas_rules_become_rules_of_the_variables(stack: TerraformStack, synth: Synth) -> None:
    Okta(
        stack,
        "o",
        name="O",
        config=Okta.Config(org_url="https://okta.example.com"),
        auth=Okta.OAuthClientCredentialsPrivateKeyJwt(
            token_url=TOKENS, algorithm=Secret.variable(), certificate=Secret.variable()
        ),
    )

    out = synth(stack)
    for name, rule in (
        ("o_algorithm", '${contains(["PS256", "RS256", "ES256"], var.o_algorithm)}'),
        ("o_certificate", '${can(regex("-----BEGIN CERTIFICATE-----", var.o_certificate))}'),
        ("o_private_key", regex("PRIVATE KEY-----")),
    ):
        assert variable(name, validation=[anything(), partial(condition=rule)]) in out


# -- the generated modules -----------------------------------------------------------------------------------


def _generate(out: Path, catalog: Path = CATALOG) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tools.generate", "--catalog", str(catalog), "--out", str(out)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_generating_them_again_changes_nothing(tmp_path: Path) -> None:
    done = _generate(tmp_path)
    assert done.returncode == 0, done.stderr

    kept = ROOT / "constructs" / "kibana_connectors" / "types" / "spec"
    texts = {path.name: path.read_text() for path in tmp_path.glob("*.py")}
    assert texts == {path.name: path.read_text() for path in kept.glob("*.py")}


def _catalog_with(folder: Path, change: Any) -> Path:
    shutil.copytree(CATALOG, folder)
    whole = json.loads((folder / "specs.json").read_text())
    change(whole["specs"])
    (folder / "specs.json").write_text(json.dumps(whole))
    return folder


def test_a_new_type_needs_nothing_but_the_catalog(tmp_path: Path) -> None:
    def add(found: list[dict[str, Any]]) -> None:
        field = {"type": "string", "minLength": 2, "maxLength": 9, "pattern": "^[a-z]+$"}
        flag = {"type": "boolean", "default": True}
        new = next(spec for spec in found if spec["id"] == ".virustotal")
        schema = {
            "type": "object",
            "properties": {"newField": field, "X-Flag": flag},
            "required": ["newField"],
        }
        found.append({**new, "id": ".brand-new", "name": "Brand new (beta)", "config_schema": schema})
        found.remove(new)

    out = tmp_path / "out"
    out.mkdir()
    (out / "virustotal.py").write_text("")
    done = _generate(out, _catalog_with(tmp_path / "catalog", add))

    assert done.returncode == 0, done.stderr
    text = (out / "brand_new.py").read_text()
    compile(text, "brand_new.py", "exec")
    assert "class BrandNewBeta(SpecConnector[BrandNewBetaConfig, BrandNewBetaApiKeyHeader]):" in text
    assert "new_field: NewField\n" in text
    assert 'x_flag: Flag = wire("X-Flag", True)' in text
    assert '".brand-new": ("brand_new", "BrandNewBeta")' in (out / "__init__.py").read_text()
    assert not (out / "virustotal.py").exists()


@pytest.mark.parametrize(
    ("field", "told"),
    [
        ({"type": "array"}, ".virustotal config.new: no rule for fields of type array"),
        ({"type": "string", "multipleOf": 2}, ".virustotal config.new: no rule for ['multipleOf']"),
        ({"type": "string", "format": "email"}, ".virustotal config.new: no rule for format email"),
        ({"type": "string", "pattern": r"^\s$"}, r".virustotal config.new: no rule for ['\\s'] in a pattern"),
    ],
)
def test_what_the_generator_does_not_know_stops_it(tmp_path: Path, field: Any, told: str) -> None:
    def change(found: list[dict[str, Any]]) -> None:
        (spec,) = (spec for spec in found if spec["id"] == ".virustotal")
        spec["config_schema"] = {"type": "object", "properties": {"new": field}}

    done = _generate(tmp_path / "out", _catalog_with(tmp_path / "catalog", change))

    assert done.returncode == 1
    assert done.stderr.strip() == f"error: {told}"
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("type_id", sorted(TYPES))
def test_types_say_what_the_catalog_says(type_id: str) -> None:
    fact = specs()[type_id]
    cls = CLASSES[type_id]

    assert (cls.TYPE.type_id, cls.TYPE.name, cls.TYPE.license) == (type_id, fact["name"], fact["license"])
    assert (list(cls.TYPE.features), cls.TYPE.since) == (fact["features"], fact["since"])
    assert [choice.kind() for choice in cls.AUTH_TYPES] == [auth["id"] for auth in fact["auth_types"]]
    for part, schema in (
        (cls.Config, fact["config_schema"]),
        *(
            (choice, auth["secrets_schema"])
            for choice, auth in zip(cls.AUTH_TYPES, fact["auth_types"], strict=True)
        ),
    ):
        fields = [spec for spec in part.specs() if spec.wire != "authType"]
        assert {spec.wire for spec in fields} == schema["properties"].keys() - {"authType"}
        assert {spec.wire for spec in fields if spec.required} == {*schema.get("required", ())} - {"authType"}


@pytest.mark.parametrize("type_id", sorted(TYPES))
def test_everything_is_documented(type_id: str) -> None:
    fact = specs()[type_id]
    cls = CLASSES[type_id]
    text = inspect.getdoc(cls) or ""

    assert Path(fact["docs_path"]).stem in text
    assert "In technical preview" in text
    assert f"Kibana {fact['since']}" in text
    assert f" {fact['license']} licence" in text
    assert all(f"`{feature}`" in text for feature in fact["features"])
    for kind, choice in cls.auth_types().items():
        names = [name for name, value in vars(cls).items() if value is choice]
        assert [f"auth={cls.__name__}.{name}()" in text for name in names] == [True], kind
    assert all(
        f"`{each.kind()}`, because {each.REFUSAL}" in " ".join(text.split())
        for each in cls.AUTH_TYPES
        if each.REFUSAL
    )
    for part in (cls.Config, *cls.auth_types().values()):
        told = part.__doc__ or ""
        assert [s.name for s in part.specs() if s.wire != "authType" and f" {s.name}: " not in told] == []


def test_names() -> None:
    assert len(TYPES) == 73
    assert len({name for _, name in TYPES.values()}) == len(TYPES)
    assert all(getattr(kibana_connectors, name).__name__ == name for _, name in TYPES.values())
    assert set(TYPES) <= set(connector_types())


def test_arguments_are_those_of_every_connector() -> None:
    own = inspect.signature(SpecConnector.__init__).parameters
    shared = inspect.signature(Connector.__init__).parameters
    assert set(own) - set(shared) == {"auth"}
    assert set(shared) - set(own) <= {"type_id"}
    assert all(own[name].default == shared[name].default for name in set(own) & set(shared))


# -- in an editor, and at import -----------------------------------------------------------------------------

_GOOD = """
from constructs import Construct
from kibana_connectors import GitHub, Okta, Secret, VirusTotal

def build(scope: Construct) -> None:
    VirusTotal(scope, "a", name="A")
    VirusTotal(scope, "b", name="B", auth=VirusTotal.ApiKeyHeader(x_apikey=Secret.variable("key")))
    GitHub(scope, "c", name="C", config=GitHub.Config(server_url="https://x"), auth=GitHub.Bearer())
    Okta(scope, "d", name="D", config=Okta.Config(org_url="https://x"), auth=Okta.ApiKeyHeader())
    Okta(scope, "e", name="E", config={"orgUrl": "https://x"}, auth={"authType": "api_key_header"})
    auth = Okta.OAuthClientCredentialsPrivateKeyJwt(token_url="https://x", algorithm="RS256")
    print(Okta(scope, "f", name="F", config=Okta.Config(org_url="https://x"), auth=auth).connector_id)
"""
_BAD = {
    'VirusTotal.ApiKeyHeader(x_apikey="value")': 'incompatible type "str"; expected "Secret"',
    "VirusTotal.ApiKeyHeader(key=Secret.variable())": 'Unexpected keyword argument "key"',
    'GitHub(scope, "c", name="C", auth=VirusTotal.ApiKeyHeader())': 'expected "Bearer | Mapping[str, Any]',
    'GitHub.Config(serverurl="https://x")': 'Unexpected keyword argument "serverurl"',
    "Okta.Config()": 'Missing named argument "org_url"',
    'Okta.OAuthClientCredentialsPrivateKeyJwt(algorithm="HS256")': "Literal['PS256', 'RS256', 'ES256']",
    "Okta.Basic()": 'has no attribute "Basic"',
}


@pytest.mark.slow
def test_type_checkers_know_them(tmp_path: Path) -> None:
    (tmp_path / "good.py").write_text(_GOOD)
    lines = "\n".join(f"    {line}" for line in _BAD)
    head = "\n".join(_GOOD.split("\n")[:5])
    (tmp_path / "bad.py").write_text(f"{head}\n{lines}\n")
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "good.py", "bad.py"],
        cwd=tmp_path,
        env={**os.environ, "MYPYPATH": str(ROOT / "constructs"), "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )

    found = [line for line in done.stdout.splitlines() if ": error: " in line]
    assert [line for line in found if not line.startswith("bad.py")] == [], done.stderr
    assert len(found) == len(_BAD), done.stdout
    for number, (line, told) in enumerate(zip(found, _BAD.values(), strict=True), start=6):
        assert line.startswith(f"bad.py:{number}: ")
        assert told in line.replace('"Literal', "Literal").replace("ES256']\"", "ES256']")


def _loaded_after(code: str) -> set[str]:
    shown = "import sys; print([n for n in sys.modules if n.startswith('kibana_connectors.types')])"
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\n{shown}"], capture_output=True, text=True, check=True
    )
    return {name.removeprefix("kibana_connectors.types") for name in eval(done.stdout.splitlines()[-1])}


def test_only_what_is_used_is_loaded() -> None:
    assert _loaded_after("import kibana_connectors") == set()
    assert _loaded_after("from kibana_connectors import PagerDuty") == {"", ".pagerduty"}
    assert _loaded_after("from kibana_connectors import VirusTotal") == {
        "",
        "._spec",
        ".spec",
        ".spec.virustotal",
    }
    listing = "from kibana_connectors import connector_types; assert len(list(connector_types())) == 105"
    assert _loaded_after(listing) == {"", ".spec"}


def test_slack_is_not_taken() -> None:
    """Names of types that Kibana has twice: the classic ones keep theirs."""
    assert kibana_connectors.Slack.TYPE.type_id == ".slack"
    assert Slack2.TYPE.type_id == ".slack2"
    assert kibana_connectors.ServiceNow.TYPE.type_id == ".servicenow"
    assert kibana_connectors.ServiceNowSearch.TYPE.type_id == ".servicenow_search"
