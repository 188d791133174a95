"""`kibana-connectors preconfigured`: connectors of stacks for a kibana.yml, or for ECK."""

from __future__ import annotations

from typing import Annotated, Any, Literal, cast

import typer

from ..kibana.errors import InvalidRequest
from .choices import check_choice
from .examples import examples
from .exit_codes import FINDINGS
from .output import AsJson, note, write_json
from .output_file import STANDARD_OUTPUT, check_output, write_output
from .stack_arguments import Stacks, read_connectors

_PLACES = ("env", "keystore")


def _known_place(given: str | None) -> str | None:
    if given is not None:
        check_choice("place of secrets", given, _PLACES)
    return given


@examples(
    "kibana-connectors preconfigured cdktf.out/stacks/on-call",
    "kibana-connectors preconfigured cdktf.out --secrets keystore -o c.yml",
    "kibana-connectors preconfigured cdktf.out --eck --eck-label app=kibana",
)
def write_preconfigured(
    paths: Stacks,
    secrets_in: Annotated[
        str | None,
        typer.Option(
            "--secrets",
            callback=_known_place,
            metavar="|".join(_PLACES),
            help="Where Kibana finds the secrets; env unless told, keystore with --eck.",
            show_default=False,
        ),
    ] = None,
    eck: Annotated[bool, typer.Option("--eck", help="Write a StackConfigPolicy of ECK.")] = False,
    eck_name: Annotated[
        str, typer.Option("--eck-name", metavar="NAME", help="The policy's name.")
    ] = "kibana-connectors",
    eck_namespace: Annotated[
        str | None,
        typer.Option("--eck-namespace", metavar="NAME", help="Its namespace.", show_default=False),
    ] = None,
    eck_secret: Annotated[
        str, typer.Option("--eck-secret", metavar="NAME", help="The Secret with the secure settings.")
    ] = "kibana-connectors-secrets",  # noqa: S107 - a name
    eck_labels: Annotated[
        list[str] | None,
        typer.Option(
            "--eck-label",
            metavar="KEY=VALUE",
            help="A label of the Kibanas that it is for; may be repeated.",
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help="Where to write; - is standard output.")
    ] = STANDARD_OUTPUT,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that exists.")] = False,
    in_json: AsJson = False,
) -> None:
    """Write the connectors of stacks for a kibana.yml, or for ECK.

    Secrets become references to Kibana's environment, or settings of its keystore; a secret that stands in a
    stack is refused, and so is what only Terraform knows. Preconfigured connectors are in every space.
    """
    if eck and secrets_in == "env":
        raise InvalidRequest("--secrets env: a StackConfigPolicy has secure settings: leave --secrets out")
    if in_json and eck:
        raise InvalidRequest("--json, --eck: expected one of them")
    if output != STANDARD_OUTPUT:
        check_output(output, force=force)
    from ..kibana_yml.documents import kibana_yml_text, stack_config_policy_text
    from ..kibana_yml.preconfigured import preconfigured_of

    chosen = cast("Literal['env', 'keystore']", secrets_in or ("keystore" if eck else "env"))
    _, connectors = read_connectors(paths)
    made = preconfigured_of(connectors, chosen)
    if made.problems:
        for problem in made.problems:
            note(problem)
        raise typer.Exit(FINDINGS)
    if not connectors:
        return
    if in_json:
        write_json({"connectors": made.entries, "secrets": _secrets(made.secrets), "notes": made.notes})
        return
    if eck:
        labels = dict(_label(each) for each in eck_labels or ())
        text = stack_config_policy_text(
            made, name=eck_name, secret=eck_secret, namespace=eck_namespace, labels=labels
        )
    else:
        text = kibana_yml_text(made, chosen)
    if output == STANDARD_OUTPUT:
        typer.echo(text, nl=False)
    else:
        write_output(output, text, force=force)
    for told in made.notes:
        note(told)


def _label(given: str) -> tuple[str, str]:
    key, separator, value = given.partition("=")
    if not separator:
        raise InvalidRequest("--eck-label: expected KEY=VALUE")
    return key, value


def _secrets(secrets: list[Any]) -> list[dict[str, str]]:
    return [
        {
            "connector": each.connector.address,
            "stack": each.connector.stack.name,
            "field": ".".join(("secrets", *each.path)),
            "variable": each.variable,
            "keystore_key": each.keystore_key,
            "origin": each.origin,
        }
        for each in secrets
    ]
