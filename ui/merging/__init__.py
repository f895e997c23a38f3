"""The window in which what came back is looked at, decided and merged."""
