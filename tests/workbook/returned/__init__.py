"""Returned workbooks: read back, checked, regenerated, collected."""
