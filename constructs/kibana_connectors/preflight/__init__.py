"""Whether a Kibana would take the connectors of synthesized stacks: what is asked of it, the verdict, reports."""
