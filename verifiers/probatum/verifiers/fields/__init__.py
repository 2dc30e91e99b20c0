"""Conservative matrix fields: reading, constructors, conservativity, trajectories and their limits."""
