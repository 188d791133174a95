"""Judges the neutral form of `adopt --inventory` against an expectation of tests/data/adopt_corpus/."""
# ruff: noqa: E501, RUF021, RUF100, SIM102, SIM110, C901 - kept as it is in the corpus, so that both judge alike

from __future__ import annotations

import json
import re


def expr(v):
    return isinstance(v, dict) and set(v) == {"$expr"}


def same(want, got):
    """Equal as data; an expression in the output stands for any value; 1 and 1.0 are the same number, 1 and true are not."""
    if expr(got):
        return True
    if isinstance(want, bool) or isinstance(got, bool):
        return want is got
    if isinstance(want, dict):
        return isinstance(got, dict) and set(want) == set(got) and all(same(want[k], got[k]) for k in want)
    if isinstance(want, list):
        return isinstance(got, list) and len(want) == len(got) and all(map(same, want, got))
    return want == got


def strip(address):
    return re.sub(r"\[(?:\"(?:[^\"\\]|\\.)*\"|\d+)\]", "", address or "")


def key(source, c):
    return c.get("address") if source in ("hcl", "state") else (c.get("id"), c.get("type"), c.get("name"))


def named(reports, c, blocks):
    """Does a report speak of c: by address (its block's will do), by id, or by file and line of its block?"""
    b = blocks.get(c.get("block") or strip(c.get("address"))) or c
    for r in reports:
        if (
            c.get("address")
            and r.get("address")
            and (r["address"] == c["address"] or r["address"] == strip(c["address"]))
        ):
            return True
        if c.get("id") and r.get("id") == c["id"]:
            return True
        if (
            b.get("file")
            and r.get("file") == b["file"]
            and isinstance(r.get("line"), int)
            and r["line"] == b.get("line")
        ):
            return True
        if not c.get("address") and not c.get("id") and (c.get("line") is None or r.get("line") == c["line"]):
            return True
    return False


def judge(e, o, code=""):
    source, bad = e["source"], []
    blocks = {b["address"]: b for b in e.get("blocks", [])}
    got = {}
    for c in o.get("connectors", []):
        got.setdefault(key(source, c), []).append(c)
    refs = {r.get("id") for r in o.get("references", [])}
    reports = o.get("reports", [])

    def fields(w, g):
        p = []
        for f in ("space", "id", "name", "type"):
            if w.get(f) is None or w.get(f) == "*" or f == "name" and w.get("name_known_only_after_apply"):
                continue
            if w.get("random") and f in ("id", "name"):
                continue
            if not (expr(g.get(f)) or g.get(f) == w[f]):
                p.append(f"{f}: wanted {w[f]!r}, got {g.get(f)!r}")
        if "config" in w and not w.get("random") and not same(w["config"], g.get("config") or {}):
            p.append(
                f"config: wanted {json.dumps(w['config'])[:200]}, got {json.dumps(g.get('config'))[:200]}"
            )
        s = set(g.get("secrets") or [])
        if source in ("hcl", "state"):
            if w.get("secrets") is not None and s != set(w["secrets"]):
                p.append(f"secrets: wanted {w['secrets']}, got {sorted(s)}")
        elif "secrets_needed" in w:
            need, may = set(w["secrets_needed"]), set(w["secrets_needed"]) | set(w["secrets_optional"])
            if not need <= s or not s <= may | {"authType"}:
                p.append(
                    f"secrets: wanted {sorted(need)} (optional {w['secrets_optional']}), got {sorted(s)}"
                )
        return p

    want_keys = set()
    for w in e["connectors"]:
        k = key(source, w)
        want_keys.add(k)
        must = w["must"]
        who = str(w.get("address") or w.get("id"))
        hit = next((c for c in got.get(k, []) if not c.get("_used")), None)
        n = named(reports, w, blocks)
        if must.startswith("convert") and hit is not None:
            hit["_used"] = True
            bad += [f"{who}: {p}" for p in fields(w, hit)]
            if must == "convert-and-report" and not n:
                bad.append(f"{who}: not reported ({', '.join(w['codes'])})")
        elif must in ("convert", "convert-and-report"):
            bad.append(f"{who}: not converted")
        elif must == "convert-or-name":
            if not n:
                bad.append(f"{who}: neither converted nor named")
        elif must == "report":
            if hit is not None:
                bad.append(f"{who}: converted, though it cannot be kept ({', '.join(w['codes'])})")
            if not n:
                bad.append(f"{who}: not reported ({', '.join(w['codes'])})")
        elif must == "reference":
            if w.get("id") not in refs:
                bad.append(f"{who}: no reference to it")
        elif must in ("reference-or-name", "reference-or-leave"):
            if w.get("id") not in refs and not (n or must == "reference-or-leave"):
                bad.append(f"{who}: neither referred to nor named")
    for b in e.get("blocks", []):
        if (
            not b["instances"]
            and not named(reports, b, blocks)
            and not any(strip(c.get("address")) == b["address"] for c in o.get("connectors", []))
        ):
            bad.append(f"{b['address']}: a block without instances was dropped silently")
    for r in e["report"]:
        if r.get("address") in want_keys or any(
            r.get("id") == c.get("id") and r.get("id") for c in e["connectors"]
        ):
            continue
        if r["must"] in ("report", "convert-or-name") and not named(reports, r, {}):
            bad.append(
                f"{r.get('address') or r.get('id') or r.get('line')}: not reported ({', '.join(r['codes'])})"
            )
        if r["must"] == "reference" and r.get("id") not in refs:
            bad.append(f"{r.get('address')}: no reference to {r.get('id')}")
    for k, cs in got.items():
        extra = [c for c in cs if not c.get("_used")]
        if extra and k not in want_keys:
            bad.append(f"{k}: converted, but no such connector exists")
        elif len(extra) > 0 and len(cs) > sum(key(source, w) == k for w in e["connectors"]):
            bad.append(f"{k}: converted twice")
    bad += [f"must not be in the code: {h[:12]}…" for h in e.get("hidden", []) if h in code]
    for c in o.get("connectors", []):
        c.pop("_used", None)
    return bad
