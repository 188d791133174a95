"""kibana.yml: which settings connectors need, what a file lacks of them, and connectors defined in it."""
