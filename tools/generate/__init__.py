"""Writes what is generated in this repository: `make types`. The generator itself is `kibana_connectors.generate`."""
