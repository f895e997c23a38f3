"""Tracking sheets that went out: their e-mails, what is back, what is late, and reminders."""
