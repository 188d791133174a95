"""List a space's connectors: `python -m bench.programs.list_connectors COUNT SPACE REQUESTS`.

COUNT connectors are in the space `full`. Prints the seconds of one list: the fastest of REQUESTS.
"""

from __future__ import annotations

import json
import sys
import time

import httpx

from kibana_connectors.sandbox import Sandbox


def main() -> None:
    """Fill a stand-in, and list."""
    count, space, requests = int(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    with Sandbox() as kibana:
        for number in range(count):
            kibana.add_connector(
                space="full", id=f"c{number}", type_id=".index", name=f"n{number}", config={"index": "i"}
            )
        headers = {"Authorization": f"ApiKey {kibana.api_key}"}
        with httpx.Client(base_url=kibana.url, headers=headers, trust_env=False, verify=False) as http:  # noqa: S501
            path = f"/s/{space}/api/actions/connectors"
            http.get(path).raise_for_status()
            seconds = min(_timed(http, path) for _ in range(requests))
    print(json.dumps({"seconds": seconds}))


def _timed(http: httpx.Client, path: str) -> float:
    start = time.perf_counter()
    http.get(path).raise_for_status()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
