"""Reads Terraform's files, in native and in JSON syntax, into blocks whose expressions stay text.

python-hcl2 parses; its tree tells where each expression stands.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..errors import UnreadableFile
from .file_text import read_json
from .hcl_references import end_of_code


@dataclass(frozen=True)
class Attribute:
    """An argument's value.

    Attributes:
        text: In native syntax the expression's text; None in JSON syntax.
        value: In JSON syntax the value, its texts being templates.
        line: Where it stands.
    """

    text: str | None
    value: Any = field(default=None, repr=False)
    line: int = 1

    @property
    def expression(self) -> str:
        """The value as an expression in native syntax."""
        return self.text if self.text is not None else native(self.value)


@dataclass
class Block:
    """A block.

    Attributes:
        type: `resource`, `locals`, `lifecycle` and so on.
        labels: What stands behind it.
        file: The file, relative to the root module.
        line: Where it begins.
        attributes: Its arguments.
        blocks: The blocks in it.
    """

    type: str
    labels: tuple[str, ...]
    file: str
    line: int
    attributes: dict[str, Attribute] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)

    def inner(self, type: str) -> Iterator[Block]:
        """Yield the blocks of a type in it."""
        return (block for block in self.blocks if block.type == type)


def parse_native(text: str, name: str) -> list[Block]:
    """Read a file in native syntax.

    Args:
        text: Its text.
        name: What messages call it.

    Raises:
        UnreadableFile: It is no such file.
    """
    text = text.replace("\r\n", "\n")
    tree = _tree(text, name)
    return (
        [_block(text, name, child) for child in _children(tree.children[0], "block")] if tree.children else []
    )


def _tree(text: str, name: str) -> Any:
    try:
        import hcl2
        from lark.exceptions import UnexpectedInput, VisitError
    except ImportError:
        from ..errors import MissingExtra

        raise MissingExtra("cli", "python-hcl2") from None
    try:
        return hcl2.parses_to_tree(text if text.endswith("\n") else f"{text}\n")
    except UnexpectedInput as error:
        line = getattr(error, "line", -1)
        # At the end of a file the parser tells no line.
        line = line if isinstance(line, int) and line > 0 else text.count("\n") + 1
        raise UnreadableFile(f"{name}: line {line}: expected Terraform's configuration language") from None
    except (VisitError, RecursionError):
        raise UnreadableFile(f"{name}: cannot be read as Terraform's configuration language") from None


def _children(tree: Any, name: str) -> Iterator[Any]:
    return (child for child in tree.children if getattr(child, "data", None) == name)


def _block(text: str, file: str, tree: Any) -> Block:
    words: list[str] = []
    body: Any = None
    for child in tree.children:
        data = getattr(child, "data", None)
        if data == "body":
            body = child
        elif data in ("identifier", "string"):
            words.append(text[child.meta.start_pos : child.meta.end_pos].strip('"'))
    block = Block(words[0], tuple(words[1:]), file, tree.meta.line)
    for child in body.children if body is not None else ():
        data = getattr(child, "data", None)
        if data == "attribute":
            name = text[child.children[0].meta.start_pos : child.children[0].meta.end_pos]
            expression = child.children[-1]
            span = text[expression.meta.start_pos : expression.meta.end_pos]
            block.attributes[name] = Attribute(span, line=child.meta.line)
        elif data == "block":
            block.blocks.append(_block(text, file, child))
    return block


def values_in(text: str, name: str) -> dict[str, str]:
    """Return the expressions of a file of values (`.tfvars`) by name.

    Args:
        text: Its text.
        name: What messages call it.

    Raises:
        UnreadableFile: It is no such file.
    """
    text = text.replace("\r\n", "\n")
    tree = _tree(text, name)
    found: dict[str, str] = {}
    for child in _children(tree.children[0], "attribute") if tree.children else ():
        expression = child.children[-1]
        found[_span(child.children[0], text)] = _span(expression, text)
    return found


_NESTED = {
    "resource": ("lifecycle", "kibana_connection", "timeouts", "dynamic", "provisioner", "connection"),
    "data": ("lifecycle", "kibana_connection", "timeouts", "dynamic"),
    "provider": ("kibana", "elasticsearch", "fleet"),
    "variable": ("validation",),
    "output": ("precondition",),
}
"""Which arguments of JSON syntax are blocks."""
_LABELS = {"resource": 2, "data": 2, "ephemeral": 2}


def parse_json_syntax(text: str, name: str) -> list[Block]:
    """Read a file in JSON syntax.

    Args:
        text: Its text.
        name: What messages call it.

    Raises:
        UnreadableFile: It is no such file.
    """
    document = read_json(text, name)
    if not isinstance(document, Mapping):
        raise UnreadableFile(f"{name}: line 1: expected an object, as in Terraform's JSON syntax")
    lines = _LineFinder(text)
    blocks: list[Block] = []
    for type, content in document.items():
        if type == "//":
            continue
        depth = {"locals": 0, "terraform": 0, "import": 0, "moved": 0, "removed": 0}.get(
            type, _LABELS.get(type, 1)
        )
        for labels, body in _labeled(content, depth, ()):
            blocks.append(_json_block(type, labels, body, name, lines.of(type, labels)))
    return blocks


def _labeled(content: Any, depth: int, labels: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    if isinstance(content, list):
        for each in content:
            yield from _labeled(each, depth, labels)
    elif isinstance(content, Mapping) and depth:
        for label, inner in content.items():
            if label != "//":
                yield from _labeled(inner, depth - 1, (*labels, str(label)))
    elif isinstance(content, Mapping):
        yield labels, content


def _json_block(type: str, labels: tuple[str, ...], body: Mapping[str, Any], file: str, line: int) -> Block:
    block = Block(type, labels, file, line)
    nested = _NESTED.get(type, ())
    for key, value in body.items():
        if key == "//":
            continue
        if key in nested and isinstance(value, (Mapping, list)):
            labels_in = 1 if key in ("dynamic", "provisioner") else 0
            for inner_labels, inner in _labeled(value, labels_in, ()):
                block.blocks.append(_json_block(key, inner_labels, inner, file, line))
        else:
            block.attributes[str(key)] = Attribute(None, value, line)
    return block


class _LineFinder:
    """Finds the lines of keys in JSON, in the order in which they stand."""

    def __init__(self, text: str) -> None:
        self._text = text

    def of(self, type: str, labels: tuple[str, ...]) -> int:
        at = 0
        for word in (type, *labels):
            match = re.compile(rf"{re.escape(json.dumps(word))}\s*:").search(self._text, at)
            if match is None:
                match = re.compile(rf"{re.escape(json.dumps(word, ensure_ascii=False))}\s*:").search(
                    self._text, at
                )
            if match is None:
                break
            at = match.start() if word == (type, *labels)[-1] else match.end()
        return self._text.count("\n", 0, at) + 1


def native(value: Any) -> str:
    """Return a value of JSON syntax as an expression in native syntax."""
    if isinstance(value, str):
        return template_expression(value)
    if isinstance(value, Mapping):
        items = (f"({template_expression(str(key))}) = {native(item)}" for key, item in value.items())
        return "{" + ", ".join(items) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(native, value)) + "]"
    return json.dumps(value)


_SEQUENCE = re.compile(r"\$\$\{|%%\{|\$\{|%\{|[\\\"\n\r\t]|[^\\\"\n\r\t$%]+|[$%]", re.DOTALL)


def template_expression(text: str) -> str:
    """Return a template without quotes as an expression in native syntax."""
    if text.startswith("${") and (end := end_of_code(text, 2)) == len(text):
        return f"({text[2:-1]})"
    parts: list[str] = []
    at = 0
    while at < len(text):
        match = _SEQUENCE.match(text, at)
        assert match is not None  # noqa: S101 - every character matches
        found = match.group()
        if found in ("${", "%{"):
            end = end_of_code(text, match.end())
            parts.append(text[at:end])
            at = end
            continue
        parts.append(_ESCAPES.get(found, found))
        at = match.end()
    return '"' + "".join(parts) + '"'


_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


@dataclass(frozen=True)
class Encoded:
    """What is encoded as JSON by an expression.

    Attributes:
        text: The expression of the value that is encoded, null where there may be none.
        is_whole: Whether the whole expression is `jsonencode(…)`, perhaps with null as the other branch.
    """

    text: str
    is_whole: bool


def without_jsonencode(expression: str) -> Encoded:
    """Return an expression with the `jsonencode(…)` at its end taken off, so that parts of it stay visible.

    Args:
        expression: The expression of a text.
    """
    tree, text = _expression_tree(expression)
    if tree is None:
        return Encoded(expression, False)
    stripped = _stripped(tree, text)
    return Encoded(expression, False) if stripped is None else Encoded(stripped, True)


def _expression_tree(expression: str) -> tuple[Any, str]:
    text = f"x = {expression}\n"
    try:
        tree = _tree(text, "expression")
    except UnreadableFile:
        return None, text
    attribute = next(_children(tree.children[0], "attribute"), None)
    return (None, text) if attribute is None else (attribute.children[-1], text)


def _span(tree: Any, text: str) -> str:
    return text[tree.meta.start_pos : tree.meta.end_pos]


def _inside(tree: Any) -> Any:
    """Return what a term is, without parentheses and without quotes around a single interpolation."""
    while True:
        data = getattr(tree, "data", None)
        if data == "expr_term":
            inner = [
                child
                for child in tree.children
                if hasattr(child, "data") and child.data != "new_line_or_comment"
            ]
            if len(inner) != 1:
                return tree
            tree = inner[0]
        elif data == "string":
            parts = list(_children(tree, "string_part"))
            if len(parts) != 1 or getattr(parts[0].children[0], "data", None) != "interpolation":
                return tree
            tree = next(child for child in parts[0].children[0].children if hasattr(child, "data"))
        else:
            return tree


def _arguments(tree: Any, text: str) -> tuple[str, list[Any]]:
    """Return the function and the arguments of a call."""
    if getattr(tree, "data", None) != "function_call":
        return "", []
    name = _span(next(_children(tree, "identifier")), text)
    arguments = next(_children(tree, "arguments"), None)
    if arguments is None:
        return name, []
    return name, [
        child
        for child in arguments.children
        if hasattr(child, "data") and child.data != "new_line_or_comment"
    ]


def _stripped(tree: Any, text: str) -> str | None:
    inner = _inside(tree)
    data = getattr(inner, "data", None)
    name, arguments = _arguments(inner, text)
    if name == "jsonencode" and len(arguments) == 1:
        return f"({_span(arguments[0], text)}\n)"
    if name in ("try", "sensitive", "nonsensitive") and arguments:
        first = _stripped(arguments[0], text)
        rest = arguments[1:]
        if first is None or any(_span(_inside(each), text) != "null" for each in rest):
            return None
        return f"{name}({', '.join([first, *('null' for _ in rest)])})"
    if data == "conditional":
        condition, yes, no = (
            child
            for child in inner.children
            if hasattr(child, "data") and child.data != "new_line_or_comment"
        )
        branches = [_stripped(yes, text), _stripped(no, text)]
        nulls = [_span(_inside(each), text) == "null" for each in (yes, no)]
        for index in (0, 1):
            if branches[index] is not None and nulls[1 - index]:
                parts = ["null", "null"]
                parts[index] = str(branches[index])
                return f"(({_span(condition, text)}\n) ? {parts[0]} : {parts[1]})"
    return None


def leaf_texts(expression: str) -> dict[tuple[str, ...], str]:
    """Return the expressions at the leaves of an object that an expression writes out, by path.

    Objects that are merged are looked into, too; what is computed is not there.

    Args:
        expression: The expression of the object, or of its JSON.
    """
    tree, text = _expression_tree(expression)
    found: dict[tuple[str, ...], str] = {}
    if tree is not None:
        _collect(tree, text, (), found)
    return found


def _collect(tree: Any, text: str, path: tuple[str, ...], found: dict[tuple[str, ...], str]) -> None:
    inner = _inside(tree)
    data = getattr(inner, "data", None)
    name, arguments = _arguments(inner, text)
    if name in ("jsonencode", "merge", "try", "sensitive", "nonsensitive") and (
        not path or name in ("merge", "sensitive")
    ):
        for each in arguments:
            _collect(each, text, path, found)
        return
    if data == "conditional":
        branches = [
            child
            for child in inner.children
            if hasattr(child, "data") and child.data != "new_line_or_comment"
        ][1:]
        objects = [each for each in branches if _is_object(each, text)]
        if objects:
            for each in objects:
                _collect(each, text, path, found)
            return
    if data == "object":
        for element in _children(inner, "object_elem"):
            key = _key(next(_children(element, "object_elem_key")), text)
            if key is not None:
                _collect(element.children[-1], text, (*path, key), found)
        return
    if data == "tuple" and path:
        items = [
            child
            for child in inner.children
            if hasattr(child, "data") and child.data != "new_line_or_comment"
        ]
        for index, each in enumerate(items):
            _collect(each, text, (*path, str(index)), found)
        return
    if path:
        found[path] = _span(tree, text).strip()


def _is_object(tree: Any, text: str) -> bool:
    inner = _inside(tree)
    return getattr(inner, "data", None) == "object" or _arguments(inner, text)[0] in ("jsonencode", "merge")


def _key(tree: Any, text: str) -> str | None:
    span = _span(tree, text).strip()
    if span.startswith('"'):
        try:
            value = json.loads(span)
        except ValueError:
            return None
        return value if isinstance(value, str) and "${" not in value and "%{" not in value else None
    return span if re.fullmatch(r"[^\W\d][\w-]*", span) else None


_TEXT = re.compile(r'"((?:[^"\\$%]|\\.|[$%](?!\{))*)"')


def literal_text(expression: str) -> str | None:
    """Return the text that an expression is, if it is a literal; also a number's or a word's.

    Args:
        expression: The expression.
    """
    bare = expression.strip()
    if _TEXT.fullmatch(bare):
        try:
            value = json.loads(bare)
        except ValueError:
            return bare[1:-1]
        return str(value)
    if re.fullmatch(r"-?\d+(\.\d+)?|true|false", bare):
        return bare
    return None


def is_literal(expression: str) -> bool:
    """Whether an expression is a literal text: quoted or a heredoc, without a template in it."""
    bare = expression.strip()
    if bare.startswith("<<"):
        plain = bare.replace("$${", "").replace("%%{", "")
        return "${" not in plain and "%{" not in plain
    return literal_text(bare.replace("$${", "").replace("%%{", "")) is not None


_KEPT = re.compile(r"\s*(?:Bearer|Basic|ApiKey|Token)?\s*", re.IGNORECASE)


def redacted(expression: str) -> str:
    """Return an expression in which literal texts that may be secrets are blacked out.

    Keys in brackets stay, and the words that stand before a token in a header.

    Args:
        expression: The expression.
    """
    out: list[str] = []
    at = 0
    for match in _QUOTED_OR_HEREDOC.finditer(expression):
        if match.start() < at:
            continue
        out.append(expression[at : match.start()])
        at = match.end()
        text = match.group()
        before = expression[: match.start()].rstrip()[-1:]
        if text.startswith("<<"):
            out.append('"…"' if "${" not in text else _without_literals(text))
        elif before == "[" and expression[at:].lstrip()[:1] == "]":
            out.append(text)
        else:
            out.append(f'"{_without_literals(text[1:-1])}"')
    return "".join([*out, expression[at:]])


_QUOTED_OR_HEREDOC = re.compile(
    r'"(?:[^"\\$]|\\.|\$(?!\{)|\$\{(?:[^{}"]|"(?:[^"\\]|\\.)*"|\{[^{}]*\})*\})*"'
    r"|<<-?([^\W\d][\w-]*)\n.*?^[ \t]*\1[ \t]*$",
    re.DOTALL | re.MULTILINE,
)
_INTERPOLATION = re.compile(r'(\$\{(?:[^{}"]|"(?:[^"\\]|\\.)*"|\{[^{}]*\})*\})')


def _without_literals(template: str) -> str:
    parts = _INTERPOLATION.split(template)
    return "".join(part if index % 2 or _KEPT.fullmatch(part) else "…" for index, part in enumerate(parts))
