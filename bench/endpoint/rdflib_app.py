"""rdflib-endpoint over oxrdflib, the fastest of the stores that its documentation names.

python -m bench.endpoint.rdflib_app DATABASE PORT
"""

from __future__ import annotations

import sys

import pyoxigraph
import uvicorn
from oxrdflib import OxigraphStore
from rdflib import Dataset
from rdflib_endpoint import SparqlEndpoint

if __name__ == "__main__":
    store = OxigraphStore(store=pyoxigraph.Store.read_only(sys.argv[1]))
    graph = Dataset(store=store, default_union=True)
    uvicorn.run(SparqlEndpoint(graph=graph), port=int(sys.argv[2]), log_level="warning")
