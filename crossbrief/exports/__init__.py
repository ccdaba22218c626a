"""The exports: the corpus and each brief in the formats that other tools read, made from the same records as the pages."""
