"""Backends that keep a stack's state encrypted, away from the machine that deploys."""

from .s3 import EncryptedS3Backend

__all__ = ["EncryptedS3Backend"]
