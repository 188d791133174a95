"""What a connector type is made of: payloads, fields, problems, secret rules, type info."""
