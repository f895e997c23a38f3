"""Small windows that ask one thing and are never in the way of the rest."""
