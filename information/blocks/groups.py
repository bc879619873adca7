"""How the chooser orders the blocks, in the words of editors."""

TEXT = "Tekst"
OVERVIEW = "Beeld en overzicht"
CONTACT = "Contact en aanmelden"
