"""Decisions: pure functions of values and `now`. No input or output, no clock, no SQL, no vendor's SDK."""
