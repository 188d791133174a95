"""What an inventory of adopted connectors says, short enough to compare with a file of expectations."""

from __future__ import annotations

from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parents[1] / "data" / "adopt_corpus"


def summary(neutral: dict[str, Any]) -> dict[str, Any]:
    """The neutral form with one line for each connector, reference and report."""

    def where(each: dict[str, Any]) -> str:
        return f"{Path(each['file']).name if each.get('file') else '-'}:{each.get('line', '-')}"

    return {
        "connectors": [
            {
                "who": each.get("address") or each["id"],
                "where": where(each),
                **{
                    key: each[key]
                    for key in ("space", "id", "name", "type", "config", "secrets_mode", "codes")
                },
                "secrets": {
                    leaf: " ".join(filter(None, (origin["from"], origin.get("text"))))
                    for leaf, origin in each["secret_origins"].items()
                },
                "carry": each["carry"]["kind"],
            }
            for each in neutral["connectors"]
        ],
        "references": [f"{each['id']} {each['kind']} {where(each)}" for each in neutral["references"]],
        "reports": [
            f"{each.get('address') or each.get('id') or '-'} {where(each)} {','.join(each['codes'])}"
            for each in neutral["reports"]
        ],
        "shared_secrets": neutral["shared_secrets"],
    }
