"""The library, walked, validated and indexed."""

from derive.registry.claims import CompiledClaim, PrintedLink
from derive.registry.models import CompiledModel
from derive.registry.registry import Registry, load_registry

__all__ = ["CompiledClaim", "CompiledModel", "PrintedLink", "Registry", "load_registry"]
