"""What a document must contain, as plain data derived from the wording in force."""
