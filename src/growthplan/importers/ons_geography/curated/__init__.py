"""Lists that no published lookup has: changes of code, city regions without one, other names.

Each row says on what it rests.
"""
