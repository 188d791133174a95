"""State in HCP Terraform or Terraform Enterprise, which encrypt every state."""

from __future__ import annotations

from typing import TYPE_CHECKING

import constructs

from .._cdk import CloudBackend, NamedCloudWorkspace, TaggedCloudWorkspaces
from ..frames import forgetful
from .arguments import Arguments

if TYPE_CHECKING:
    from typing_extensions import Never

_NAME = "[A-Za-z0-9_-]{1,90}"
_HOST = r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::\d{1,5})?"


@forgetful
class HcpTerraformBackend(CloudBackend):
    """Keep the stack's state in HCP Terraform or in Terraform Enterprise (the `cloud` block).

    The token comes from `terraform login`, or from TF_TOKEN_<host, with _ for each dot>: it is never written.
    """

    def __init__(
        self,
        scope: constructs.Construct,
        *,
        organization: str,
        workspace: str | None = None,
        tags: list[str] | None = None,
        project: str | None = None,
        hostname: str | None = "app.terraform.io",
        **others: Never,
    ) -> None:
        """Check the arguments, and set up the backend.

        Args:
            scope: The stack.
            organization: The organization.
            workspace: The workspace's name; or
            tags: the tags of the workspaces that may be chosen.
            project: The project of the workspaces.
            hostname: The server. OpenTofu has no default for it; None leaves it to TF_CLOUD_HOSTNAME.
            others: None: each is refused, a credential with the environment variable that serves instead.

        Raises:
            InvalidBackend: A value is missing, blank, a token or no such name, or a credential is given.
        """
        given = Arguments("HcpTerraformBackend", "cloud", scope)
        given.text(
            "hostname",
            hostname,
            pattern=_HOST,
            expected="a host's name without https:// and path, such as tfe.example.com",
        )
        given.text("organization", organization, is_required=True)
        given.text("workspace", workspace, pattern=_NAME, expected="a name: 1 to 90 letters, digits, - and _")
        given.texts("tags", tags)
        given.text("project", project)
        given.one_of(
            {"workspace": workspace, "tags": tags},
            is_required=True,
            purpose="which workspace keeps the state",
        )
        given.no_others(others, HcpTerraformBackend.__init__)
        settings = given.settle()
        named = settings.get("workspace")
        of_project = settings.get("project")
        super().__init__(
            scope,
            organization=settings["organization"],
            hostname=settings.get("hostname"),
            workspaces=NamedCloudWorkspace(named, of_project)
            if named is not None
            else TaggedCloudWorkspaces(settings["tags"], of_project),
        )
