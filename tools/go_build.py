"""Build a program from the Go module proxy, as pinned by a module under `tools/go`."""

from __future__ import annotations

import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from tools.command import run, say, which
from tools.errors import CommandFailed, ToolError
from tools.layout import GO_MODULES


@dataclass(frozen=True)
class GoProgram:
    """A program that a module of ours requires as its tool; go.mod and go.sum pin every byte of it.

    `go install …@version` would be simpler, but refuses modules with replace directives.
    """

    title: str
    folder: str
    module: str
    package: str
    ldflags: str

    @property
    def version(self) -> str:
        """The version go.mod pins, without its leading v."""
        pinned = re.search(rf"^\s*{re.escape(self.module)} v(\S+)", self._go_mod.read_text(), re.MULTILINE)
        if pinned is None:
            raise ToolError(f"{self._go_mod} does not require {self.module}")
        return pinned[1]

    def build(self, target: Path, *, platform: str | None = None) -> None:
        """Build into `target`, which appears only when it is whole.

        An interrupted build goes on where it was: Go keeps every package it has compiled.
        """
        go = which("go", f"install Go {self._go_version} or later (it builds {self.title} {self.version})")
        say(
            f"building {self.title} {self.version} from the Go module proxy "
            "(about 5 minutes the first time; cached afterwards)"
        )
        env = {**os.environ, "GOWORK": "off", "GOFLAGS": ""}
        if platform is not None:
            env["GOOS"], env["GOARCH"] = platform.split("_")
        target.parent.mkdir(parents=True, exist_ok=True)
        partial = target.with_name(target.name + ".partial")
        ldflags = f"-s -w {self.ldflags.format(version=self.version)}"
        command = [go, "build", "-mod=readonly", "-buildvcs=false", "-ldflags", ldflags, "-o", str(partial)]
        try:
            run(f"building {self.title}", [*command, self.package], cwd=self._go_mod.parent, env=env)
        except CommandFailed as failure:
            if "GOTOOLCHAIN=local" in failure.log.read_text(errors="replace"):
                raise ToolError(
                    f"go is too old to build {self.title}: install Go {self._go_version} or later"
                ) from None
            raise
        partial.replace(target)

    @property
    def _go_mod(self) -> Path:
        return GO_MODULES / self.folder / "go.mod"

    @property
    def _go_version(self) -> str:
        stated = re.search(r"^go (\S+)", self._go_mod.read_text(), re.MULTILINE)
        return stated[1] if stated else "1.26"


def link_or_copy(source: str, target: str) -> str:
    """A second name for a file if the file system can; the binaries are large."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
    return target
