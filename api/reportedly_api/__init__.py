"""The reading tower of Reportedly: a SPARQL endpoint and pages over a published build."""
