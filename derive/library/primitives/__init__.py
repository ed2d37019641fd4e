"""One function a file."""
