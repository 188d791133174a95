"""Assertions that run the real Terraform or OpenTofu."""
