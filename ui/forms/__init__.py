"""Forms made from the declaration of kinds: one binding per field type."""
