"""Whether a Kibana would take the connectors of stacks: what is asked of it, the verdict, reports."""
