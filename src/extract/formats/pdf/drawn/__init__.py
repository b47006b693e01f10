"""What is drawn on a page: characters, paths, rules, as the engines give them."""
