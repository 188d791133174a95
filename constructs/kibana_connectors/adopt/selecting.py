"""Chooses among what was found, as the options of commands do for a live Kibana."""

from __future__ import annotations

from collections.abc import Collection

from .inventory import AdoptedConnector, ConnectorReference, Inventory, shown


def selected(
    inventory: Inventory,
    *,
    spaces: Collection[str] = (),
    types: Collection[str] = (),
    search: str | None = None,
    missing_secrets: bool = False,
    deprecated: bool = False,
    preconfigured: bool | None = None,
) -> Inventory:
    """Return the connectors and references that are chosen; all reports stay.

    Args:
        inventory: What was found.
        spaces: Only these spaces; what is in all of them counts too, and what has none does not.
        types: Only these types.
        search: Only with this text in name, id or type.
        missing_secrets: Only those that miss their secrets.
        deprecated: Only those that Kibana calls outdated.
        preconfigured: Only references to preconfigured ones, or none of them; None means both.
    """

    def has(each: AdoptedConnector | ConnectorReference) -> bool:
        codes = each.codes if isinstance(each, AdoptedConnector) else ()
        is_preconfigured = isinstance(each, ConnectorReference) and each.kind == "preconfigured"
        texts = [shown(each.name), shown(each.id), shown(each.type_id)]
        return (
            (not spaces or each.space == "*" or each.space in spaces)
            and (not types or each.type_id in types)
            and (search is None or any(search.casefold() in text.casefold() for text in texts))
            and (not missing_secrets or "missing-secrets" in codes)
            and (not deprecated or bool({"deprecated", "type-deprecated"} & {*codes}))
            and (preconfigured is None or preconfigured == is_preconfigured)
        )

    return Inventory(
        [each for each in inventory.connectors if has(each)],
        [each for each in inventory.references if has(each)],
        inventory.reports,
    )
