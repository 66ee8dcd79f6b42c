"""ONS Geography: codes, names, memberships and boundaries of the UK's areas."""
