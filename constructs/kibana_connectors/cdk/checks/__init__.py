"""What can be checked only when a stack is complete: one check a file, each with a name.

A new check is a module with a `Check` in it, and a line in `ALL_CHECKS` of `runner.py`.
"""
