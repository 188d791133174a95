"""Whether a stack's state is encrypted: a judge that needs nothing else of this package.

pytest-cdktf has a copy of this folder, which `make types` writes.
"""
