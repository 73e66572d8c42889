"""A template taken apart once, and a filling rendered into it."""
