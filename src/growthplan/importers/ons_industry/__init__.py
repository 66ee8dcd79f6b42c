"""Regional gross value added (balanced) by industry, from the Office for National Statistics."""
