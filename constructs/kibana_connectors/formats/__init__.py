"""Checks of text formats, with the same results as in Kibana. One format per module, cheap to import."""
