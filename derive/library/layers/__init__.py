"""The layers of networks: shapes, parameters, operations."""
