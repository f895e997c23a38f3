"""The command palette: type what is wanted, Return does it."""
