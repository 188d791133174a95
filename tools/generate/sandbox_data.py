"""What the stand-in Kibana serves about the types that Kibana defines as data."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

FILE = "sandbox/data/spec_types.json"
"""Where it is, below the package."""
_KEPT_OF_AUTH = ("id", "mode", "isRecommended", "isLegacy", "isExperimental", "secrets_schema")


def spec_types(catalog: Path) -> str:
    """Return the text of the file: a JSON object with a line for each type.

    Args:
        catalog: The folder that holds the catalog.
    """
    specs = json.loads((catalog / "specs.json").read_text(encoding="utf-8"))["specs"]
    lines = [f"{json.dumps(spec['id'])}: {_line(_entry(spec))}" for spec in specs]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _entry(spec: dict[str, Any]) -> dict[str, Any]:
    auth_types = [{key: auth[key] for key in _KEPT_OF_AUTH if key in auth} for auth in spec["auth_types"]]
    return {
        "docs": Path(spec["docs_path"]).stem if "docs_path" in spec else "",
        "preview": spec["technical_preview_flag"],
        "config": spec["config_schema"],
        "auth": auth_types,
    }


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
