"""Whatever a class takes settles, and what is settled settles to itself; text survives every rendering."""

from __future__ import annotations

from typing import Any

from harness.examples import EXAMPLES
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kibana_connectors import validate
from kibana_connectors.types.catalog import TYPES

TEXTS = st.text(min_size=1, max_size=20) | st.sampled_from(
    ["https://example.com/x", "a@example.com", '"', "\\", "${x}", "%{y}", "$${z}", "\n", "ünï✓", "{}", "   "]
)
VALUES = st.none() | st.booleans() | st.integers(-2, 70000) | st.floats(allow_nan=False) | TEXTS
JSON = st.recursive(
    VALUES,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(TEXTS, inner, max_size=2),
    max_leaves=4,
)


@st.composite
def payloads(draw: Any) -> tuple[str, dict[str, Any], dict[str, Any]]:
    """Take a good payload and change some of its fields, so that many stay good."""
    example = draw(st.sampled_from(EXAMPLES))
    config, secrets = dict(example.config), dict(example.secrets)
    fields = [spec.kibana_name for spec in TYPES[example.type_id].Config.specs()]
    for name in draw(st.lists(st.sampled_from(fields), max_size=3)) if fields else []:
        if draw(st.booleans()):
            config.pop(name, None)
        else:
            config[name] = draw(JSON)
    return example.type_id, config, secrets


@given(payloads())
@settings(max_examples=1500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_settled_config_settles_to_itself(payload: tuple[str, dict[str, Any], dict[str, Any]]) -> None:
    type_id, config, secrets = payload
    verdict = validate(type_id, config, secrets)
    if not verdict.ok:
        assert verdict.errors
        return
    cls = TYPES[type_id]
    read = cls.Config.from_wire(config)
    assert read.problems == ()
    assert None not in read.settled().values()
    if any(True for _ in cls.check(read.with_defaults_set(), cls.Secrets.from_wire(secrets))):
        return  # a default that is written out changes Kibana's verdict: refused when it is built
    form = cls.provider_form(read)
    again = validate(type_id, form, secrets)
    assert again.ok, again.errors
    assert again.settled_config == form
