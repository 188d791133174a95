"""Deploy the example stacks: `python -m tools.deploy`, in `.venv`."""

from __future__ import annotations

import os
import sys
import time
from contextlib import ExitStack

from tools.command import clock, interrupt_on_signals, say
from tools.deploy.kibana import ask_for
from tools.deploy.made_up import made_up_secrets, name_made_up
from tools.deploy.stand_ins import stand_ins
from tools.deploy.summary import table, what_next
from tools.deploy.target import Target, own_kibana, without_log_of_secrets
from tools.deploy.terraform import Runner
from tools.errors import ToolError, report
from tools.layout import shown


def main() -> int:
    """Choose the target, deploy to it, and print what failed."""
    interrupt_on_signals()
    try:
        with ExitStack() as running:
            environment = without_log_of_secrets(os.environ)
            if environment.get("KIBANA_ENDPOINT"):
                target = own_kibana(environment)
            else:
                target = running.enter_context(stand_ins(environment))
            deploy(target)
    except ToolError as error:
        report(error)
        return 1
    except KeyboardInterrupt:
        report("interrupted; run it again to continue")
        return 130
    return 0


def deploy(target: Target) -> None:
    """Deploy the stacks, show the connectors that then exist, and plan a second time.

    Raises:
        ToolError: A step failed, or a second plan is not empty.
    """
    start = time.monotonic()
    target.log.unlink(missing_ok=True)
    engine = target.engine
    say(f"the output of {engine} and Terraform goes to {shown(target.log)}")

    say(f"{engine} synth: writing the stacks' Terraform JSON")
    Runner(target, {}).synthesize()
    stacks = target.stacks
    made_up = made_up_secrets(stacks, target.environment)
    name_made_up(made_up, is_stand_in=target.is_stand_in)

    runner = Runner(target, made_up)
    names = [stack.name for stack in stacks]
    say(f"{engine} deploy: {', '.join(names)}")
    runner.deploy(names)
    connectors = ask_for([each for stack in stacks for each in runner.deployed(stack)], target)
    _print("", table(connectors), "")

    for stack in stacks:
        runner.plan_again(stack)
        _print(f"{stack.name}: second plan: no changes")
    _print(
        f"Deployed {len(connectors)} connectors in {len(stacks)} stacks, "
        f"and planned them again, in {clock(time.monotonic() - start)}.",
        "",
        what_next(target, list(made_up)),
    )


def _print(*lines: str) -> None:
    # Flushed, so that it stays in order with stderr when both go to one file.
    print(*lines, sep="\n", flush=True)


if __name__ == "__main__":
    sys.exit(main())
