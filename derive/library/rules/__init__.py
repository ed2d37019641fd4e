"""The rules that steps are named by."""
