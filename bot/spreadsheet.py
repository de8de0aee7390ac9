"""Cells of tables that people open in a spreadsheet."""


def harmless(cell: str) -> str:
    """Customers' words that a spreadsheet would take for a formula begin with an apostrophe (OWASP, CSV injection)."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
