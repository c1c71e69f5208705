"""How fast it is: `make bench`. Each module measures one part and yields its rows."""
