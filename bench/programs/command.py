"""Runs `kibana-connectors`: `python -m bench.programs.command ARGUMENT...`."""

from __future__ import annotations

from kibana_connectors.cli import main

if __name__ == "__main__":
    main()
