"""The endpoint described in RDF: what it serves (VoID, DCAT), and how (Service Description)."""
