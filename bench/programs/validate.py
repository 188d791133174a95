"""Judge payloads again and again; print the seconds that one takes, and how often the verdict is Kibana's.

`python -m bench.programs.validate SIDE GROUP [STEP]`, where SIDE is one of the judges. With STEP, only every
so manieth payload is judged.
"""

from __future__ import annotations

import json
import sys
import time

from bench.payloads import Payload, payloads, schemas
from bench.programs.judges import JUDGES, Judge

_FEWEST_ROUNDS = 3
_SHORTEST = 1.5
"""Seconds. A round takes a few hundredths of one, and differs by a fifth from the next."""


def main(side: str, group: str, step: str = "1") -> None:
    """Judge all payloads once to warm up, and then with a clock."""
    given = payloads(group)[:: int(step)]
    judge = JUDGES[side](schemas(group))
    as_kibana = sum(judge(payload) == payload.ok for payload in given)
    seconds = _least_seconds(judge, given) / len(given)
    print(json.dumps({"seconds": seconds, "as_kibana": as_kibana / len(given), "count": len(given)}))


def _least_seconds(judge: Judge, given: list[Payload]) -> float:
    rounds: list[float] = []
    while len(rounds) < _FEWEST_ROUNDS or sum(rounds) < _SHORTEST:
        start = time.process_time()
        for payload in given:
            judge(payload)
        rounds.append(time.process_time() - start)
    return min(rounds)


if __name__ == "__main__":
    main(*sys.argv[1:])
