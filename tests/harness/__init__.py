"""What the tests share: the real Terraform, example connectors, and what Kibana itself says."""
