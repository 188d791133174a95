"""What a connector becomes in Terraform, as plain data."""
