"""A small stack and its app: `python -m bench.programs.small_stack NAME`."""

from __future__ import annotations

import sys

from cdktf import App, TerraformStack
from constructs import Construct

from kibana_connectors import KibanaProvider, PagerDuty, allow_unencrypted_state


class SmallStack(TerraformStack):
    """A stack with one connector."""

    def __init__(self, scope: Construct, id: str, *, name: str) -> None:
        super().__init__(scope, id)
        KibanaProvider(self)
        allow_unencrypted_state(self, reason="a benchmark; nothing is applied")
        PagerDuty(self, "pager", name=name)


if __name__ == "__main__":
    app = App()
    SmallStack(app, "stack", name=sys.argv[1])
    app.synth()
