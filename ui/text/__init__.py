"""Text fields: markup to what is seen, and back without loss."""
