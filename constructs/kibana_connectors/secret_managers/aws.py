"""What the managers of Amazon's secrets have in common."""

from __future__ import annotations

import constructs
from typing_extensions import Never

from ..engine_objects import AnyProvider
from ..terraform.secret_providers import AWS
from .arguments import text_problem
from .manager import SecretManager

_KNOWN = ("region", "profile", "provider")


class AwsManager(SecretManager):
    """A manager of AWS, which finds its credentials as always there."""

    PROVIDER = AWS

    def __init__(
        self,
        scope: constructs.Construct,
        id: str,
        *,
        region: str | None = None,
        profile: str | None = None,
        provider: AnyProvider | None = None,
        **refused: Never,
    ) -> None:
        """Check the arguments, and take part in the stack.

        Args:
            scope: The stack, or a construct in it.
            id: The construct's id; blocks are named after it.
            region: The region, such as `eu-west-1`. Left out, AWS_REGION or the profile decides.
            profile: The profile in AWS's configuration files to use.
            provider: A provider construct of `hashicorp/aws` to read with, instead of region and profile.
            refused: Nothing; a credential is refused with the environment variable to set instead.

        Raises:
            InvalidSecretSource: Arguments that cannot work, among them credentials.
        """
        super().__init__(
            scope,
            id,
            provider=provider,
            settings={"region": region, "profile": profile},
            problems=[
                text_problem("region", region, '"eu-west-1"', is_optional=True),
                text_problem("profile", profile, '"deploy"', is_optional=True),
            ],
            refused=refused,
            known=_KNOWN,
        )
