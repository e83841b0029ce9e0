"""How many of the children helped live with domestic abuse, adult mental ill-health, drugs and alcohol, and with how many
of these together: the question that Family Safeguarding began with."""
