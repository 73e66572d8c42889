"""A fault hunt: kills, signals, mutants, hostile packages, runs at once. `python -m tests.security` does all of it.

Seeds are fixed: what it finds, it finds again. A small part of it stands in the tests of every day.
"""
