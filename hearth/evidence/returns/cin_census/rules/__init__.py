"""The rules of the CIN census, one file each, named by the number that the Department gave it."""
