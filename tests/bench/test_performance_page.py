"""docs/performance.md says what was measured, and why a goal is missed."""

from __future__ import annotations

import importlib
import re

from bench import PARTS, page, section_of
from bench.markdown import table
from bench.results import Ratio, Result, Results, earlier

_HERE = {"machine": {"cores": "2"}, "versions": {"Python": "3.10"}}


def test_table() -> None:
    assert table(("what", "seconds"), [("ours", 0.5), ("theirs", 12.34)]) == (
        "| what | seconds |\n| --- | ---: |\n| ours | 0.50 |\n| theirs | 12.3 |"
    )


def test_a_missed_goal_is_explained() -> None:
    results = Results(_HERE)
    results.put("validation", Result((Ratio("validation_spec_types", 2.0, 5.0, at_least=True),), {}))

    text = page.text(results)

    assert "| `validation_spec_types` | 2.00 | at least 5.00 | missed |" in text
    assert "- `validation_spec_types`: a JSON Schema" in text


def test_a_goal_that_is_met_is_not_explained() -> None:
    results = Results(_HERE)
    results.put("validation", Result((Ratio("validation_spec_types", 7.0, 5.0, at_least=True),), {}))

    assert page.REASONS not in page.text(results)


def test_every_ratio_has_an_explanation() -> None:
    results = earlier()
    assert results is not None
    reasons = {ratio.name: page.reason(part, ratio) for part in PARTS for ratio in results.ratios(part)}

    assert [name for name, reason in reasons.items() if reason.startswith("not known")] == []


def test_the_prose_holds_no_figures() -> None:
    """Numbers in the prose are sizes of the measurements, never results."""
    modules = [page, *(importlib.import_module(f"bench.{part}") for part in PARTS)]
    constants = [value for module in modules for name, value in vars(module).items() if name.isupper()]
    words = [value for value in constants if isinstance(value, str)]
    reasons = [reason for part in PARTS for reason in section_of(part).reasons.values()]
    texts = [re.sub("`[^`]+`", "", text) for text in (*words, *reasons)]
    numbers = {found for text in texts for found in re.findall(r"\d+", text)}

    assert numbers <= {"120", "1"}


def test_the_page_is_what_the_results_say() -> None:
    """After a change of words, `python3 -m tools.run python -m bench --page` writes it again."""
    results = earlier()
    assert results is not None
    assert set(results.parts) <= set(PARTS)
    assert page.PAGE.read_text() == page.text(results)
