"""Is the file whole, and do two engines read the same in it?"""
