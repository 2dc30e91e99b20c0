"""The mathematics of Probatum: pure functions, no network, no files, no clocks but the CPU's."""
