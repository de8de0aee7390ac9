"""Alembic's scripts: one head, batch mode, names for all constraints. `storage.schema` runs them."""
