"""Plans beside each other, as a page to print, a workbook and one document."""
