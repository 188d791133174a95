"""The folders and files that the tools read and write."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

VENV = ROOT / ".venv"
VENV_PYTHON = VENV / "bin" / "python"
NODE_MODULES = ROOT / "node_modules"
NODE_BIN = NODE_MODULES / ".bin"

CACHE = ROOT / ".cache"
LOGS = CACHE / "logs"
BUSY = CACHE / "tools.lock"
PROVIDER_MIRROR = CACHE / "provider-mirror"
CLI_CONFIG = CACHE / "terraform.rc"
TERRAFORM_BINARY = CACHE / "terraform-binary"

GO_MODULES = ROOT / "tools" / "set_up" / "go"


def shown(path: Path) -> str:
    """Return a path as it is shown to a person: relative to the repository, if it is inside."""
    return str(path.relative_to(ROOT) if path.is_relative_to(ROOT) else path)
