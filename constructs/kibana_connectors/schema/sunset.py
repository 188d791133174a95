"""Sunset facts of a connector type: since when it is outdated, when it ends, and what to use instead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Sunset:
    """What is known of the end of a connector type; what is not known is None.

    Attributes:
        source: Where it was read.
        successor: What to use instead: a type id, or in words.
        deprecated_in: The first Kibana version that calls the type deprecated.
        removed_from_ui_in: The first Kibana version whose pages make no new connector of it; the API does.
        vendor_end: The day from which on the vendor's service does not work any more.
    """

    source: str
    successor: str
    deprecated_in: str | None = None
    removed_from_ui_in: str | None = None
    vendor_end: date | None = None

    @property
    def text(self) -> str:
        """The facts in one sentence, without the source."""
        parts = []
        if self.vendor_end is not None:
            parts.append(f"the vendor ends it on {_day(self.vendor_end)}")
        if self.deprecated_in is not None:
            parts.append(f"deprecated since Kibana {self.deprecated_in}")
        if self.removed_from_ui_in is not None:
            parts.append(f"not offered by Kibana's pages since {self.removed_from_ui_in}")
        return ", ".join(parts) or "deprecated in the newest versions of Kibana"


LLM_SUNSET = Sunset(
    source="elastic/kibana pulls 261591 (9.5) and 276237 (9.6), elastic/docs-content issue 7395",
    successor="an inference endpoint of Elasticsearch",
    deprecated_in="9.5",
    removed_from_ui_in="9.6",
)
"""Of the connector types for language models: existing ones work on, and the API makes new ones."""


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
