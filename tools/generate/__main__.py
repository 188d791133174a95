"""Write everything that is generated: `python -m tools.generate [--catalog FOLDER] [--package FOLDER]`.

From `generate/frozen/` in the package: the types that Kibana defines as data, and what the stand-in Kibana
serves of them. From all modules in `types/`: the index of the types, and each type's construct.
For pytest-cdktf: its copy of the judge of states.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from kibana_connectors.errors import UnusableSpec
from kibana_connectors.generate.catalog import FROZEN, read
from kibana_connectors.generate.constructs import construct_modules
from kibana_connectors.generate.modules import modules
from kibana_connectors.generate.type_modules import TypeModuleError
from tools.generate import state_judge
from tools.generate.sandbox_data import FILE, spec_types
from tools.layout import ROOT

PACKAGE = ROOT / "constructs" / "kibana_connectors"


def write(catalog: Path, package: Path) -> int:
    """Write all generated modules of a package, and remove those whose type has gone.

    Args:
        catalog: The folder that holds the catalog.
        package: The folder of the package.

    Returns:
        How many connector types there are.
    """
    spec = {f"types/spec/{name}": text for name, text in modules(read(catalog)).items()}
    _write(package, spec, "types/spec")
    data = package / FILE
    data.parent.mkdir(parents=True, exist_ok=True)
    data.write_text(spec_types(catalog), encoding="utf-8")
    constructs = construct_modules(package)
    _write(package, constructs, "connectors")
    return len(constructs) - 2


def _write(package: Path, texts: dict[str, str], folder: str) -> None:
    (package / folder).mkdir(parents=True, exist_ok=True)
    for old in (package / folder).glob("*.py"):
        name = old.relative_to(package).as_posix()
        if name not in texts and old.name not in _HAND_WRITTEN:
            old.unlink()
    for name, text in texts.items():
        (package / name).write_text(f"{text.rstrip()}\n", encoding="utf-8")
    paths = [str(package / name) for name in texts]
    _ruff("check", "--quiet", "--fix", "--select", "I,F401", *paths)
    _ruff("format", "--quiet", *paths)


_HAND_WRITTEN = frozenset({"catalog.py"})


def _ruff(command: str, *arguments: str) -> None:
    options = ["--config", str(ROOT / "pyproject.toml"), "--no-cache"]
    subprocess.run([sys.executable, "-m", "ruff", command, *options, *arguments], check=True, cwd=ROOT)


def main() -> int:
    """Write them where the library has them, or where told."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.generate", description="Write the generated modules."
    )
    parser.add_argument("--catalog", type=Path, default=FROZEN, help="the folder that holds the catalog")
    parser.add_argument("--package", type=Path, default=PACKAGE, help="the package's folder")
    arguments = parser.parse_args()
    try:
        count = write(arguments.catalog, arguments.package)
        if arguments.package == PACKAGE:
            state_judge.write()
    except (UnusableSpec, TypeModuleError, ValueError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    print(f"{count} connector types written to {arguments.package}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
