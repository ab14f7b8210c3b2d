"""The remote back end: a build kept in any SPARQL 1.1 server, spoken to over HTTP.

`row` is the row of the table; what it opens is imported with it only when a URL is opened.
`layout` knows where servers keep their three services, `settings` what can be set, `access` how
to log in, `client` speaks HTTP, `record` is what the server remembers of a build, `view` reads
and `writer` writes.
"""
