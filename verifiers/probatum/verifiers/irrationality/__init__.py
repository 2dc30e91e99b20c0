"""What rational approximations prove about their limit: irrationality, and a bound for the irrationality measure."""
