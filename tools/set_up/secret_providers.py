"""Put the providers of secret managers into the mirror: the real ones, or stand-ins for the tests.

They come from the registry. Where that cannot be reached they cannot be had at all: the Go module proxy
serves none of them. The tests then take stand-ins, built from `tools/set_up/go/secret-providers`: one program
with the arguments and attributes of the real ones, under their names, which says so in each plan.
"""

from __future__ import annotations

import shutil

from tools.command import say
from tools.layout import CACHE, GO_MODULES
from tools.set_up import provider_registry
from tools.set_up.go_build import GoProgram, link_or_copy
from tools.set_up.provider_mirror import empty_scratch, places, publish
from tools.set_up.stamp import Stamp, digest
from tools.set_up.terraform_binary import Terraform

VERSIONS = {
    "hashicorp/aws": "6.34.0",
    "hashicorp/azurerm": "4.11.0",
    "hashicorp/google": "7.10.0",
    "hashicorp/random": "3.9.0",
    "hashicorp/vault": "5.11.0",
    "1password/onepassword": "3.2.0",
    "carlpett/sops": "1.3.0",
}
"""The releases to take; a stand-in has the number of the release whose arguments it has."""
STAND_INS = GoProgram(
    title="stand-ins for the providers of secret managers",
    folder="secret-providers",
    module="github.com/hashicorp/terraform-plugin-framework",
    package=".",
    ldflags="",
)
_STAMP = Stamp(CACHE / "secret-providers")


def prepare(terraform: Terraform) -> None:
    """Put them into the mirror, unless they are there; say which ones were taken."""
    sources = sorted((GO_MODULES / STAND_INS.folder).iterdir())
    made_from = digest([repr(VERSIONS), terraform.platform, *sources])
    are_there = all(
        place.is_dir()
        for source, version in VERSIONS.items()
        for place in places(source, version, terraform.platform)
    )
    if are_there and _STAMP.says(made_from):
        return
    _STAMP.clear()
    scratch = empty_scratch("secret-providers-work")
    package = provider_registry.download(terraform, VERSIONS, scratch)
    if package is None:
        program = scratch / "stand-ins"
        STAND_INS.build(program, platform=terraform.platform)
        package = scratch / "package"
        for source, version in VERSIONS.items():
            folder = package / source
            folder.mkdir(parents=True)
            name = source.rpartition("/")[2]
            link_or_copy(str(program), str(folder / f"terraform-provider-{name}_v{version}"))
        say(f"tests of secret managers use stand-ins for {', '.join(VERSIONS)}: they read no real manager")
    for source, version in VERSIONS.items():
        publish(package / source, source, version, terraform.platform)
    shutil.rmtree(scratch)
    _STAMP.write(made_from)
