"""What an editor shows: pyright's language server is what VS Code asks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from language_server import CURSOR, LanguageServer

from kibana_connectors import connector_types

START = "from constructs import Construct\nfrom kibana_connectors import *\nscope: Construct\n"
JSII = ("*args", "**kwargs", "terraform_resource_type", ":param ", ":stability:")
"""What jsii's own metaclass and CDKTF's own constructors would show."""


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LanguageServer]:
    """A language server."""
    with LanguageServer(Path(tmp_path_factory.mktemp("editor"))) as server:
        yield server


def test_a_construct_shows_its_own_arguments(editor: LanguageServer) -> None:
    shown = editor.hover(f'{START}Pager{CURSOR}Duty(scope, "pager", name="On-call")')

    head, _, about = shown.partition("\n)\n")
    assert head.splitlines()[:8] == [
        "class PagerDuty(",
        "    scope: Construct,",
        "    id: str,",
        "    *,",
        "    name: str,",
        "    config: PagerDutyConfig | PagerDutyConfigDict | None = None,",
        "    secrets: PagerDutySecrets | PagerDutySecretsDict | None = None,",
        "    space: str | None = None,",
    ]
    assert "    spaces: list[str] | tuple[str, ...] | None = None,\n" in head
    assert about.strip().startswith("Trigger, acknowledge and resolve PagerDuty incidents")
    assert "spaces: Ids of several spaces" in about
    assert not any(word in shown for word in JSII)


@pytest.mark.parametrize(
    ("call", "argument"),
    [
        ("Webhook", "config: WebhookConfig | WebhookConfigDict,"),
        (
            "Okta",
            "auth: OktaOAuthClientCredentialsPrivateKeyJwt | OktaOAuthClientCredentialsPrivateKeyJwtDict",
        ),
        ("KibanaProvider", "endpoints: list[str] | tuple[str, ...] | None = None"),
        ("EncryptedS3Backend", "kms_key_id: str"),
        ("Connector", "type_id: str | None = None"),
        ("Target", "version: str | None = None"),
    ],
)
def test_other_classes_do_too(editor: LanguageServer, call: str, argument: str) -> None:
    shown = editor.hover(f"{START}{call[0]}{CURSOR}{call[1:]}()")

    assert argument in shown
    assert "name: " in shown or call in ("KibanaProvider", "EncryptedS3Backend", "Target")
    assert not any(word in shown for word in JSII)


def test_between_the_parentheses_of_a_construct(editor: LanguageServer) -> None:
    shown = editor.signature(f"{START}PagerDuty({CURSOR})")

    assert shown.startswith("(scope: Construct, id: str, *, name: str, config: PagerDutyConfig | ")
    assert shown.endswith(" -> PagerDuty")


def test_a_config_shows_its_fields(editor: LanguageServer) -> None:
    shown = editor.hover(f"{START}PagerDuty.Con{CURSOR}fig()")
    assert shown.startswith("class Config(\n    *,\n    api_url: str | None = None\n)\n")

    shown = editor.hover(f"{START}Webhook.Con{CURSOR}fig()")
    assert "    url: str,\n" in shown
    assert "    method: OrToken[Literal['post', 'put', 'patch', 'get', 'delete']] = \"post\"\n" in shown
    assert "    client_id: str | None = " in shown, "inherited"


@pytest.mark.parametrize(
    ("text", "kind", "about"),
    [
        ("PagerDuty.Config(api_‸url='')", "str | None", "PagerDuty's events URL; left out, Kibana uses"),
        ("PagerDuty.Secrets(routing_‸key='')", "Secret", "The 32-character integration key"),
        ("Webhook.Config(url='', client‸_id='')", "str | None", "With OAuth 2.0: the client id."),
        ("Webhook.Config(auth_‸type='')", "'webhook-authentication-ssl'", "How to authenticate"),
        ("Webhook.Config(head‸ers=None)", "TextMap | None", "Headers to send"),
        ("Webhook.Config(has‸_auth=False)", "BoolOrToken", "Whether to authenticate."),
        ("Email.Config(po‸rt=25)", "float | None", "The SMTP server's port"),
        ("GitHub.Bearer(to‸ken='')", "Secret", "The token."),
        ("GraphQL.Basic(user‸name='')", "TextOrSecret", "The user's name"),
        ("Swimlane.Field(field_‸type='')", "str", "What it holds"),
        ("def f(it: PagerDuty) -> None: it.config.api_‸url", "str | None", "PagerDuty's events URL"),
        ("def f(it: Webhook) -> None: it.config.method‸", "'post', 'put'", "The HTTP method"),
    ],
)
def test_a_field_shows_its_type_and_docstring(
    editor: LanguageServer, text: str, kind: str, about: str
) -> None:
    first, _, rest = editor.hover(START + text).partition("\n\n")

    assert first.startswith("(variable) ")
    assert kind in first
    assert rest.startswith(about)


def test_what_is_offered(editor: LanguageServer) -> None:
    assert "api_url=" in editor.completions(f"{START}PagerDuty.Config({CURSOR})")
    fields = editor.completions(f"{START}Webhook.Config({CURSOR})")
    assert {"url=", "method=", "auth_type=", "client_id="} <= set(fields)
    arguments = editor.completions(f"{START}PagerDuty(scope, 'pager', {CURSOR})")
    assert {"name=", "config=", "secrets=", "spaces="} <= set(arguments)
    attributes = editor.completions(f"{START}PagerDuty.{CURSOR}")
    assert {"Config", "Secrets", "TYPE", "from_wire"} <= set(attributes)


def test_what_is_offered_inside_quotes(editor: LanguageServer) -> None:
    methods = editor.completions(f"{START}Webhook.Config(url='', method='{CURSOR}')")
    assert set(methods) == {f"'{method}'" for method in ("post", "put", "patch", "get", "delete")}
    keys = editor.completions(f"{START}PagerDuty(scope, 'pager', name='', config={{'{CURSOR}'}})")
    assert {"'api_url'", "'apiUrl'"} <= set(keys)


@pytest.mark.slow
def test_every_field_of_every_type_has_a_docstring_and_one_type(editor: LanguageServer) -> None:
    """A keyword of a call that is not complete shows the same as the field of a config."""
    text = START
    asked = []
    for construct in connector_types().values():
        for name, payload in vars(construct).items():
            for field in getattr(payload, "model_fields", ()):
                where = f"{construct.__name__}.{name}"
                asked.append(f"{where}.{field}")
                text += f"{where}({field[0]}{CURSOR}{field[1:]}=None)\n"
                text += f"def f(it: {where}) -> None: it.{field[0]}{CURSOR}{field[1:]}\n"
    shown = editor.hovers(text)

    assert len(asked) > 400
    keywords = dict(zip(asked, shown[::2], strict=True))
    attributes = dict(zip(asked, shown[1::2], strict=True))
    assert {field: told for field, told in keywords.items() if told != attributes[field]} == {}
    assert [field for field, told in attributes.items() if not told.partition("\n\n")[2]] == []
    assert [field for field, told in attributes.items() if "Any" in told or "Unknown" in told] == []
