"""Asks a Kibana for the connectors of each of its spaces, all at the same time, with httpx alone.

`python -m bench.programs.bare_gets SPACES`, with `KIBANA_ENDPOINT` and `KIBANA_API_KEY`
"""

from __future__ import annotations

import asyncio
import os
import sys

import httpx


async def main(spaces: int) -> None:
    """Ask, and make sure that each was answered."""
    headers = {"Authorization": f"ApiKey {os.environ['KIBANA_API_KEY']}"}
    paths = ["", *(f"/s/space-{number}" for number in range(1, spaces))]
    async with httpx.AsyncClient(base_url=os.environ["KIBANA_ENDPOINT"], headers=headers) as client:
        answers = await asyncio.gather(*(client.get(f"{path}/api/actions/connectors") for path in paths))
    for answer in answers:
        answer.raise_for_status()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
