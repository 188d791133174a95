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

_ROUNDS = 3


def main(side: str, group: str, step: str = "1") -> None:
    """Judge all payloads once to warm up, and then with a clock."""
    given = payloads(group)[:: int(step)]
    judge = JUDGES[side](schemas(group))
    as_kibana = sum(judge(payload) == payload.ok for payload in given)
    seconds = min(_seconds(judge, given) for _ in range(_ROUNDS)) / len(given)
    print(json.dumps({"seconds": seconds, "as_kibana": as_kibana / len(given), "count": len(given)}))


def _seconds(judge: Judge, given: list[Payload]) -> float:
    start = time.perf_counter()
    for payload in given:
        judge(payload)
    return time.perf_counter() - start


if __name__ == "__main__":
    main(*sys.argv[1:])
