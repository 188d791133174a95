"""The commands behind the Makefile; run them as `python3 -m tools.…` in the repository's folder.

- `tools.set_up` prepares what everything else needs.
- `tools.run` runs a command with what was prepared.
- `tools.generate` writes the connector types that Kibana defines as data.
- `tools.deploy` deploys the example stacks.
"""
