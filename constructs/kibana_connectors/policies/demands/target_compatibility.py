"""Every connector can be created in the Kibana that its provider describes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from ...schema.payload import Config
from ...schema.target import Target
from ...schema.type_info import TypeInfo
from ...stack_files.connectors import StackConnector
from ..judged_stack import JudgedStack
from ..policy import ConnectorPolicy, Finding, Severity


class TargetCompatibility(ConnectorPolicy):
    """Every connector can be created in the Kibana that its provider's `Target` describes."""

    id: ClassVar[str] = "target-compatibility"
    severity: ClassVar[Severity] = "error"
    reason: ClassVar[str] = "That Kibana refuses the connector, at apply."
    remedy: ClassVar[str] = "Use what that Kibana has, or correct the Target"
    check: ClassVar[str] = id

    def of_connector(self, connector: StackConnector, stack: JudgedStack) -> Iterator[Finding]:
        """Yield why that Kibana would refuse a connector."""
        target, kind = stack.target_of(connector), connector.connector_type
        if target == _UNKNOWN or kind is None:
            return
        config = connector.read_config()
        is_read = isinstance(config, Config)
        is_named = isinstance(connector.space, str) and connector.body.get("space_id") is not None
        for refusal in connector_refusals(
            target,
            kind.TYPE,
            hosts=kind.hosts(config) if is_read else (),
            spaces=[str(connector.space)] if is_named else [],
            limits=kind.target_limits(config, target) if is_read else (),
        ):
            yield self.found(connector, refusal)


_UNKNOWN = Target()


def connector_refusals(
    target: Target,
    info: TypeInfo,
    *,
    hosts: Iterable[tuple[str, str]],
    spaces: Iterable[str],
    limits: Iterable[str],
) -> Iterator[str]:
    """Yield why a connector could not be created or used in a Kibana.

    Args:
        target: The Kibana.
        info: The connector's type.
        hosts: Each field that names a host, with the host.
        spaces: The spaces that the connector names, as far as they are known.
        limits: What that Kibana would refuse of its config, and others would not.
    """
    yield from target.refusals(info, hosts)
    yield from target.unknown_spaces(spaces)
    yield from limits
