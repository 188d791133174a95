"""Build a program from the Go module proxy, as a module in `tools/set_up/go` pins it."""

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
    """A program that a go.mod of this repository requires; its go.sum pins every byte.

    `go install …@version` would be simpler, but it refuses modules with replace directives.

    Attributes:
        title: The name in messages.
        folder: The folder in `tools/set_up/go` with its go.mod.
        module: Its Go module.
        package: The package of its main function.
        ldflags: Flags for the linker; `{version}` becomes its version.
    """

    title: str
    folder: str
    module: str
    package: str
    ldflags: str

    @property
    def version(self) -> str:
        """Return the version that go.mod pins, without its leading v."""
        pinned = re.search(rf"^\s*{re.escape(self.module)} v(\S+)", self._go_mod.read_text(), re.MULTILINE)
        if pinned is None:
            raise ToolError(f"{self._go_mod} does not require {self.module}")
        return pinned[1]

    def build(self, target: Path, *, platform: str | None = None) -> None:
        """Build the program into the file `target`, which appears only when it is complete.

        After an interruption the next build continues: Go keeps every package that it has compiled.

        Args:
            target: The file to make.
            platform: What it is to run on, such as `linux_amd64`; this machine if left out.

        Raises:
            ToolError: Go is missing or too old, or the build failed.
        """
        go = which("go", f"install Go {self._go_version} or later (it builds {self.title} {self.version})")
        say(
            f"building {self.title} {self.version} from the Go module proxy "
            "(up to 5 minutes the first time; cached afterwards)"
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
    """Make a hard link to a large file where the file system can, else a copy; return `target`."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
    return target
