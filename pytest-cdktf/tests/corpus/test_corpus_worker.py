from __future__ import annotations

from typing import Any

import pytest
from corpus_worker import SCRIPT, Worker

from pytest_cdktf import Synth, data_source, has_items, ref, regex, resource, satisfies

TOKEN = "correct-horse-battery"


def test_parts_of_the_user_data(synth: Synth) -> None:
    out = synth(Worker, queue="orders")
    base = {"content_type": "text/cloud-config", "content": regex(r'^\$\{yamlencode\(.*"jq"')}
    start = {
        "content": satisfies(lambda text: text.replace("$${", "${").replace("%%{", "%{") == SCRIPT),
    }
    assert data_source("cloudinit_config", part=[base, start], gzip=True) in out
    assert data_source("cloudinit_config", part=has_items({"content": regex("orders")})) in out
    machine = resource("aws_instance", user_data_base64=ref("data.cloudinit_config.config.rendered"))
    assert machine & resource("aws_instance", metadata_options={"http_tokens": "required"}) in out


def test_no_token_is_in_the_user_data(synth: Synth) -> None:
    synth(Worker, queue="orders").assert_no_secrets({"the token": TOKEN})


def test_a_token_that_is_packed_into_a_file_is_found(synth: Synth) -> None:
    with pytest.raises(AssertionError, match=r"the token is at data\.cloudinit_config\.config\.part"):
        synth(Worker, queue="orders", token=TOKEN).assert_no_secrets({"the token": TOKEN})


def test_snapshot(synth: Synth, terraform_snapshot: Any) -> None:
    assert synth(Worker, queue="orders") == terraform_snapshot
