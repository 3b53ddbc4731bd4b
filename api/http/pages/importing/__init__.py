"""Files of other systems in the browser: how they are read, and a dataset of them."""
