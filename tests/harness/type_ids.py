"""Which connector types are written by hand, and which Kibana defines as data."""

from __future__ import annotations

from kibana_connectors.types._index import INDEX

SPEC_TYPE_IDS = frozenset(type_id for type_id, (module, _) in INDEX.items() if module.startswith("spec."))
CLASSIC_TYPE_IDS = frozenset(INDEX) - SPEC_TYPE_IDS
