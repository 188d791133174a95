"""Example stacks; `python -m stacks` is the app that `cdktf synth` runs."""
