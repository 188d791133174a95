"""How connectors do: their runs of a period, from Kibana's execution log."""
