"""Deploy the example stacks, show what then exists in Kibana, and that a second plan is empty.

Behind `make deploy`; runs in .venv. With KIBANA_ENDPOINT and a credential set it goes to that Kibana.
Without it, it starts a stand-in Kibana and a stand-in S3. Secrets come from the environment (TF_VAR_…);
those that are not there are made up, which does for connectors that point at example.com.
"""

from __future__ import annotations

import json
import logging
import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# Started by its path, from any folder: make the repository importable in place of this folder.
sys.path[0] = str(Path(__file__).resolve().parents[1])

import boto3  # noqa: E402
import httpx  # noqa: E402
from moto.server import ThreadedMotoServer  # noqa: E402
from rich.console import Console  # noqa: E402
from rich.table import Table  # noqa: E402

from kibana_connectors.sandbox import Sandbox  # noqa: E402
from tools.command import say  # noqa: E402
from tools.environment import child_environment  # noqa: E402
from tools.errors import ToolError  # noqa: E402
from tools.layout import ROOT  # noqa: E402

_CREDENTIALS = ("KIBANA_API_KEY", "KIBANA_USERNAME", "KIBANA_BEARER_TOKEN")
_OUT = ROOT / "cdktf.out"
_RESOURCE = "elasticstack_kibana_action_connector"


@dataclass(frozen=True)
class Target:
    """Where the stacks go.

    Attributes:
        environment: What the stacks and Terraform need to know.
        out: Where the synthesized stacks are written.
        is_real: Whether it is the user's own Kibana.
    """

    environment: Mapping[str, str]
    out: Path
    is_real: bool

    @property
    def stacks(self) -> Path:
        """The folder with a folder for each synthesized stack."""
        return self.out / "stacks"


def main() -> int:
    """Deploy, show, plan again."""
    try:
        with ExitStack() as running:
            target = _real() if os.environ.get("KIBANA_ENDPOINT") else running.enter_context(_stand_ins())
            environment = {**child_environment(), **target.environment}
            say("cdktf synth: writing the stacks' Terraform JSON")
            out = ("--output", os.path.relpath(target.out, ROOT))
            _cdktf(environment, "synth", *out)
            stacks = sorted(target.stacks.iterdir())
            made_up = _made_up_secrets(stacks, environment)
            if made_up and target.is_real:
                say(f"not set, so made-up values are sent: {', '.join(made_up)}")
            environment |= made_up
            names = [stack.name for stack in stacks]
            say(f"cdktf deploy: {', '.join(names)}")
            _cdktf(environment, "deploy", *names, *out, "--auto-approve", "--skip-synth")
            existing = [each for stack in stacks for each in _existing(stack, environment)]
            # Cut off, an id is of no use to anybody; a log has no width of its own.
            Console(width=None if sys.stdout.isatty() else 120).print(_table(existing))
            return max([_plan_again(stack, environment) for stack in stacks])
    except ToolError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1


def _real() -> Target:
    endpoint = os.environ["KIBANA_ENDPOINT"]
    if not any(os.environ.get(name) for name in _CREDENTIALS):
        raise ToolError(
            f"KIBANA_ENDPOINT is set and no credential is: set {' or '.join(_CREDENTIALS)} "
            "(with KIBANA_PASSWORD)"
        )
    bucket = os.environ.get("STATE_BUCKET")
    state = (
        f"in the bucket {bucket}"
        if bucket
        else "in a file here, unencrypted; set STATE_BUCKET to change that"
    )
    say(f"deploying to the Kibana at {endpoint}; the state is kept {state}")
    return Target({}, Path(os.environ.get("CDKTF_OUTDIR", _OUT)), is_real=True)


@contextmanager
def _stand_ins() -> Iterator[Target]:
    say("KIBANA_ENDPOINT is not set: starting a stand-in Kibana and a stand-in S3 for the state")
    spaces = ("default", "operations", "platform", "security")
    logging.getLogger("werkzeug").setLevel(logging.ERROR)  # its log of requests would drown all else
    store = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    store.start()
    try:
        host, port = store.get_host_and_port()
        aws = {
            "AWS_ACCESS_KEY_ID": "stand-in",
            "AWS_SECRET_ACCESS_KEY": secrets.token_hex(16),
            "AWS_EC2_METADATA_DISABLED": "true",
            "STATE_ENDPOINT": f"http://{host}:{port}",
            "STATE_BUCKET": "example-terraform-state",
            "STATE_REGION": "eu-west-1",
            "STATE_KMS_KEY_ID": "alias/example-terraform-state",
        }
        _make_bucket(aws)
        with Sandbox(spaces=spaces) as kibana:
            reached = {"KIBANA_ENDPOINT": kibana.url, "KIBANA_API_KEY": kibana.api_key}
            # Nothing of an earlier run is of use: its Kibana and its state are gone.
            out = _OUT / "stand-in"
            shutil.rmtree(out, ignore_errors=True)
            out.parent.mkdir(exist_ok=True)
            yield Target({**aws, **reached}, out, is_real=False)
    finally:
        store.stop()


def _make_bucket(aws: Mapping[str, str]) -> None:
    client = boto3.client(
        "s3",
        endpoint_url=aws["STATE_ENDPOINT"],
        region_name=aws["STATE_REGION"],
        aws_access_key_id=aws["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=aws["AWS_SECRET_ACCESS_KEY"],
    )
    client.create_bucket(
        Bucket=aws["STATE_BUCKET"], CreateBucketConfiguration={"LocationConstraint": aws["STATE_REGION"]}
    )


def _cdktf(environment: Mapping[str, str], *arguments: str) -> None:
    done = subprocess.run(["cdktf", *arguments], cwd=ROOT, env=dict(environment), check=False)
    if done.returncode:
        raise ToolError(
            f"cdktf {arguments[0]} failed with exit status {done.returncode}; its output is above"
        )


def _made_up_secrets(stacks: list[Path], environment: Mapping[str, str]) -> dict[str, str]:
    """Make up a value for each variable of the stacks that has none."""
    return {
        f"TF_VAR_{name}": f"https://made-up.example/{secrets.token_hex(16)}"  # some secrets have to be a URL
        for stack in stacks
        for name, variable in json.loads((stack / "cdk.tf.json").read_text()).get("variable", {}).items()
        if "default" not in variable and f"TF_VAR_{name}" not in environment
    }


def _existing(stack: Path, environment: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """Ask Kibana for each connector that the stack's state names."""
    state = json.loads(_terraform(stack, environment, "show", "-json").stdout)
    resources = state.get("values", {}).get("root_module", {}).get("resources", [])
    with _client(environment) as client:
        for resource in resources:
            if resource["type"] != _RESOURCE:
                continue
            space = resource["values"]["space_id"]
            answer = client.get(f"/s/{space}/api/actions/connector/{resource['values']['connector_id']}")
            if answer.status_code != httpx.codes.OK:
                raise ToolError(
                    f"Kibana answers {answer.status_code} for the connector {resource['address']}"
                )
            yield {"space": space, **answer.json()}


def _client(environment: Mapping[str, str]) -> httpx.Client:
    base = environment["KIBANA_ENDPOINT"].rstrip("/")
    if environment.get("KIBANA_API_KEY"):
        return httpx.Client(
            base_url=base, headers={"Authorization": f"ApiKey {environment['KIBANA_API_KEY']}"}
        )
    if environment.get("KIBANA_BEARER_TOKEN"):
        return httpx.Client(
            base_url=base, headers={"Authorization": f"Bearer {environment['KIBANA_BEARER_TOKEN']}"}
        )
    return httpx.Client(base_url=base, auth=(environment["KIBANA_USERNAME"], environment["KIBANA_PASSWORD"]))


def _terraform(
    stack: Path, environment: Mapping[str, str], *arguments: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [environment["TERRAFORM_BINARY_NAME"], *arguments],
        cwd=stack,
        env=dict(environment),
        capture_output=True,
        text=True,
        check=False,
    )


def _table(connectors: list[dict[str, Any]]) -> Table:
    table = Table("Space", "Type", "Name", title="Connectors in Kibana")
    table.add_column("Id", no_wrap=True)
    table.add_column("Missing secrets")
    for each in sorted(connectors, key=lambda each: (each["space"], each["name"])):
        missing = "yes" if each["is_missing_secrets"] else "no"
        table.add_row(each["space"], each["connector_type_id"], each["name"], each["id"], missing)
    return table


def _plan_again(stack: Path, environment: Mapping[str, str]) -> int:
    """Plan a second time, which has to change nothing."""
    done = _terraform(stack, environment, "plan", "-detailed-exitcode", "-no-color", "-input=false")
    if done.returncode == 0:
        print(f"{stack.name}: second plan: no changes")
        return 0
    print(done.stdout, done.stderr, sep="\n", file=sys.stderr)
    print(f"{stack.name}: second plan: NOT empty", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
