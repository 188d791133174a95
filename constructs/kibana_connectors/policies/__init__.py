"""Policies: what a stack of connectors and rules has to be, judged by the JSON that is written.

`demands/` has one policy a file, named after what it demands. A policy sees connectors and rules of anybody:
our constructs', raw resources, generated bindings; as far as their values are literal.
"""
