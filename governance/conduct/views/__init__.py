"""Pages of the rules of conduct: the working list, its rules, and the frozen versions."""
