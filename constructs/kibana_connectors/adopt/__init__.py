"""Adopting what exists: readers of all sources of connectors, each filling one inventory."""
