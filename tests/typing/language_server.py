"""A client of pyright's language server, which answers what an editor shows."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from typing_extensions import Self

ROOT = Path(__file__).resolve().parents[2]
SERVER = ROOT / "node_modules" / ".bin" / "pyright-langserver"
CURSOR = "‸"
"""Marks the place that is asked about, in the text of a document."""

_CAPABILITIES = {
    "workspace": {"configuration": True},
    "textDocument": {"hover": {"contentFormat": ["plaintext"]}},
}


class LanguageServer:
    """A running language server, for documents that exist only as texts; a context manager.

    Args:
        folder: The folder that the documents seem to be in.
    """

    def __init__(self, folder: Path) -> None:
        self._document = (folder / "document.py").as_uri()
        self._process = subprocess.Popen(
            [SERVER, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._requests = 0
        root = folder.as_uri()
        self._ask(
            "initialize",
            {
                "processId": None,
                "rootUri": root,
                "workspaceFolders": [{"uri": root, "name": folder.name}],
                "capabilities": _CAPABILITIES,
            },
        )
        self._tell("initialized", {})

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.communicate()

    # -- questions ------------------------------------------------------------------------------------------

    def hover(self, text: str) -> str:
        """Return what an editor shows when the mouse rests at the cursor's place in a text."""
        return self.hovers(text)[0]

    def hovers(self, text: str) -> list[str]:
        """Return the same for a text with several cursors."""
        found = []
        with self._open(text) as places:
            for place in places:
                answer = self._ask("textDocument/hover", place)
                found.append(str(answer["contents"]["value"]) if answer else "")
        return found

    def completions(self, text: str) -> list[str]:
        """Return what an editor offers at the cursor's place in a text."""
        with self._open(text) as (place,):
            answer = self._ask("textDocument/completion", place)
        return [str(item["label"]) for item in answer["items"]]

    def signature(self, text: str) -> str:
        """Return what an editor shows between the parentheses of a call."""
        with self._open(text) as (place,):
            answer = self._ask("textDocument/signatureHelp", place)
        return str(answer["signatures"][0]["label"])

    @contextmanager
    def _open(self, text: str) -> Iterator[list[dict[str, Any]]]:
        document = {"uri": self._document}
        parts = text.split(CURSOR)
        whole = {**document, "languageId": "python", "version": 1, "text": "".join(parts)}
        self._tell("textDocument/didOpen", {"textDocument": whole})
        before = ""
        places = []
        for part in parts[:-1]:
            before += part
            lines = before.split("\n")
            position = {"line": len(lines) - 1, "character": len(lines[-1])}
            places.append({"textDocument": document, "position": position})
        yield places
        self._tell("textDocument/didClose", {"textDocument": document})

    # -- JSON-RPC -------------------------------------------------------------------------------------------

    def _ask(self, method: str, arguments: dict[str, Any]) -> Any:
        self._requests += 1
        self._send({"id": self._requests, "method": method, "params": arguments})
        while True:
            message = self._receive()
            if "method" in message:
                self._answer(message)
            elif message["id"] == self._requests:
                assert "error" not in message, message["error"]
                return message["result"]

    def _answer(self, message: dict[str, Any]) -> None:
        """Answer what the server asks; it also tells what needs no answer."""
        if "id" not in message:
            return
        result: object = None
        if message["method"] == "workspace/configuration":
            settings = {"python": {"pythonPath": sys.executable}}
            result = [settings.get(item["section"], {}) for item in message["params"]["items"]]
        self._send({"id": message["id"], "result": result})

    def _tell(self, method: str, arguments: dict[str, Any]) -> None:
        self._send({"method": method, "params": arguments})

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        pipe = _pipe(self._process.stdin)
        pipe.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        pipe.flush()

    def _receive(self) -> dict[str, Any]:
        pipe = _pipe(self._process.stdout)
        length = 0
        while header := pipe.readline().strip():
            name, _, value = header.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        assert length, f"{SERVER} ended"
        message: dict[str, Any] = json.loads(pipe.read(length))
        return message


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None
    return pipe
