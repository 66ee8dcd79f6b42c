"""Mid-year population estimates, from the Office for National Statistics."""
