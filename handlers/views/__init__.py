"""What people see, as neutral documents: drawn from the state of this moment, in the reader's language."""
