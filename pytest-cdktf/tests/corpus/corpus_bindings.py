"""Classes in the shape of those that `cdktf get` generates: typed arguments, and what all resources take."""

from __future__ import annotations

from typing import Any

from constructs import Construct
from either_engine import TerraformDataSource, TerraformProvider, TerraformResource

META = ("count", "depends_on", "for_each", "lifecycle", "provider")


class Resource(TerraformResource):
    """A resource with its attributes as arguments, in Terraform's own names."""

    TYPE = ""

    def __init__(self, scope: Construct, id: str, *, type: str = "", **arguments: Any) -> None:
        meta = {name: arguments.pop(name) for name in META if name in arguments}
        super().__init__(scope, id, terraform_resource_type=type or self.TYPE, **meta)
        self._own_attributes = {name: value for name, value in arguments.items() if value is not None}

    def _synthesize_attributes(self) -> dict[str, Any]:
        return dict(self._own_attributes)

    @property
    def id(self) -> str:
        return self.text("id")

    def text(self, attribute: str) -> str:
        """An attribute that Terraform knows after the apply."""
        return str(self.get_string_attribute(attribute))


class DataSource(TerraformDataSource):
    """A data source with its arguments, in Terraform's own names."""

    def __init__(self, scope: Construct, id: str, *, type: str, **arguments: Any) -> None:
        meta = {name: arguments.pop(name) for name in META if name in arguments}
        super().__init__(scope, id, terraform_resource_type=type, **meta)
        self._own_attributes = arguments

    def _synthesize_attributes(self) -> dict[str, Any]:
        return dict(self._own_attributes)

    def text(self, attribute: str) -> str:
        """An attribute that Terraform reads."""
        return str(self.get_string_attribute(attribute))


class Provider(TerraformProvider):
    """A provider with its arguments."""

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        type: str,
        source: str = "",
        version: str = "",
        alias: str | None = None,
        **arguments: Any,
    ) -> None:
        self._alias = alias
        self._own_attributes = arguments
        super().__init__(
            scope,
            id,
            terraform_resource_type=type,
            terraform_provider_source=source or f"hashicorp/{type}",
            terraform_generator_metadata={
                "provider_name": type,
                "provider_version": version or "1.0.0",
                "provider_version_constraint": f"~> {version or '1.0'}",
            },
        )

    @property
    def alias(self) -> str | None:
        """The name that resources take this provider by."""
        return self._alias

    def _synthesize_attributes(self) -> dict[str, Any]:
        return dict(self._own_attributes)
