"""`node_modules`: the cdktf CLI, and the Node it runs on."""

from __future__ import annotations

import json
import subprocess

from tools.command import run, say, which
from tools.errors import ToolError
from tools.layout import NODE_BIN, NODE_MODULES, ROOT
from tools.stamp import Stamp, digest

_LOCK = ROOT / "package-lock.json"


def check() -> str:
    """The path of npm; it needs a Node of the machine's own, whose version hardly matters."""
    which("node", "install Node.js 20 or later")
    return which("npm", "install Node.js 20 or later, which brings it")


def prepare() -> None:
    """Make `node_modules` what package-lock.json says; nothing to do is quick."""
    wanted = digest([ROOT / "package.json", _LOCK, ROOT / ".npmrc"])
    stamp = Stamp(NODE_MODULES / ".prepared")
    if stamp.says(wanted):
        return
    npm = check()
    say("installing the locked npm packages into node_modules (about a minute)")
    stamp.clear()
    # No install scripts: node-pty's would compile or download what its package already carries.
    run("installing npm packages", [npm, "ci", "--ignore-scripts", "--no-progress"], cwd=ROOT)
    # Except node's, which installs the binary for this platform, itself an npm package.
    run("installing Node", [npm, "rebuild", "node", "--no-progress"], cwd=ROOT)
    _check_node()
    stamp.write(wanted)


def _check_node() -> None:
    """See that it is there: npm may decide not to run a script, and says so in a warning at most."""
    wanted = "v" + json.loads(_LOCK.read_text())["packages"]["node_modules/node"]["version"]
    node = NODE_BIN / "node"
    if not node.is_file():
        raise ToolError(f"npm did not install Node {wanted}: its `node` package's install script was not run")
    found = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout.strip()
    if found != wanted:
        raise ToolError(f"node_modules/.bin/node is {found or 'broken'}, not {wanted}: run `make distclean`")
