"""Checks of text formats, with the results of Kibana's Node.js server. One format per module; cheap to import."""
