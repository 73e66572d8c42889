"""Files that a user names: opened with care, written whole under a temporary name, replaced only when asked."""
