"""Write the spec-based connector types: `python -m tools.generate [--out FOLDER]`."""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from tools.generate.catalog import CatalogError, read
from tools.generate.modules import modules
from tools.layout import ROOT

CATALOG = ROOT / "catalog"
FOLDER = ROOT / "constructs" / "kibana_connectors" / "types" / "spec"


def write(catalog: Path, folder: Path) -> list[Path]:
    """Write all modules into a folder, and take away those whose type has gone.

    Args:
        catalog: The folder that holds the catalog.
        folder: Where the modules go.
    """
    texts = modules(read(catalog))
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.py"):
        if old.name not in texts:
            old.unlink()
    for name, text in texts.items():
        (folder / name).write_text(f"{text}\n", encoding="utf-8")
    _ruff("check", "--quiet", "--fix", "--select", "I", str(folder))
    _ruff("format", "--quiet", str(folder))
    return [folder / name for name in texts]


def _ruff(command: str, *arguments: str) -> None:
    options = ["--config", str(ROOT / "pyproject.toml"), "--no-cache"]
    subprocess.run([sys.executable, "-m", "ruff", command, *options, *arguments], check=True, cwd=ROOT)


def main() -> int:
    """Write them where the library has them, or where told."""
    parser = argparse.ArgumentParser(prog="python -m tools.generate", description=__doc__)
    parser.add_argument("--catalog", type=Path, default=CATALOG, help="the folder that holds the catalog")
    parser.add_argument("--out", type=Path, default=FOLDER, help="the folder that the modules go to")
    arguments = parser.parse_args()
    try:
        written = write(arguments.catalog, arguments.out)
    except (CatalogError, ValueError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    print(f"{len(written) - 2} types written to {arguments.out}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
