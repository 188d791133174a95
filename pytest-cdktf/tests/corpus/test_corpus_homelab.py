from __future__ import annotations

from typing import Any

import pytest
from corpus_homelab import Homelab

from pytest_cdktf import (
    Synth,
    Synthesized,
    absent,
    anything,
    exactly,
    has_items,
    ref,
    regex,
    resource,
    unordered,
)


@pytest.fixture(scope="module")
def out(synth_module: Synth) -> Synthesized:
    return synth_module(Homelab, port=9000)


def test_what_runs(out: Synthesized) -> None:
    assert {block["name"] for block in out.resources.of_type("docker_container")} == {"database", "web"}
    assert out.count(resource("docker_container", restart="unless-stopped")) == 2
    assert out.at("web/container")["image"] == ref(f"{out.at('web/image').address}.image_id")


def test_ports_are_open_to_this_machine_alone(out: Synthesized) -> None:
    port = exactly({"internal": 80, "external": 9000, "ip": "127.0.0.1"})
    assert resource("docker_container", name="web", ports=[port]) in out
    assert resource("docker_container", name="database", ports=absent()) in out
    assert resource("docker_container", ports=has_items({"ip": absent() | "0.0.0.0"})) not in out


def test_the_database_keeps_its_data(out: Synthesized) -> None:
    database = resource(
        "docker_container",
        volumes=[{"container_path": regex("postgresql/data$")}],
        healthcheck={"test": unordered("pg_isready", "CMD")},
    )
    assert database & resource(anything(), name="database") in out
    assert resource("docker_volume", lifecycle={"prevent_destroy": True}) in out
    assert out.at("web/container")["depends_on"] == [out.at("database/container").address]


def test_the_password_is_a_variable(out: Synthesized, terraform_snapshot: Any) -> None:
    assert resource("docker_container", env=has_items("POSTGRES_PASSWORD=${var.db_password}")) in out
    out.assert_no_secrets(["correct-horse-battery"])
    assert out == terraform_snapshot
