"""`xpack.ml.anomaly_detection_alert`: anomalies that machine learning finds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal, TypeAlias

from pydantic import Field

from ...errors import Problem
from ...schema.fields import Flag, NonEmpty, OrToken, TokenAware
from ...tokens import Shape, is_token
from ._base import Positive, RuleParams, RulePart, Texts

if TYPE_CHECKING:
    Score: TypeAlias = float
else:
    Score = Annotated[float, Field(ge=0, le=100, strict=False), TokenAware(Shape.NUMBER)]


class JobSelection(RulePart):
    """Which jobs are watched."""

    job_ids: Texts | None = None
    """Ids of jobs."""
    group_ids: Texts | None = None
    """Ids of groups of jobs."""


class AnomalyDetection(RuleParams):
    """Params of `xpack.ml.anomaly_detection_alert` (Kibana docs: "Anomaly detection rule")."""

    RULE_TYPE_ID: ClassVar[str] = "xpack.ml.anomaly_detection_alert"

    job_selection: JobSelection
    """Which jobs are watched."""
    result_type: OrToken[Literal["bucket", "influencer", "record"]]
    """What is scored."""
    severity: Score
    """From which score on it alerts, 0 to 100."""
    include_interim: Flag | None = None
    """Whether results that may still change count."""
    lookback_interval: NonEmpty | None = None
    """How far back it looks, such as `2h`."""
    top_n_buckets: Positive | None = None
    """How many of the latest buckets it looks at."""
    kql_query_string: NonEmpty | None = None
    """A query in Kibana's query language that results must match."""

    def check(self) -> Iterator[Problem]:
        """Find a selection of nothing."""
        jobs = self.job_selection
        if not is_token(jobs) and jobs.job_ids is None and jobs.group_ids is None:
            yield Problem("params.jobSelection", "expected jobIds or groupIds")
