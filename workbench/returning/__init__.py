"""A draft that we wrote comes back from Word: what it says otherwise than we wrote."""
