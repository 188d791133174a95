from __future__ import annotations

import json
from typing import Any

import pytest
from corpus_report_job import ReportJob

from pytest_cdktf import (
    Synth,
    Synthesized,
    data_source,
    has_items,
    json_equal,
    json_with,
    output,
    ref,
    regex,
    resource,
)


@pytest.fixture(scope="module")
def out(synth_module: Synth) -> Synthesized:
    return synth_module(ReportJob)


def test_who_may_take_on_the_role(out: Synthesized) -> None:
    trust = out.one(data_source("aws_iam_policy_document"))
    assert trust["statement"] == [
        {
            "actions": ["sts:AssumeRole"],
            "principals": [{"type": "Service", "identifiers": ["lambda.amazonaws.com"]}],
        }
    ]
    role = resource("aws_iam_role", assume_role_policy=ref(f"{trust.address}.json"))
    assert role in out
    assert output("role-arn", value=ref(f"{out.one(role).address}.arn")) in out


def test_what_the_role_may_do(out: Synthesized) -> None:
    allowed = {
        "Effect": "Allow",
        "Action": has_items("s3:GetObject"),
        "Resource": [ref("aws_s3_bucket.reports.arn"), "${aws_s3_bucket.reports.arn}/*"],
    }
    denied = {"Effect": "Deny", "Condition": {"Bool": {"aws:SecureTransport": "false"}}}
    assert resource("aws_iam_role_policy", policy=json_with(Statement=[allowed, denied])) in out


@pytest.mark.parametrize("action", ["s3:*", "*", has_items("s3:*"), has_items("*")])
def test_nothing_is_allowed_without_limits(out: Synthesized, action: Any) -> None:
    wide = has_items({"Effect": "Allow", "Action": action})
    assert resource(regex("^aws_iam_"), policy=json_with(Statement=wide)) not in out


def test_policies_in_other_spellings(out: Synthesized) -> None:
    boundary = out.at("boundary")
    statement = {"Sid": "Own", "Effect": "Allow", "Action": "s3:Get*", "Resource": "*"}
    assert boundary["policy"] == json_equal({"Version": "2012-10-17", "Statement": [statement]})
    assert json.loads(boundary["policy"])["Statement"] == [statement]
    root = {"Principal": {"AWS": "arn:aws:iam::${var.account}:root"}}
    assert resource("aws_kms_key", policy=json_with(Statement=[root])) in out
