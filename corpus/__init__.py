"""What is known: the values of the field, text normalisation, and the library as others read it."""
