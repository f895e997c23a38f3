"""Words that the lists of the spelling library lack, one a line."""
