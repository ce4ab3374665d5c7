"""From a dated service and a place to what Medicare allows for it (or what it would cost)."""

from core.pricing.claim import Basis, Claim, Price
from core.pricing.price import price

__all__ = ["Basis", "Claim", "Price", "price"]
