"""Clauses of an amending act to typed operations.

    lines -> clauses (formula) -> operations with targets, new text and dates (operations, dates)

Nothing is imported here: reading needs the mentions of acts and the dates of this package before its own are ready.
"""
