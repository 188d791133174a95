"""What rules do through each connector type: one file a type, with its params and its patterns."""
