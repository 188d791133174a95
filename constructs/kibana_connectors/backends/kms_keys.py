"""The forms in which Terraform and OpenTofu take a key of AWS KMS; each was given to both."""

from __future__ import annotations

_KEY_ID = r"[a-f0-9]{8}-[a-f0-9]{4}-[1-5][a-f0-9]{3}-[ab89][a-f0-9]{3}-[a-f0-9]{12}|mrk-[a-f0-9]{32}"
_ALIAS = r"alias/[a-zA-Z0-9/_-]+"
KMS_KEY = rf"{_KEY_ID}|{_ALIAS}|arn:[\w-]+:kms:[\w-]*:\d*:(?:key/(?:{_KEY_ID})|{_ALIAS})"
KMS_KEY_IN_WORDS = (
    "a KMS key as Terraform and OpenTofu take it: alias/NAME, the ARN of a key or an alias, or a key id, "
    "which is a UUID of RFC 4122 in lower case (the 1234abcd-12ab-34cd-56ef-… of many examples is none), or "
    "mrk- and 32 hexadecimal digits"
)
