"""Synthesized stacks on disk: which connectors, variables and providers are in them, and what is known of each."""
