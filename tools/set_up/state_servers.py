"""Build what the tests keep states in, where no package of the machine has it."""

from __future__ import annotations

import shutil

from tools.command import say
from tools.layout import CACHE
from tools.set_up.go_build import GoProgram

FAKE_GCS_SERVER = GoProgram(
    title="fake-gcs-server",
    folder="fake-gcs-server",
    module="github.com/fsouza/fake-gcs-server",
    package="github.com/fsouza/fake-gcs-server",
    ldflags="",
)


def prepare() -> None:
    """Build the stand-in for Google Cloud Storage; without Go, say which tests will fail."""
    target = CACHE / "fake-gcs-server" / FAKE_GCS_SERVER.version / "fake-gcs-server"
    if target.is_file():
        return
    if shutil.which("go") is None:
        say("no Go: fake-gcs-server is not built, and the tests that keep a state in it will fail")
        return
    FAKE_GCS_SERVER.build(target)
