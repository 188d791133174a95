"""Writes the spec-based connector types from `catalog/`: `make types`."""
