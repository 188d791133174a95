"""Synthesized stacks on disk: their connectors, variables and providers, and what is known of each."""
