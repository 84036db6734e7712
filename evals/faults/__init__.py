"""Seeded faults: one at a time is planted into the product, and the gate must break (`plan-assistant eval faults`)."""
