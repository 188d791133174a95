"""Params of the rule types that are used most: one module per type, pure, with Kibana's own checks."""
