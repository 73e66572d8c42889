"""Work in several processes: jobs in order, workers that may die."""
