"""What there is to see to: the panel below, its counts, and what can be done about a finding."""
