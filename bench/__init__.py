"""Benchmarks: two things in one run, compared as a ratio."""
