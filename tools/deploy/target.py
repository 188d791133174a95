"""The Kibana that the stacks are deployed to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kibana_connectors.cli.terraform_log import TF_LOG, logs_secrets
from tools.command import say
from tools.deploy.credentials import authorization
from tools.engine import chosen_engine
from tools.layout import ROOT

OUT = ROOT / "cdktf.out"


@dataclass(frozen=True)
class Target:
    """A Kibana, and what a deployment to it needs.

    Attributes:
        environment: The environment variables for the stacks and for Terraform.
        out: The folder for the synthesized stacks and the log.
        is_stand_in: Whether it is the stand-in, which ends with this program.
    """

    environment: Mapping[str, str] = field(repr=False)
    out: Path
    is_stand_in: bool

    @property
    def endpoint(self) -> str:
        """Return Kibana's URL."""
        return self.environment["KIBANA_ENDPOINT"]

    @property
    def engine(self) -> str:
        """Return the CDK engine, whose command line of the same name is used."""
        return chosen_engine(self.environment)

    @property
    def log(self) -> Path:
        """Return the file for the output of cdktf and Terraform."""
        return self.out / "deploy.log"

    @property
    def stacks(self) -> list[Path]:
        """Return the folder of each synthesized stack."""
        return sorted((self.out / "stacks").iterdir())


def without_log_of_secrets(environment: Mapping[str, str]) -> dict[str, str]:
    """Return an environment in which the Terraform provider logs no secrets, and say what was left out."""
    kept = dict(environment)
    if logs_secrets(kept):
        del kept[TF_LOG]
        say(f"{TF_LOG} is left out: at that level the Terraform provider logs secrets in plain text")
    return kept


def own_kibana(environment: Mapping[str, str]) -> Target:
    """Return the Kibana that KIBANA_ENDPOINT names.

    Raises:
        ToolError: There is no complete credential for it in the environment.
    """
    authorization(environment)
    bucket = environment.get("STATE_BUCKET")
    state = (
        f"in the bucket {bucket}"
        if bucket
        else "in a file here, unencrypted; set STATE_BUCKET to change that"
    )
    say(f"deploying to the Kibana at {environment['KIBANA_ENDPOINT']}; the state is kept {state}")
    return Target(environment, Path(environment.get("CDKTF_OUTDIR", OUT)).absolute(), is_stand_in=False)
