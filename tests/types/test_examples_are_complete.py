"""The examples that go through the real provider leave no type and no field out."""

from __future__ import annotations

from harness.examples import EXAMPLES
from harness.exceptions import REFUSED, documented_exceptions
from harness.type_ids import SPEC_TYPE_IDS

from kibana_connectors import connector_types


def test_every_type_and_every_field_has_an_example() -> None:
    missing = []
    refused = [row for row in documented_exceptions() if row.kind == REFUSED]
    impossible = {f"{row.type_id} {field}" for row in refused for field in row.fields}
    for type_id, cls in connector_types().items():
        if type_id in SPEC_TYPE_IDS:
            continue  # tests/harness/spec_payloads.py makes them from the catalog
        examples = [example for example in EXAMPLES if example.type_id == type_id]
        missing += [] if examples else [type_id]
        config = {key for example in examples for key in (*example.config, *example.changed)}
        secrets = {key for example in examples for key in example.secrets}
        missing += [
            f"{type_id} config.{spec.kibana_name}"
            for spec in cls.Config.specs()
            if spec.kibana_name not in config
        ]
        missing += [
            f"{type_id} secrets.{spec.kibana_name}"
            for spec in cls.Secrets.specs()
            if spec.kibana_name not in secrets
        ]
    assert set(missing) <= impossible, "only what the provider cannot keep may be left out"


def test_every_example_differs_from_its_update() -> None:
    fixed = {".server-log", ".slack", ".teams"}  # types without any config
    same = {example.type_id for example in EXAMPLES if example.config == example.changed}
    assert same == fixed


def test_labels_are_unique() -> None:
    labels = [example.label for example in EXAMPLES]
    assert len(set(labels)) == len(labels)
