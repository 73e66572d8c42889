"""The templates of customer relations: where their tables stand and how they look."""
