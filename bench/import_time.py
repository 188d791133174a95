"""What importing costs: `python -m bench.import_time`, behind `make bench`.

Each figure is the least of several fresh processes, measured inside the process, on top of the engine's own
import. The package's own import must not grow with the number of types; so it is compared with the import
of a copy of the package that has had all spec types taken away.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1] / "constructs" / "kibana_connectors"
REPETITIONS = 9
GOAL_SECONDS = 0.15
GOAL_GROWTH = 1.5
"""Far above what noise does to a figure of a millisecond, far below what 73 more types would."""

_TIMED = """
import sys, time
sys.path.insert(0, sys.argv[1])
import cdktf
start = time.perf_counter()
{code}
print(time.perf_counter() - start)
"""


def least_seconds(root: Path, code: str) -> float:
    """Run code in fresh processes and give the least time that it took."""
    command = [sys.executable, "-c", _TIMED.format(code=code), str(root)]
    runs = (subprocess.run(command, capture_output=True, text=True, check=True) for _ in range(REPETITIONS))
    return min(float(run.stdout) for run in runs)


def without_spec_types(folder: Path) -> Path:
    """Copy the package without the spec types, and give the folder to import it from."""
    shutil.copytree(PACKAGE, folder / PACKAGE.name, ignore=shutil.ignore_patterns("__pycache__"))
    spec = folder / PACKAGE.name / "types" / "spec"
    shutil.rmtree(spec)
    spec.mkdir()
    (spec / "__init__.py").write_text("TYPES: dict[str, tuple[str, str]] = {}\n")
    return folder


def main() -> None:
    """Measure, and print each figure; the ratios with their goals last."""
    root = PACKAGE.parent
    package = least_seconds(root, "import kibana_connectors")
    print(f"import kibana_connectors: {package:.4f} s")
    print(f"one class: {least_seconds(root, 'from kibana_connectors import PagerDuty'):.3f} s")
    everything = "from kibana_connectors import connector_types; list(connector_types().values())"
    print(f"all classes: {least_seconds(root, everything):.3f} s")
    with tempfile.TemporaryDirectory() as folder:
        fewer = least_seconds(without_spec_types(Path(folder)), "import kibana_connectors")
    growth = package / fewer
    verdict = "met" if growth <= GOAL_GROWTH else "missed"
    print(f"import_time_all_types_to_classic_types {growth:.2f} {GOAL_GROWTH} {verdict}")
    verdict = "met" if package <= GOAL_SECONDS else "missed"
    print(f"import_seconds {package:.4f} {GOAL_SECONDS} {verdict}")


if __name__ == "__main__":
    main()
