"""Where a pair of numbers lies: degrees, or metres in a Swedish grid."""
