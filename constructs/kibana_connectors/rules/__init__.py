"""What a rule does with a connector: rule types, actions, params of each type, patterns; no engine."""
