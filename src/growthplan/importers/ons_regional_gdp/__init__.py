"""Regional gross domestic product and gross value added, from the Office for National
Statistics."""
