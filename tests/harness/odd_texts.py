"""Texts that are special in JSON, in HCL or in a template."""

from __future__ import annotations

ODD_TEXTS = {
    "quote": 'a"b',
    "backslash": "a\\b",
    "backslash-at-end": "a\\",
    "escape-lookalike": '\\n\\u0041\\"',
    "newline": "a\nb\r\nc",
    "tab": "a\tb",
    "interpolation": "${x}",
    "directive": "%{if}",
    "escaped-interpolation": "$${y}",
    "escaped-directive": "%%{z}",
    "tripled": "$$${y}%%%{z}",
    "dollars": "$$$",
    "percents": "%%%",
    "dollar-at-end": "a$",
    "braces": "}{",
    "unicode": "ü€日本😀",
    "line-separator": "a\u2028b",
    "control": "a\x01b\x7fc",
    "quoted": '"a"',
    "json": '{"a": ["${b}"]}',
    "heredoc": "<<EOT\n${x}\nEOT",
    "function": "${jsonencode({})}",
}
