"""Working days, periods, clocks and the words for them. Days are fed from outside: nothing here asks what time it is."""
