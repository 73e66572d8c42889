"""The templates of the plan: where its tables stand and how they look; the model of its tabular input; an example."""
