"""Validates payloads repeatedly, and prints the seconds per payload, and how many verdicts are Kibana's.

`python -m bench.programs.validate SIDE GROUP [STEP]`, where SIDE is one of `VALIDATORS`. A STEP of 50
validates only every 50th payload.
"""

from __future__ import annotations

import json
import sys
import time

from bench.payloads import Payload, payloads, schemas
from bench.programs.validators import VALIDATORS, Accepts

_FEWEST_ROUNDS = 3
_SHORTEST = 1.5
"""Seconds of all rounds. One round takes a few hundredths of a second, and rounds differ by a fifth."""


def main(side: str, group: str, step: str = "1") -> None:
    """Validate all payloads once to warm up, and then measure."""
    given = payloads(group)[:: int(step)]
    accepts = VALIDATORS[side](schemas(group))
    as_kibana = sum(accepts(payload) == payload.ok for payload in given)
    seconds = _lowest_seconds(accepts, given) / len(given)
    print(json.dumps({"seconds": seconds, "as_kibana": as_kibana / len(given), "count": len(given)}))


def _lowest_seconds(accepts: Accepts, given: list[Payload]) -> float:
    rounds: list[float] = []
    while len(rounds) < _FEWEST_ROUNDS or sum(rounds) < _SHORTEST:
        start = time.process_time()
        for payload in given:
            accepts(payload)
        rounds.append(time.process_time() - start)
    return min(rounds)


if __name__ == "__main__":
    main(*sys.argv[1:])
