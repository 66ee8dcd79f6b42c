"""Named end-to-end jobs: read inputs, call the core, hand on."""
