"""Files of others, as they were published; `vendored.toml` says whose."""
