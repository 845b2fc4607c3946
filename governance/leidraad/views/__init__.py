"""Pages of the guide: the check of an area with its conditions, answers and evidence, and the guide to read."""
