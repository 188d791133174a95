"""Reads Terraform's expressions and templates, as they stand in the strings of a JSON file.

It follows hclsyntax, HashiCorp's own reader, token by token: it takes what that one takes and understands it
alike. What it cannot read it refuses, so that nothing passes because it was misunderstood.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeAlias

from .expressions import (
    Call,
    Conditional,
    For,
    Keyword,
    Loop,
    Name,
    Node,
    Number,
    Object,
    Operation,
    Splat,
    Step,
    Template,
    Text,
    Traversal,
    Tuple,
)

_DEEPEST = 60
"""How deep expressions may be nested; Python itself gives up at some hundred."""

_COMMENT = r"#[^\n]*|//[^\n]*|/\*[\s\S]*?\*/"
_BLANK = re.compile(rf"(?:[ \t]+|\r?\n|{_COMMENT})*")
_BLANK_IN_LINE = re.compile(rf"(?:[ \t]+|{_COMMENT})*")
_BLANK_STARTS = frozenset(" \t\r\n#/")
_NEWLINE = re.compile(r"\r?\n")
_IDENTIFIER = re.compile(r"[^\W\d][\w-]*")
_NUMBER = re.compile(r"\d(?:(?:[\d.]|[eE][+-]?\d)*(?:\d|[eE][+-]?\d))?", re.ASCII)
_GOOD_NUMBER = re.compile(r"\d+(?:\.\d*)?(?:[eE][+-]?\d+)?", re.ASCII)
_OPERATOR = re.compile(r"\|\||&&|[=!<>]=|[<>+\-*/%]")
_HEREDOC = re.compile(r"<<(-?)([^\W\d][\w-]*)\r?\n")
_LETTERS = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "\\": "\\"}
_CODE_POINT = re.compile(r"u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})")
_KEYWORDS = ("true", "false", "null")

_BARE_TEXT = re.compile(r"[^$%\r\n]+(?:\r?\n)?|\r?\n")
_QUOTED_TEXT = re.compile(r'[^"\\$%\r\n]+')
_HEREDOC_TEXT = re.compile(r"[^$%\r\n]+(?:\r?\n)?|\r?\n")


class CannotRead(Exception):
    """A text that is no expression, or one that is too deep or too large to judge. It says nothing of it."""

    def __init__(self) -> None:
        super().__init__("this expression cannot be read")


def read_template(text: str) -> Node:
    """Return what a JSON string means: a text with `${…}` and `%{…}` in it.

    Raises:
        CannotRead: It is no template, or it is nested too deep.
    """
    if "${" not in text and "%{" not in text:
        return Text(text)
    return _read(text, _Reader.bare_template)


def read_expression(text: str) -> Node:
    """Return an expression that stands in a JSON string without `${` and `}`, such as a variable's type.

    Raises:
        CannotRead: It is no expression, or it is nested too deep.
    """
    return _read(text, _Reader.bare_expression)


def _read(text: str, read: Callable[[_Reader], Node]) -> Node:
    try:
        return read(_Reader(text))
    except RecursionError:
        raise CannotRead from None


class _Interpolation(NamedTuple):
    node: Node


class _If(NamedTuple):
    condition: Node


class _For(NamedTuple):
    key_name: str
    value_name: str
    collection: Node


class _End(NamedTuple):
    word: str


class _Literal:
    """A piece of text in a template, before blanks around it are taken off."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text


_Part: TypeAlias = _Interpolation | _If | _For | _End | _Literal


class _Reader:
    """Reads one text from its beginning to its end."""

    def __init__(self, text: str) -> None:
        self._text = text.removeprefix("\ufeff")
        self._at = 0
        self._depth = 0
        self._newlines_end = False

    # What stands in the file

    def bare_template(self) -> Node:
        """Read the whole text as a template."""
        return _template(list(self._parts(_BARE_TEXT)))

    def bare_expression(self) -> Node:
        """Read the whole text as an expression."""
        node = self._expression()
        self._skip()
        if self._at != len(self._text):
            raise CannotRead
        return node

    # Tokens

    def _skip(self) -> None:
        """Go over blanks and comments, and over newlines where they mean nothing."""
        if self._text[self._at : self._at + 1] not in _BLANK_STARTS:
            return
        blank = _BLANK_IN_LINE if self._newlines_end else _BLANK
        match = blank.match(self._text, self._at)
        if match is not None:
            self._at = match.end()

    def _next_is(self, token: str) -> bool:
        self._skip()
        return self._text.startswith(token, self._at)

    def _take(self, token: str) -> bool:
        if not self._next_is(token):
            return False
        self._at += len(token)
        return True

    def _expect(self, token: str) -> None:
        if not self._take(token):
            raise CannotRead

    def _next_is_colon(self) -> bool:
        return self._next_is(":") and not self._next_is("::")

    def _expect_colon(self) -> None:
        if not self._next_is_colon():
            raise CannotRead
        self._at += 1

    def _peek_word(self) -> str:
        self._skip()
        match = _IDENTIFIER.match(self._text, self._at)
        return match.group() if match else ""

    def _word(self) -> str:
        word = self._peek_word()
        if not word:
            raise CannotRead
        self._at += len(word)
        return word

    def _take_word(self, word: str) -> bool:
        if self._peek_word() != word:
            return False
        self._at += len(word)
        return True

    def _deeper(self) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise CannotRead

    # Expressions

    def _expression(self) -> Node:
        self._deeper()
        node = self._operation()
        if self._take("?"):
            yes = self._expression()
            self._expect_colon()
            node = Conditional(node, yes, self._expression())
        self._depth -= 1
        return node

    def _within_brackets(self) -> Node:
        """Read an expression where newlines mean nothing."""
        newlines_end, self._newlines_end = self._newlines_end, False
        node = self._expression()
        self._skip()
        self._newlines_end = newlines_end
        return node

    def _operation(self) -> Node:
        """Read operands and the operators between them; which binds tighter does not matter here."""
        first = self._operand()
        operands, operators = [first], list[str]()
        while True:
            self._skip()
            operator = _OPERATOR.match(self._text, self._at)
            if operator is None:
                return first if len(operands) == 1 else Operation(tuple(operands), tuple(operators))
            self._at = operator.end()
            operators.append(operator.group())
            operands.append(self._operand())

    def _operand(self) -> Node:
        signs = list[str]()
        while self._next_is("-") or (self._next_is("!") and not self._next_is("!=")):
            signs.append(self._text[self._at])
            self._at += 1
        node = self._traversal(self._term())
        return Operation((node,), tuple(signs)) if signs else node

    def _term(self) -> Node:
        self._skip()
        char = self._text[self._at : self._at + 1]
        if char == '"':
            self._at += 1
            return self._quoted()
        if char == "(":
            self._at += 1
            node = self._within_brackets()
            self._expect(")")
            return node
        if char == "[":
            self._at += 1
            return self._tuple()
        if char == "{":
            self._at += 1
            return self._object()
        if char == "<":
            return self._heredoc()
        if char.isascii() and char.isdigit():
            return Number(self._number())
        word = self._word()
        if self._next_is("(") or self._next_is("::"):
            return self._call(word)
        return Keyword(word) if word in _KEYWORDS else Name(word)

    def _number(self) -> str:
        match = _NUMBER.match(self._text, self._at)
        if match is None or _GOOD_NUMBER.fullmatch(match.group()) is None:
            raise CannotRead
        self._at = match.end()
        return match.group()

    def _call(self, name: str) -> Node:
        while self._take("::"):
            name = f"{name}::{self._word()}"
        self._expect("(")
        newlines_end, self._newlines_end = self._newlines_end, False
        arguments: list[Node] = []
        expands = False
        while not self._take(")"):
            arguments.append(self._expression())
            if self._take("..."):
                expands = True
                self._expect(")")
                break
            if not self._take(","):
                self._expect(")")
                break
        self._newlines_end = newlines_end
        return Call(name, tuple(arguments), expands)

    def _tuple(self) -> Node:
        newlines_end, self._newlines_end = self._newlines_end, False
        node: Node
        if self._take_word("for"):
            node = self._for("]")
        else:
            items: list[Node] = []
            while not self._take("]"):
                items.append(self._expression())
                if not self._take(","):
                    self._expect("]")
                    break
            node = Tuple(tuple(items))
        self._newlines_end = newlines_end
        return node

    def _object(self) -> Node:
        newlines_end, self._newlines_end = self._newlines_end, False
        start = self._at
        node: Node
        if self._take_word("for"):
            node = self._for("}")
        else:
            self._at = start
            self._newlines_end = True
            node = self._object_items()
        self._newlines_end = newlines_end
        return node

    def _object_items(self) -> Node:
        items: list[tuple[Node, Node]] = []
        while True:
            while self._take_newline():
                pass
            if self._take("}"):
                break
            items.append((self._key(), self._value_of_key()))
            if self._take("}"):
                break
            if not self._take(",") and not self._take_newline():
                raise CannotRead
        return Object(tuple(items))

    def _take_newline(self) -> bool:
        self._skip()
        match = _NEWLINE.match(self._text, self._at)
        if match is None:
            return False
        self._at = match.end()
        return True

    def _key(self) -> Node:
        starts_with_word = bool(self._peek_word())
        key = self._expression()
        if isinstance(key, (Name, Keyword)) and starts_with_word:
            return Text(key.name)
        return key

    def _value_of_key(self) -> Node:
        if self._next_is("=") and not (self._next_is("==") or self._next_is("=>")):
            self._at += 1
        else:
            self._expect_colon()
        return self._expression()

    def _for(self, close: str) -> Node:
        key_name, value_name, collection = self._for_intro()
        self._expect_colon()
        key: Node | None = None
        value = self._expression()
        if self._take("=>"):
            key, value = value, self._expression()
        groups = self._take("...")
        condition = self._expression() if self._take_word("if") else None
        self._expect(close)
        makes_object = close == "}"
        if (key is not None) != makes_object or (groups and not makes_object):
            raise CannotRead
        return For(key_name, value_name, collection, key, value, condition)

    def _for_intro(self) -> tuple[str, str, Node]:
        key_name, value_name = "", self._word()
        if self._take(","):
            key_name, value_name = value_name, self._word()
        if not self._take_word("in"):
            raise CannotRead
        return key_name, value_name, self._expression()

    # Steps into a value

    def _traversal(self, node: Node) -> Node:
        steps = self._steps()
        return Traversal(node, steps) if steps else node

    def _steps(self) -> tuple[Step | Splat, ...]:
        steps: list[Step | Splat] = []
        while True:
            if self._take("["):
                if self._take("*"):
                    self._expect("]")
                    # All that follows goes into each element.
                    self._deeper()
                    steps.append(Splat(self._steps()))
                    self._depth -= 1
                    return tuple(steps)
                key = self._within_brackets()
                self._expect("]")
                steps.append(Step(key, is_attribute=False))
            elif self._next_is(".") and not self._next_is("..."):
                self._at += 1
                if self._take("*"):
                    # Only the attributes right behind go into each element, all else into the list.
                    steps.append(Splat(tuple(self._attributes())))
                else:
                    steps.append(self._attribute())
            else:
                return tuple(steps)

    def _attributes(self) -> Iterator[Step]:
        while self._next_is(".") and not self._next_is("..."):
            self._at += 1
            yield self._attribute()

    def _attribute(self) -> Step:
        self._skip()
        if self._text[self._at : self._at + 1].isdecimal():
            digits = self._number()
            if "." in digits:
                raise CannotRead
            return Step(Number(digits), is_attribute=False)
        return Step(Text(self._word()), is_attribute=True)

    # Templates

    def _quoted(self) -> Node:
        return _template(list(self._parts(_QUOTED_TEXT, close='"')))

    def _heredoc(self) -> Node:
        match = _HEREDOC.match(self._text, self._at)
        if match is None:
            raise CannotRead
        self._at = match.end()
        parts = list(self._parts(_HEREDOC_TEXT, marker=match.group(2)))
        if match.group(1):
            _take_off_indentation(parts)
        return _template(parts)

    def _parts(self, literal: re.Pattern[str], *, close: str = "", marker: str = "") -> Iterator[_Part]:
        """Yield a template's parts up to its end, with the blanks taken off that a `~` asks for."""
        self._deeper()
        last: _Literal | None = None
        trims = False
        starts_line = True
        while True:
            if close and self._text.startswith(close, self._at):
                self._at += len(close)
                break
            if self._at == len(self._text):
                if close or marker:
                    raise CannotRead
                break
            if self._text.startswith(("${", "%{"), self._at):
                if self._text.startswith("~", self._at + 2) and last is not None:
                    last.text = last.text.rstrip()
                part, trims = self._sequence()
                yield part
                last = None
                starts_line = False
                continue
            text = self._literal(literal)
            if marker and text.endswith("\n"):
                if starts_line and text.strip() == marker:
                    # The newline behind the marker may end an item of an object.
                    self._at -= 2 if text.endswith("\r\n") else 1
                    break
                starts_line = True
            elif marker:
                starts_line = False
            last = _Literal(text.lstrip() if trims else text)
            trims = False
            yield last
        self._depth -= 1

    def _literal(self, literal: re.Pattern[str]) -> str:
        if literal is _QUOTED_TEXT and self._text[self._at] not in "$%":
            return "".join(self._quoted_pieces())
        match = literal.match(self._text, self._at)
        if match is not None:
            self._at = match.end()
            return match.group()
        char = self._text[self._at]
        if char in "$%":
            # A sign before another and a brace is an escape; alone it is itself.
            escaped = self._text.startswith(char + "{", self._at + 1)
            self._at += 3 if escaped else 1
            return char + "{" if escaped else char
        raise CannotRead

    def _quoted_pieces(self) -> Iterator[str]:
        while self._at < len(self._text) and (char := self._text[self._at]) not in '"$%':
            if char == "\\":
                yield self._escape()
                continue
            match = _QUOTED_TEXT.match(self._text, self._at)
            if match is None:
                raise CannotRead
            self._at = match.end()
            yield match.group()

    def _escape(self) -> str:
        self._at += 1
        letter = self._text[self._at : self._at + 1]
        if letter in _LETTERS:
            self._at += 1
            return _LETTERS[letter]
        match = _CODE_POINT.match(self._text, self._at)
        if match is None:
            raise CannotRead
        self._at = match.end()
        number = int(match.group(1) or match.group(2), 16)
        if number > 0x10FFFF or 0xD800 <= number <= 0xDFFF:
            raise CannotRead
        return chr(number)

    def _sequence(self) -> tuple[_Part, bool]:
        """Read `${…}` or `%{…}`, and whether the blanks behind it are taken off."""
        is_directive = self._text[self._at] == "%"
        self._at += 2
        if self._text.startswith("~", self._at):
            self._at += 1
        newlines_end, self._newlines_end = self._newlines_end, False
        part = self._directive() if is_directive else _Interpolation(self._expression())
        trims = self._take("~}")
        if not trims:
            self._expect("}")
        self._newlines_end = newlines_end
        return part, trims

    def _directive(self) -> _Part:
        word = self._word()
        if word == "if":
            return _If(self._expression())
        if word == "for":
            return _For(*self._for_intro())
        if word in ("else", "endif", "endfor"):
            return _End(word)
        raise CannotRead


def _template(parts: list[_Part]) -> Node:
    """Put a template's parts together."""
    if len(parts) == 1 and isinstance(parts[0], _Interpolation):
        return parts[0].node
    left = iter(parts)
    nodes, end = _until_end(left, 0)
    if end:
        raise CannotRead
    if len(nodes) == 1 and isinstance(nodes[0], Text):
        return nodes[0]
    return Template(tuple(nodes)) if nodes else Text("")


def _until_end(parts: Iterator[_Part], depth: int) -> tuple[list[Node], str]:
    """Return the nodes up to an `else`, an end, or the end of the template, and which word that was."""
    if depth > _DEEPEST:
        raise CannotRead
    nodes: list[Node] = []
    for part in parts:
        if isinstance(part, _Literal):
            if nodes and isinstance(nodes[-1], Text):
                nodes[-1] = Text(nodes[-1].text + part.text)
            else:
                nodes.append(Text(part.text))
        elif isinstance(part, _Interpolation):
            # A text that an expression yields stays apart from a literal one, as in Terraform.
            nodes.append(Template((part.node,)) if isinstance(part.node, Text) else part.node)
        elif isinstance(part, _If):
            yes, end = _until_end(parts, depth + 1)
            no: list[Node] = []
            if end == "else":
                no, end = _until_end(parts, depth + 1)
            if end != "endif":
                raise CannotRead
            nodes.append(Conditional(part.condition, Template(tuple(yes)), Template(tuple(no))))
        elif isinstance(part, _For):
            content, end = _until_end(parts, depth + 1)
            if end != "endfor":
                raise CannotRead
            value = Template(tuple(content))
            nodes.append(Loop(For(part.key_name, part.value_name, part.collection, None, value, None)))
        else:
            return nodes, part.word
    return nodes, ""


def _take_off_indentation(parts: list[_Part]) -> None:
    """Take the indentation off that all lines of a `<<-` heredoc share."""
    least: int | None = None
    starts: list[_Literal] = []
    starts_line = True
    for part in parts:
        if starts_line:
            starts_line = False
            if not isinstance(part, _Literal):
                least = 0
            elif part.text.strip() or not part.text.endswith("\n"):
                indentation = len(part.text) - len(part.text.lstrip())
                least = indentation if least is None else min(least, indentation)
                starts.append(part)
        if isinstance(part, _Literal) and part.text.endswith("\n"):
            starts_line = True
    for part in starts:
        part.text = part.text[least or 0 :]
