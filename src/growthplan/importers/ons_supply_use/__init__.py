"""The UK's input-output analytical tables."""
