"""Who changed what and when, what differs between two points, and the way back to a value."""
