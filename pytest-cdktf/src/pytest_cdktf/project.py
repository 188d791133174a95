"""Reads the project's `cdktf.json`, which influences what CDKTF writes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def context_of(root: Path) -> dict[str, Any]:
    """Return the context that the cdktf CLI would set.

    Args:
        root: The project's folder; it may have no `cdktf.json`.

    Raises:
        ValueError: The file cannot be read as a JSON object.
    """
    path = root / "cdktf.json"
    if not path.is_file():
        return {}
    try:
        settings = json.loads(path.read_text())
    except ValueError as error:
        raise ValueError(f"{path.name} is no JSON: {error}") from None
    if not isinstance(settings, dict):
        raise ValueError(f"{path.name}: expected a JSON object")
    context: dict[str, Any] = {**(settings.get("context") or {}), "cdktfJsonPath": str(path)}
    modules = [
        module if isinstance(module, str) else module.get("source", "")
        for module in settings.get("terraformModules") or []
    ]
    local = [module for module in modules if module.startswith(("./", "../"))]
    return {**context, "cdktfRelativeModules": local} if local else context
