"""The processor time and memory of this process and its Node child."""

from __future__ import annotations

import sys
from pathlib import Path

import psutil


class Costs:
    """Measures from its creation on."""

    def __init__(self) -> None:
        self._python = psutil.Process()
        self._node = self._python.children(recursive=True)
        self._cpu = _cpu(self._python), _cpu(*self._node)
        self._memory = _memory(self._python) + _memory(*self._node)

    def since_start(self) -> dict[str, float]:
        """Return processor seconds since then, memory peaks, and how far the peaks are above the start."""
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
    """Return the memory peak of a process; its current memory if the system does not record peaks.

    It does not use `getrusage`, which on Linux starts with the memory of the parent process.
    """
    if sys.platform != "linux":
        return int(process.memory_info().rss)
    status = Path(f"/proc/{process.pid}/status").read_text()
    kilobytes = next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(kilobytes) * 1024
