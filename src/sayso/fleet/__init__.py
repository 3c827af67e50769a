"""Many machines: pages read and tagged by many workers into Parquet, which a build makes a ledger of."""

from sayso.fleet.job import Engine, Finished, run_fleet
from sayso.fleet.orders import Crew, Order
from sayso.fleet.results import Results, build_from, results_in

__all__ = ["Crew", "Engine", "Finished", "Order", "Results", "build_from", "results_in", "run_fleet"]
