"""English indices of deprivation, by neighbourhood."""
