"""Whether a state is encrypted: the judge of kibana_connectors, copied by `make types`."""
