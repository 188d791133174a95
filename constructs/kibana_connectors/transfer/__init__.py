"""Connectors in a file: what an export holds, what an import would do, and which variables have the secrets."""
