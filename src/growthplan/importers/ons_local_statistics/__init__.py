"""Explore Local Statistics: one long CSV per dataset, with the publisher's metadata beside it."""
