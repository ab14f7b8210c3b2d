"""Queries in processes that can be killed: a pool of them, and what stands on either side of it.

The front asks (`pool`, `worker`, `passage`), a fork server (`nursery`) makes the processes, and
each of them (`serving`) answers one query at a time, in a sandbox, over a socket pair (`frames`).
"""
