"""Import: the time that an import takes in addition to the engine's own import.

The import of the package must not grow with the number of types. So it is compared with the import of a copy
of the package without the spec types.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tools.command import say
from tools.errors import ToolError
from tools.layout import ROOT

from bench import generated_binding
from bench.effort import Effort
from bench.markdown import table
from bench.results import Ratio, Result
from bench.section import Figures, Section
from bench.turns import in_turns

PACKAGE = ROOT / "constructs" / "kibana_connectors"
GOAL_SECONDS = 0.15
GOAL_GROWTH = 1.5
"""Far above the noise in a figure of a millisecond, and far below the effect of 73 more types."""
_PACKAGE_ONLY = "import kibana_connectors"
_ONE_CLASS = "from kibana_connectors import PagerDuty"
_ALL_CLASSES = "from kibana_connectors import connector_types; list(connector_types().values())"
_GENERATED_CLASS = "from elasticstack.kibana_action_connector import KibanaActionConnector"
_SLOWEST = 12

_IMPORTS = """\
In addition to the engine's own import. A class is loaded when it is first used, so the import of the package
does not grow with the number of types: `import_all_types_to_classic_types` compares it with a copy of the
package without the spec types."""

_PROFILE = """\
The slowest modules that the import of one class loads, by their own time (`python -X importtime`):"""

_REASONS = {"import": "pydantic, which our classes are made with; the profile below shows its share."}


def measure(effort: Effort) -> Result:
    """Measure the package, the package with fewer types, its classes, and the generated binding's class."""
    binding = generated_binding.ensure_generated()
    say("import: the package, with and without spec types, one class, all classes, the generated binding")
    with tempfile.TemporaryDirectory() as folder:
        fewer = str(_without_spec_types(Path(folder)))
        programs = {
            "package": ["imports", str(PACKAGE.parent), _PACKAGE_ONLY],
            "package without spec types": ["imports", fewer, _PACKAGE_ONLY],
            "one class": ["imports", str(PACKAGE.parent), _ONE_CLASS],
            "all classes": ["imports", str(PACKAGE.parent), _ALL_CLASSES],
            "generated binding": ["imports", str(binding), _GENERATED_CLASS],
        }
        found = in_turns(programs, repetitions=effort.repetitions(9))
    seconds = {name: figures["seconds"] for name, figures in found.items()}
    ratios = (
        Ratio("import_seconds", seconds["package"], GOAL_SECONDS),
        Ratio(
            "import_all_types_to_classic_types",
            seconds["package"] / seconds["package without spec types"],
            GOAL_GROWTH,
        ),
    )
    return Result(ratios, {"imports": found, "profile": profile(_profiled(_ONE_CLASS))})


def _paragraphs(figures: Figures) -> Iterator[str]:
    yield _IMPORTS
    rows = [(what, each["seconds"]) for what, each in figures["imports"].items()]
    engine = min(each["engine_seconds"] for each in figures["imports"].values())
    yield table(("imported", "seconds"), [*rows, ("the engine itself, with Node", engine)])
    yield _PROFILE
    slowest = [(f"`{each['module']}`", each["seconds"]) for each in figures["profile"]]
    yield table(("module", "seconds"), slowest)


SECTION = Section("Import", _REASONS, _paragraphs)


def profile(importtime: str, after: str = "cdktf") -> list[dict[str, str | float]]:
    """Return the slowest modules of an import profile, of those that were imported after another module.

    Args:
        importtime: The output of `python -X importtime`.
        after: The module. It and the modules that it imports are not counted.
    """
    rows = re.findall(r"^import time:\s+(\d+) \|\s+\d+ \|\s*(\S+)$", importtime, re.MULTILINE)
    names = [name for _, name in rows]
    ours = rows[names.index(after) + 1 :]
    slowest = sorted(ours, key=lambda row: -int(row[0]))[:_SLOWEST]
    return [{"module": name, "seconds": int(microseconds) / 1e6} for microseconds, name in slowest]


def _profiled(code: str) -> str:
    command = [sys.executable, "-X", "importtime", "-c", f"import cdktf; {code}"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise ToolError(f"profiling the import failed:\n{done.stderr}")
    return done.stderr


def _without_spec_types(folder: Path) -> Path:
    """Copy the package without the spec types, and return the folder of the copy."""
    copy = folder / PACKAGE.name
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.rmtree(copy / "types" / "spec")
    index = copy / "types" / "_index.py"
    rows = index.read_text().splitlines(keepends=True)
    index.write_text("".join(row for row in rows if '("spec.' not in row))
    return folder
