"""An example of a plug-in for Headwater: a reader and an exporter."""
