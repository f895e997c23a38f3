"""The passage beside the form, as the draft prints it."""
