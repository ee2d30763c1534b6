"""Clauses of an amending act to typed operations."""
