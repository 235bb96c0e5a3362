"""Headwater: who says so, through which chain, on how many independent origins."""
