"""Random expressions and templates of Terraform's language, good ones and broken ones."""

from __future__ import annotations

from random import Random

NAMES = ("a", "b", "x-1", "_y", "é")
"""The names that the expressions refer to."""

OPERATORS = ("+", "-", "*", "/", "%", "==", "!=", "<", ">", "<=", ">=", "&&", "||")


class Grammar:
    """Writes random texts.

    Args:
        seed: Gives the same texts each time.
    """

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)

    def expression(self, depth: int) -> str:
        """Return an expression, mostly a good one."""
        pick = self._random.choice
        if depth <= 0:
            return pick(
                [
                    *NAMES,
                    *NAMES,
                    "1",
                    "2.5",
                    "1e3",
                    "1.e2",
                    '"a"',
                    '"x$${y}"',
                    "null",
                    "[]",
                    "{}",
                    "-1",
                    "f()",
                ]
            )
        inner = lambda: f"{self._blank()}{self.expression(depth - 1)}{self._blank()}"  # noqa: E731
        many = lambda: ",".join(inner() for _ in range(self._random.randint(1, 3)))  # noqa: E731
        steps = (
            ".a",
            ".0",
            "[0]",
            '["k"]',
            f"[{inner()}]",
            "[*]",
            ".*",
            ".b.c",
            "[*].d",
            "[*][0]",
            ".*.d[0]",
            ". a",
        )
        return pick(
            [
                lambda: pick(NAMES),
                lambda: f'"{self.template(depth - 1, is_quoted=True)}"',
                lambda: f"({inner()})",
                lambda: f"[{many()}{pick(['', ','])}]",
                lambda: self._object(depth),
                lambda: f"{pick(['f', 'max', 'x-1'])}{pick(['', ' '])}({many()}{pick(['', ',', '...'])})",
                lambda: f"{inner()}{pick(OPERATORS)}{inner()}",
                lambda: f"{inner()}?{inner()}:{inner()}",
                lambda: f"{pick(['!', '-', '- ', '!!'])}{inner()}",
                lambda: f"{self.expression(depth - 1)}{pick(steps)}{pick(['', '.e', '[1]'])}",
                lambda: f"[for {pick(['k, ', ''])}v in {inner()}:{inner()}{pick(['', ' if ' + inner()])}]",
                lambda: f"{{for k, v in {inner()}:{inner()}=>{inner()}{pick(['', '...'])}}}",
                lambda: f"{{for v in {inner()}:{inner()}=>{inner()} if {inner()}}}",
                lambda: self._heredoc(depth),
            ]
        )()

    def template(self, depth: int, *, is_quoted: bool) -> str:
        """Return a template, mostly a good one; a quoted one stands between quotes."""
        parts = []
        for _ in range(self._random.randint(0, 3)):
            kind = self._random.random()
            tilde = self._random.choice(["", "", "~"])
            if kind < 0.5:
                parts.append(self._text(is_quoted=is_quoted))
            elif kind < 0.8 or depth <= 0:
                parts.append(f"${{{tilde}{self._blank()}{self.expression(depth - 1)}{self._blank()}{tilde}}}")
            elif kind < 0.9:
                yes = self.template(depth - 1, is_quoted=is_quoted)
                no = self._random.choice(["", f"%{{else}}{self._text(is_quoted=is_quoted)}"])
                parts.append(f"%{{{tilde}if {self.expression(depth - 1)}{tilde}}}{yes}{no}%{{endif}}")
            else:
                content = self.template(depth - 1, is_quoted=is_quoted)
                parts.append(f"%{{for v in {self.expression(depth - 1)}{tilde}}}{content}%{{endfor}}")
        return "".join(parts)

    def literal(self) -> str:
        """Return what may stand between quotes, with neither `${` nor `%{`."""
        return "".join(self._text(is_quoted=True) for _ in range(3)).replace("${", "").replace("%{", "")

    def broken(self, text: str) -> str:
        """Return a text in which a little is missing, or too much."""
        pieces = [*'"${}%~()[].,:=?!-+/*#<>\n\\ a0', "${", "%{", "<<A\n", "..."]
        for _ in range(self._random.choice([0, 0, 1, 1, 2])):
            if text:
                at = self._random.randrange(len(text))
                is_cut = self._random.random() < 0.5
                text = text[:at] + ("" if is_cut else self._random.choice(pieces)) + text[at + is_cut :]
        return text

    def _object(self, depth: int) -> str:
        items = []
        for _ in range(self._random.randint(0, 3)):
            key = self._random.choice(["a", '"k"', "(a)", '"a${b}"', "true", "1", "a.b"])
            sign = self._random.choice(["=", " = ", ":", " : "])
            end = self._random.choice([",", "\n", ",\n", "\n\n", " # c\n"])
            items.append(f"{key}{sign}{self.expression(depth - 1)}{end}")
        return f"{{{self._blank()}{''.join(items)}}}"

    def _heredoc(self, depth: int) -> str:
        dash = self._random.choice(["", "-"])
        lines = (
            f"  {self.template(depth - 1, is_quoted=False)}\n" for _ in range(self._random.randint(0, 2))
        )
        return f"<<{dash}EOT\n{''.join(lines)}{self._random.choice(['', '  '])}EOT\n"

    def _text(self, *, is_quoted: bool) -> str:
        plain = [
            "a",
            "Z",
            "0",
            " ",
            "$",
            "%",
            "$$",
            "$${",
            "%%{",
            "~",
            "-",
            "{",
            "}",
            "'",
            "é",
            "<<",
            "#",
            "//",
            ":",
        ]
        escaped = ["\\n", '\\"', "\\u0068", "\\\\", "\\U0001F600", "\\t", "\\r"]
        bare = ["\n", '"', "\\", "\\u0068"]
        return "".join(self._random.choice([*plain, *(escaped if is_quoted else bare)]) for _ in range(3))

    def _blank(self) -> str:
        return self._random.choice(["", "", "", " ", "\t", "/* c */"])
