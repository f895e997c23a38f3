"""Find and replace in every text, with a list of what would change."""
