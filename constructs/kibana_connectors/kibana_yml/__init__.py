"""kibana.yml: which settings connectors need, what an existing file lacks, and connectors that are defined in it."""
