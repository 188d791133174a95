"""The options by which commands choose among the connectors of a Kibana."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from .inventory import Found

_ARGUMENT = "selection"


@dataclass(frozen=True)
class Selection:
    """What a user chose by options.

    Attributes:
        spaces: Only these spaces; empty means all.
        types: Only these types; empty means all.
        feature: Only types that this feature can use.
        search: Only with this text in name, id or type.
        missing_secrets: Only those that miss their secrets.
        deprecated: Only those that are, or whose type is, deprecated.
        preconfigured: Only those of kibana.yml, or none of them; None means both.
        unused: Only those that nothing uses.
    """

    spaces: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    feature: str | None = None
    search: str | None = None
    missing_secrets: bool = False
    deprecated: bool = False
    preconfigured: bool | None = None
    unused: bool = False

    @property
    def is_everything(self) -> bool:
        """Whether nothing was chosen by an option."""
        return self == Selection()

    def has(self, found: Found) -> bool:
        """Whether a connector is chosen. Whether it is unused is not looked at.

        Args:
            found: The connector.
        """
        connector = found.connector
        return (
            (not self.types or connector.connector_type_id in self.types)
            and (
                self.feature is None
                or (found.type is not None and self.feature in found.type.supported_feature_ids)
            )
            and (self.search is None or _holds(found, self.search))
            and (not self.missing_secrets or bool(connector.is_missing_secrets))
            and (not self.deprecated or found.is_deprecated)
            and (self.preconfigured is None or connector.is_preconfigured == self.preconfigured)
        )


def _holds(found: Found, text: str) -> bool:
    connector = found.connector
    return any(
        text.casefold() in each.casefold()
        for each in (connector.name, connector.id, connector.connector_type_id)
    )


def _parameters(
    spaces: Annotated[
        list[str] | None,
        typer.Option(
            "--space", metavar="SPACE", help="Only this space; may be repeated.", show_default=False
        ),
    ] = None,
    types: Annotated[
        list[str] | None,
        typer.Option(
            "--type",
            metavar="TYPE",
            help="Only this type, such as .slack; may be repeated.",
            show_default=False,
        ),
    ] = None,
    feature: Annotated[
        str | None,
        typer.Option(
            metavar="FEATURE",
            help="Only types that this feature can use, such as alerting.",
            show_default=False,
        ),
    ] = None,
    search: Annotated[
        str | None,
        typer.Option(metavar="TEXT", help="Only with this text in name, id or type.", show_default=False),
    ] = None,
    missing_secrets: Annotated[
        bool, typer.Option("--missing-secrets", help="Only those that miss their secrets.")
    ] = False,
    deprecated: Annotated[
        bool, typer.Option("--deprecated", help="Only those that are, or whose type is, deprecated.")
    ] = False,
    preconfigured: Annotated[
        bool | None,
        typer.Option(
            "--preconfigured/--no-preconfigured",
            help="Only those of kibana.yml, or none.",
            show_default=False,
        ),
    ] = None,
    unused: Annotated[
        bool,
        typer.Option("--unused", help="Only those that no rule and no workflow uses; reads all of them."),
    ] = False,
) -> None: ...


def choosing(*left_out: str) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """Give a command the options that choose among connectors, in place of its parameter `selection`.

    Args:
        left_out: Names of options that the command does not have.
    """

    def given(function: Callable[..., int]) -> Callable[..., int]:
        options = [
            parameter
            for name, parameter in inspect.signature(_parameters, eval_str=True).parameters.items()
            if name not in left_out
        ]
        own = inspect.signature(function, eval_str=True)
        parameters: list[inspect.Parameter] = []
        for parameter in own.parameters.values():
            parameters += options if parameter.name == _ARGUMENT else [parameter]

        def command(connection: Any, **arguments: Any) -> int:
            chosen: dict[str, Any] = {option.name: arguments.pop(option.name) for option in options}
            for name in chosen.keys() & {"spaces", "types"}:
                chosen[name] = tuple(chosen[name] or ())
            selection = Selection(**chosen)
            return function(connection, **{_ARGUMENT: selection}, **arguments)

        functools.update_wrapper(command, function)
        command.__annotations__ = {}
        command.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
            [
                each if number == 0 else each.replace(kind=inspect.Parameter.KEYWORD_ONLY)
                for number, each in enumerate(parameters)
            ]
        )
        return command

    return given
