"""Assertions that drive the real Terraform or OpenTofu."""
