"""Quads pass unchanged, or are refused by rules that lie beside the code as shapes and queries."""
