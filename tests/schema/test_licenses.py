"""Which license allows which connector types."""

from __future__ import annotations

from typing import get_args

import pytest
from harness.kibana_facts import classic_types, spec_types

from kibana_connectors.schema.licenses import LICENSES, TRIAL, License, allows
from kibana_connectors.types.catalog import type_catalog


def test_the_levels_are_in_order() -> None:
    assert LICENSES == ("basic", "standard", "gold", "platinum", "enterprise")
    assert {*LICENSES, TRIAL} == set(get_args(License))


@pytest.mark.parametrize("required", LICENSES)
@pytest.mark.parametrize("license", LICENSES)
def test_a_license_allows_what_needs_no_higher_one(license: str, required: str) -> None:
    ranks = {"basic": 1, "standard": 2, "gold": 3, "platinum": 4, "enterprise": 5}

    assert allows(license, required) == (ranks[license] >= ranks[required])


@pytest.mark.parametrize("required", LICENSES)
def test_a_trial_allows_everything(required: str) -> None:
    assert allows(TRIAL, required)


def test_every_type_requires_a_known_license() -> None:
    assert {info.license for info in type_catalog()} <= set(LICENSES)
    assert {fact["minimumLicense"] for fact in classic_types().values()} <= set(LICENSES)
    assert {fact["license"] for fact in spec_types().values()} <= set(LICENSES)
