"""What the tests share: the real Terraform, example connectors, and where the shared facts are."""
