"""What happens when something happens: one use case a file; this floor owns the transaction."""
