"""What a person corrects by hand: where the file is (`place`), what it says (`entries`), what it does (`applying`)."""
