#!/usr/bin/env python3
"""Terraform for `cdktf get`, except that `providers schema -json` omits one data source.

`cdktf get` turns this data source's attribute `@timestamp` into code that does not compile.
CDKTF runs this program, because `TERRAFORM_BINARY_NAME` names it. `BENCH_TERRAFORM` names the real Terraform.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

BROKEN_DATA_SOURCE = "elasticstack_kibana_security_entity_store_entities"


def without_broken_data_source(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the output of `terraform providers schema -json` without the data source."""
    providers = {
        source: {**provider, "data_source_schemas": _without(provider.get("data_source_schemas", {}))}
        for source, provider in schema.get("provider_schemas", {}).items()
    }
    return {**schema, "provider_schemas": providers}


def _without(data_sources: dict[str, Any]) -> dict[str, Any]:
    return {name: schema for name, schema in data_sources.items() if name != BROKEN_DATA_SOURCE}


def main(arguments: list[str]) -> int:
    """Run Terraform, and remove the data source from its output."""
    command = [os.environ["BENCH_TERRAFORM"], *arguments]
    if arguments[:2] != ["providers", "schema"] or "-json" not in arguments:
        os.execv(command[0], command)  # noqa: S606 - it needs no shell
    answer = subprocess.run(command, stdout=subprocess.PIPE, check=False)
    if answer.returncode:
        sys.stdout.buffer.write(answer.stdout)
        return answer.returncode
    json.dump(without_broken_data_source(json.loads(answer.stdout)), sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
