"""The commands of `qagida`, one module a family."""
