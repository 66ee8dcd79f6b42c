"""National input-output tables: coefficients and the Leontief inverse.

Product-by-product tables of domestic use at basic prices. Method: Leontief (1936); Miller and
Blair (2009), Input-output analysis, chapters 2 and 6.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from growthplan.sectors.relatedness import Floats
from growthplan.vocabulary import Fault, GrowthplanError


@dataclass(frozen=True)
class NationalTable:
    """One year's product-by-product table of a nation, £m at basic prices of that year."""

    year: int
    products: tuple[str, ...]
    labels: tuple[str, ...]
    domestic: Floats
    """[product, user]: domestic products used to make each product."""
    imports: Floats
    """[user]: imported products used."""
    compensation: Floats
    """[product]: compensation of employees."""
    gva: Floats
    output: Floats
    source: str = ""

    def __post_init__(self) -> None:
        size = len(self.products)
        faults = [
            Fault(f"Input-output table {self.year}: {name} has shape {array.shape}, not {shape}.")
            for name, array, shape in (
                ("domestic use", self.domestic, (size, size)),
                ("imports", self.imports, (size,)),
                ("compensation", self.compensation, (size,)),
                ("GVA", self.gva, (size,)),
                ("output", self.output, (size,)),
            )
            if array.shape != shape
        ]
        if not faults and (self.output < 0).any():
            first = self.products[int(np.argmax(self.output < 0))]
            faults.append(Fault(f"Input-output table {self.year}: output of {first} is below 0."))
        if faults:
            raise GrowthplanError(faults)

    @property
    def coefficients(self) -> Floats:
        """Domestic input per £ of output, [product, user]."""
        return coefficients(self.domestic, self.output)

    def per_output(self, values: Floats) -> Floats:
        """Something by product per £m of output; 0 where there is no output."""
        found: Floats = values / np.where(self.output > 0, self.output, np.inf)
        return found


def coefficients(flows: Floats, output: Floats) -> Floats:
    """A = Z ÷ x: input of each product per unit of the user's output [product, user].

    A product without output needs nothing. Raises GrowthplanError for flows into a user without
    output.

    >>> coefficients(np.array([[150.0, 500.0], [200.0, 100.0]]),
    ...              np.array([1000.0, 2000.0])).tolist()
    [[0.15, 0.25], [0.2, 0.05]]
    """
    idle = output <= 0
    if np.any(flows[:, idle] != 0):
        raise GrowthplanError("Input-output table: a product without output uses inputs.")
    found: Floats = flows / np.where(idle, 1.0, output)
    return found


def leontief_inverse(a: Floats) -> Floats:
    """L = (I − A)⁻¹: output of each row product for one unit of final demand of each column.

    Raises GrowthplanError unless A is square, none of its entries below zero, and productive.

    >>> leontief_inverse(np.array([[0.15, 0.25], [0.20, 0.05]])).round(3).tolist()
    [[1.254, 0.33], [0.264, 1.122]]
    """
    check_productive(a)
    return np.asarray(np.linalg.inv(np.eye(len(a)) - a), dtype=np.float64)


def check_productive(a: Floats) -> None:
    """Raise GrowthplanError unless an economy with these coefficients can meet any demand.

    That is so when A ≥ 0 and I − A has an inverse with no entry below zero (Hawkins and Simon
    1949, in the form of Takayama 1985).
    """
    if a.ndim != 2 or a.shape[0] != a.shape[1] or not np.isfinite(a).all():
        raise GrowthplanError("Coefficients must be a square matrix of numbers.")
    if (a < 0).any():
        row, column = np.argwhere(a < 0)[0]
        raise GrowthplanError(
            f"Coefficient in row {row + 1}, column {column + 1} is below 0: no input is negative."
        )
    if a.size and float(np.abs(np.linalg.eigvals(a)).max()) >= 1:
        raise GrowthplanError(
            Fault(
                "Coefficients are not productive: making one unit of something takes, directly "
                "and through suppliers, at least one unit of itself.",
                fix="Check that flows are divided by the output of the user (the column).",
            )
        )


def output_for(a: Floats, final_demand: Floats) -> Floats:
    """Output x that meets final demand f and all the inputs it takes: x = A x + f."""
    check_productive(a)
    return np.asarray(np.linalg.solve(np.eye(len(a)) - a, final_demand), dtype=np.float64)
