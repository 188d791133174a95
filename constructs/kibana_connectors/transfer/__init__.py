"""Connectors in a file: what it holds, what an import would do, and which variables hold the secrets."""
