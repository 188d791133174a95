"""The CDKTF app with the example stacks, which `cdktf.json` names and `make deploy` deploys."""

from __future__ import annotations

import sys

from cdktf import App

from kibana_connectors import KibanaConnectorsError, synth

from .operations import Operations
from .security import Security

try:
    app = App()
    Operations(app, "operations")
    Security(app, "security")
    synth(app)
except KibanaConnectorsError as error:
    sys.exit(f"stacks: {error}")
