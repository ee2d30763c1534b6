"""What the law says on a date: reading, amendment, versions in time, storage. Knows no web, no PDF."""
