"""The results in results.json: ratios with their goals, and the figures behind them."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("results.json")


@dataclass(frozen=True)
class Ratio:
    """A figure that has a goal.

    Attributes:
        name: Its name, in the output and on the page.
        value: The measured value.
        goal: The limit.
        at_least: Whether the goal is a minimum; otherwise it is a maximum.
    """

    name: str
    value: float
    goal: float
    at_least: bool = False

    @property
    def met(self) -> bool:
        """Whether the goal is reached."""
        return self.value >= self.goal if self.at_least else self.value <= self.goal

    @property
    def line(self) -> str:
        """The line to print: name, value, goal and verdict."""
        return f"{self.name} {shown(self.value)} {shown(self.goal)} {self.verdict}"

    @property
    def verdict(self) -> str:
        """`met` or `missed`."""
        return "met" if self.met else "missed"


@dataclass(frozen=True)
class Result:
    """The result of one part of the benchmark.

    Attributes:
        ratios: The figures with goals.
        figures: All measured figures, for the page.
    """

    ratios: tuple[Ratio, ...]
    figures: Mapping[str, Any]


@dataclass
class Results:
    """The results of all parts that were measured on one machine with the same versions.

    Attributes:
        measured_on: The machine and the versions.
        parts: Date, ratios and figures of each part, as in the file.
    """

    measured_on: Mapping[str, Any]
    parts: dict[str, Any] = field(default_factory=dict)

    def put(self, part: str, result: Result, when: datetime | None = None) -> None:
        """Replace the result of a part."""
        when = when or datetime.now(timezone.utc)
        self.parts[part] = {
            "date": when.strftime("%Y-%m-%d"),
            "ratios": [
                {
                    "name": ratio.name,
                    "value": rounded(ratio.value),
                    "goal": ratio.goal,
                    "at_least": ratio.at_least,
                    "met": ratio.met,
                }
                for ratio in result.ratios
            ],
            "figures": rounded(dict(result.figures)),
        }

    def ratios(self, part: str) -> tuple[Ratio, ...]:
        """Return the ratios of one part; none if it was not measured."""
        return tuple(
            Ratio(each["name"], each["value"], each["goal"], each["at_least"])
            for each in self.parts.get(part, {}).get("ratios", ())
        )

    def write(self, file: Path = FILE) -> None:
        """Write the file."""
        content = {"measured_on": self.measured_on, "parts": self.parts}
        file.write_text(json.dumps(content, indent=2) + "\n")


def earlier(file: Path = FILE) -> Results | None:
    """Return the results in a file; None if there is no file."""
    if not file.is_file():
        return None
    content = json.loads(file.read_text())
    return Results(content["measured_on"], content["parts"])


def rounded(value: Any) -> Any:
    """Return figures, also in lists and dicts, with four significant digits: more would be noise."""
    if isinstance(value, float):
        return float(f"{value:.4g}")
    if isinstance(value, Mapping):
        return {key: rounded(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [rounded(each) for each in value]
    return value


def shown(value: float) -> str:
    """Return a figure as text: three significant digits, two below one, and no exponent."""
    if value == 0 or abs(value) >= 100:
        return f"{value:.0f}"
    significant = 3 if abs(value) >= 1 else 2
    return f"{value:.{significant - 1 - math.floor(math.log10(abs(value)))}f}"
