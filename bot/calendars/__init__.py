"""Calendars: those that people subscribe to, and those that are layers of the rota."""
