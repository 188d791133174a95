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
from harness.field_docs import documented_fields
from harness.kibana_facts import CATALOG, spec_types
from harness.secrecy import everything_told
from harness.spec_payloads import BEYOND_TERRAFORM, SpecPayload, payloads
from harness.type_ids import SPEC_TYPE_IDS

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
from kibana_connectors.cdk.spec_connector import SpecConnector
from pytest_cdktf import Synth, anything, json_equal, json_with, partial, ref, regex, resource, variable

CONNECTOR = "elasticstack_kibana_action_connector"
ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "constructs" / "kibana_connectors"
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
        for type_id, spec in spec_types().items()
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
        config = dict.fromkeys(spec_types()[type_id]["config_schema"]["properties"], "https://example.com")

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
    assert {id for id in SPEC_TYPE_IDS if not CLASSES[id].auth_types()} == WITHOUT_A_USABLE_AUTH_TYPE


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

    auth = next(each for each in spec_types()[payload.type_id]["auth_types"] if each["id"] == payload.auth)
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
    auth = next(each for each in spec_types()[payload.type_id]["auth_types"] if each["id"] == payload.auth)
    for spec in choice.specs():
        if spec.kibana_name == "authType":
            continue
        given = choice(**{spec.name: payload.secrets[spec.kibana_name]})
        assert bool(given.problems) == bool(
            auth["secrets_schema"]["properties"][spec.kibana_name].get("sensitive")
        )
        if given.problems:
            with pytest.raises(InvalidConnector) as caught:
                cls(stack, "c", name="C", config=payload.least, auth=given)
            assert f"secrets.{spec.kibana_name}" in str(caught.value).replace(spec.name, spec.kibana_name)
            assert payload.secrets[spec.kibana_name] not in str(caught.value)


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


def _generate(package: Path, catalog: Path = CATALOG) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tools.generate", "--catalog", str(catalog), "--package", str(package)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A copy of the package to generate into."""
    copy = tmp_path / "package"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    return copy


def _texts(package: Path) -> dict[str, str]:
    return {path.relative_to(package).as_posix(): path.read_text() for path in package.rglob("*.py")}


def test_generating_again_changes_nothing(package: Path) -> None:
    done = _generate(package)
    assert done.returncode == 0, done.stderr

    assert _texts(package) == _texts(PACKAGE)


def test_a_type_is_one_file_and_a_run_of_the_generator(package: Path) -> None:
    text = (package / "types" / "torq.py").read_text()
    (package / "types" / "borq.py").write_text(text.replace("Torq", "Borq").replace(".torq", ".borq"))

    done = _generate(package)

    assert done.returncode == 0, done.stderr
    changed = {name for name, text in _texts(package).items() if _texts(PACKAGE).get(name) != text}
    assert changed == {"types/borq.py", "types/_index.py", "connectors/__init__.py", "connectors/borq.py"}
    shown = (
        "from kibana_connectors import Borq, validate; print(Borq.TYPE.type_id, validate('.borq', {}, {}).ok)"
    )
    (package.parent / "kibana_connectors").symlink_to(package)
    done = subprocess.run(
        [sys.executable, "-c", shown],
        env={**os.environ, "PYTHONPATH": str(package.parent)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == ".borq False\n"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("x = (", "borq.py, line 1: '(' was never closed"),
        ("class Borq: pass", "types.borq: expected one class …Type with TYPE = TypeInfo(type_id=…)"),
        ("", "types.borq: expected one class …Type"),
    ],
)
def test_a_module_that_is_no_type_stops_the_generator(package: Path, text: str, told: str) -> None:
    (package / "types" / "borq.py").write_text(text)

    done = _generate(package)

    assert done.returncode == 1
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_two_types_of_one_name_stop_the_generator(package: Path) -> None:
    text = (package / "types" / "torq.py").read_text()
    (package / "types" / "borq.py").write_text(text.replace(".torq", ".borq"))

    done = _generate(package)

    assert done.returncode == 1
    assert ".borq and .torq would share the class Torq" in done.stderr


def _catalog_with(folder: Path, change: Any) -> Path:
    shutil.copytree(CATALOG, folder)
    whole = json.loads((folder / "specs.json").read_text())
    change(whole["specs"])
    (folder / "specs.json").write_text(json.dumps(whole))
    return folder


def test_a_new_type_needs_nothing_but_the_catalog(tmp_path: Path, package: Path) -> None:
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

    done = _generate(package, _catalog_with(tmp_path / "catalog", add))
    out = package / "types" / "spec"

    assert done.returncode == 0, done.stderr
    text = (out / "brand_new.py").read_text()
    compile(text, "brand_new.py", "exec")
    assert "class BrandNewBetaType(SpecType[BrandNewBetaConfig, BrandNewBetaApiKeyHeader]):" in text
    assert "new_field: NewField\n" in text
    assert 'x_flag: Flag = kibana_name("X-Flag", True)' in text
    assert '".brand-new": ("spec.brand_new", "BrandNewBeta")' in (package / "types" / "_index.py").read_text()
    assert "class BrandNewBeta(" in (package / "connectors" / "brand_new.py").read_text()
    assert not (package / "connectors" / "virustotal.py").exists()
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
def test_what_the_generator_does_not_know_stops_it(
    tmp_path: Path, package: Path, field: Any, told: str
) -> None:
    def change(found: list[dict[str, Any]]) -> None:
        (spec,) = (spec for spec in found if spec["id"] == ".virustotal")
        spec["config_schema"] = {"type": "object", "properties": {"new": field}}

    done = _generate(package, _catalog_with(tmp_path / "catalog", change))

    assert done.returncode == 1
    assert done.stderr.strip() == f"error: {told}"
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("type_id", sorted(SPEC_TYPE_IDS))
def test_types_say_what_the_catalog_says(type_id: str) -> None:
    fact = spec_types()[type_id]
    cls = CLASSES[type_id]

    assert (cls.TYPE.type_id, cls.TYPE.name, cls.TYPE.license) == (type_id, fact["name"], fact["license"])
    assert (list(cls.TYPE.features), cls.TYPE.since) == (fact["features"], fact["since"])
    assert [choice.kind() for choice in cls.CONNECTOR_TYPE.AUTH_TYPES] == [
        auth["id"] for auth in fact["auth_types"]
    ]
    for part, schema in (
        (cls.Config, fact["config_schema"]),
        *(
            (choice, auth["secrets_schema"])
            for choice, auth in zip(cls.CONNECTOR_TYPE.AUTH_TYPES, fact["auth_types"], strict=True)
        ),
    ):
        fields = [spec for spec in part.specs() if spec.kibana_name != "authType"]
        assert {spec.kibana_name for spec in fields} == schema["properties"].keys() - {"authType"}
        assert {spec.kibana_name for spec in fields if spec.is_required} == {*schema.get("required", ())} - {
            "authType"
        }


@pytest.mark.parametrize("type_id", sorted(SPEC_TYPE_IDS))
def test_everything_is_documented(type_id: str) -> None:
    fact = spec_types()[type_id]
    cls = CLASSES[type_id]
    text = inspect.getdoc(cls) or ""

    assert Path(fact["docs_path"]).stem in text
    assert "In technical preview" in text
    assert f"Kibana {fact['since']}" in text
    assert f" {fact['license']} license" in text
    assert all(f"`{feature}`" in text for feature in fact["features"])
    for kind, choice in cls.auth_types().items():
        names = [name for name, value in vars(cls).items() if value is choice]
        assert [f"auth={cls.__name__}.{name}()" in text for name in names] == [True], kind
    assert all(
        f"`{each.kind()}`, because {each.REFUSAL}" in " ".join(text.split())
        for each in cls.CONNECTOR_TYPE.AUTH_TYPES
        if each.REFUSAL
    )
    for part in (cls.Config, *cls.auth_types().values()):
        assert {spec.name for spec in part.specs()} - {"auth_type"} == documented_fields(part)


def test_names() -> None:
    assert len(SPEC_TYPE_IDS) == 73
    assert set(spec_types()) == SPEC_TYPE_IDS <= set(connector_types())


def test_arguments_are_those_of_every_connector() -> None:
    own = inspect.signature(SpecConnector.__init__).parameters
    shared = inspect.signature(Connector.__init__).parameters
    assert set(own) - set(shared) == {"auth"}
    assert set(shared) - set(own) <= {"type_id"}
    assert all(own[name].default == shared[name].default for name in set(own) & set(shared))


# -- in an editor, and at import -----------------------------------------------------------------------------


def test_slack_is_not_taken() -> None:
    """Names of types that Kibana has twice: the classic ones keep theirs."""
    assert kibana_connectors.Slack.TYPE.type_id == ".slack"
    assert Slack2.TYPE.type_id == ".slack2"
    assert kibana_connectors.ServiceNow.TYPE.type_id == ".servicenow"
    assert kibana_connectors.ServiceNowSearch.TYPE.type_id == ".servicenow_search"
