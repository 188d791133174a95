"""Judges hand-written stacks against a stand-in Kibana."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

from harness.on_call import stack_of

from kibana_connectors.kibana.async_client import AsyncKibana
from kibana_connectors.kibana_yml.file import KibanaYml
from kibana_connectors.preflight.judging import Verdict, judge
from kibana_connectors.preflight.live import LiveKibana, read_live
from kibana_connectors.sandbox import Sandbox
from kibana_connectors.stack_files.connectors import connectors_in, spaces_made_by
from kibana_connectors.stack_files.reading import read_stacks

ID = "3f0c2a52-0b3c-5d8e-9a55-0f2f7f6c9a10"
OTHER_ID = "4f0c2a52-0b3c-5d8e-9a55-0f2f7f6c9a11"


def index(**changes: Any) -> dict[str, Any]:
    """The body of a connector that every Kibana takes."""
    body = {
        "connector_type_id": ".index",
        "name": "n",
        "connector_id": ID,
        "config": {"index": "a", "refresh": False},
        **changes,
    }
    return {
        key: json.dumps(value) if key == "config" and isinstance(value, dict) else value
        for key, value in body.items()
    }


def live(kibana: Sandbox, *spaces: str) -> LiveKibana:
    async def work() -> LiveKibana:
        async with AsyncKibana(kibana.url, api_key=kibana.api_key, trust_env=False) as client:
            return await read_live(client, spaces)

    return asyncio.run(work())


def judged(kibana: Sandbox, *paths: str, kibana_yml: KibanaYml | None = None) -> Verdict:
    stacks = read_stacks(paths)
    connectors = connectors_in(stacks)
    wanted = [each.space for each in connectors if isinstance(each.space, str)]
    new_spaces = spaces_made_by(stacks)
    return judge(connectors, live(kibana, *wanted), new_spaces=new_spaces, kibana_yml=kibana_yml)


def judged_body(kibana: Sandbox, folder: Path, body: dict[str, Any], **blocks: Any) -> Verdict:
    """Judge one connector, called `x`."""
    return judged(kibana, stack_of(folder, connectors={"x": body}, **blocks))


def told(verdict: Verdict, *levels: str) -> list[tuple[str, str]]:
    """Level and rule of each finding, without what is always there: that kibana.yml was not seen."""
    return [
        (finding.level, finding.rule)
        for finding in verdict.findings
        if (not levels or finding.level in levels) and "Kibana's API does not show" not in finding.message
    ]
