"""Telling people of a schedule, and sending it on to payroll and the ledger."""
