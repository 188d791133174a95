"""Prepare `node_modules`: the cdktf CLI, the Node that it runs on, and pyright."""

from __future__ import annotations

import json
import subprocess

from tools.command import run, say, which
from tools.errors import ToolError
from tools.layout import NODE_BIN, NODE_MODULES, ROOT
from tools.set_up.stamp import Stamp, digest

_LOCK = ROOT / "package-lock.json"


def check() -> str:
    """Return the path of npm.

    Raises:
        ToolError: npm is missing, or the Node that runs it. Any supported version of Node will do for that.
    """
    which("node", "install Node.js 20 or later")
    return which("npm", "install Node.js 20 or later, which brings it")


def prepare() -> None:
    """Install what package-lock.json lists, unless that has been done."""
    wanted = digest([ROOT / "package.json", _LOCK, ROOT / ".npmrc"])
    stamp = Stamp(NODE_MODULES / ".prepared")
    if stamp.says(wanted):
        return
    npm = check()
    say("installing the locked npm packages into node_modules (about a minute)")
    stamp.clear()
    # No install scripts: that of node-pty would compile or download what is in its package already.
    run("installing npm packages", [npm, "ci", "--ignore-scripts", "--no-progress"], cwd=ROOT)
    # Only the script of `node` is run: it installs the program for this platform from an npm package.
    run("installing Node", [npm, "rebuild", "node", "--no-progress"], cwd=ROOT)
    _check_node()
    stamp.write(wanted)


def _check_node() -> None:
    """Check that Node was installed: npm may skip an install script with no more than a warning."""
    wanted = "v" + json.loads(_LOCK.read_text())["packages"]["node_modules/node"]["version"]
    node = NODE_BIN / "node"
    if not node.is_file():
        raise ToolError(f"npm did not install Node {wanted}: its `node` package's install script was not run")
    found = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout.strip()
    if found != wanted:
        raise ToolError(f"node_modules/.bin/node is {found or 'broken'}, not {wanted}: run `make distclean`")
