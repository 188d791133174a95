"""What this process and its Node child have used so far."""

from __future__ import annotations

import sys
from pathlib import Path

import psutil


class Costs:
    """Counts from here on."""

    def __init__(self) -> None:
        self._python = psutil.Process()
        self._node = self._python.children(recursive=True)
        self._cpu = _cpu(self._python), _cpu(*self._node)
        self._memory = _memory(self._python) + _memory(*self._node)

    def since_start(self) -> dict[str, float]:
        """Give processor seconds since then, peaks of memory, and how far above the beginning they are."""
        python, node = _peak(self._python), _peak(*self._node)
        cpu_python, cpu_node = _cpu(self._python) - self._cpu[0], _cpu(*self._node) - self._cpu[1]
        return {
            "cpu_seconds": cpu_python + cpu_node,
            "python_cpu_seconds": cpu_python,
            "node_cpu_seconds": cpu_node,
            "python_megabytes": python / 1e6,
            "node_megabytes": node / 1e6,
            "added_megabytes": (python + node - self._memory) / 1e6,
        }


def _cpu(*processes: psutil.Process) -> float:
    return sum(float(times.user + times.system) for times in (each.cpu_times() for each in processes))


def _memory(*processes: psutil.Process) -> int:
    return sum(int(each.memory_info().rss) for each in processes)


def _peak(*processes: psutil.Process) -> int:
    return sum(_peak_of(each) for each in processes)


def _peak_of(process: psutil.Process) -> int:
    """The most memory that it ever held; what it holds now where the system does not tell.

    Not what `getrusage` says: on Linux that begins with the memory of the process that started this one.
    """
    if sys.platform != "linux":
        return int(process.memory_info().rss)
    status = Path(f"/proc/{process.pid}/status").read_text()
    kilobytes = next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(kilobytes) * 1024
