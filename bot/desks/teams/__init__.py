"""The Teams desk. `desk.py` wires it; the Bot Framework is imported in `framework.py` alone, so the rest is light."""
