"""Operations to a multi-version regulation, and answers for a date."""
