"""Runs a stand-in Kibana with connectors in many spaces until it is ended, and prints its URL and API key.

`python -m bench.programs.stand_in_kibana SPACES CONNECTORS`
"""

from __future__ import annotations

import signal
import sys

from kibana_connectors.sandbox import Sandbox


def main(spaces: str, connectors: str) -> None:
    """Spread the connectors over the spaces, and wait."""
    names = space_ids(int(spaces))
    with Sandbox(spaces=names) as kibana:
        for number in range(int(connectors)):
            kibana.add_connector(
                type_id=".slack_api",
                name=f"Connector {number}",
                space=names[number % len(names)],
                config={"allowedChannels": [{"name": "#alerts"}]},
            )
        print(kibana.url, kibana.api_key, flush=True)
        signal.sigwait({signal.SIGTERM, signal.SIGINT})


def space_ids(count: int) -> list[str]:
    """Return the ids of the spaces."""
    return ["default", *(f"space-{number}" for number in range(1, count))]


if __name__ == "__main__":
    main(*sys.argv[1:])
