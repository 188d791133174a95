"""Set-up tooling: the commands behind the Makefile. Standard library only, run by the system's Python.

Only `tools.generate` needs the project's own: it formats what it writes.
"""
