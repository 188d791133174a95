"""The example deployment: `make deploy`, or `python3 -m tools.run python -m tools.deploy`.

It deploys the stacks of `stacks/`, shows what then exists in Kibana, and that a second plan is empty. It
deploys to the Kibana that KIBANA_ENDPOINT names, or without that to a stand-in.
"""
