"""The only floor that knows SQL: tables, queries, migrations; rows to routing's types and back."""
