"""The whole-system model: stocks, equations, uncertainty, attribution."""
