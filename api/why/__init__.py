"""Why no plan can do what is asked, told with places in files and prices."""
