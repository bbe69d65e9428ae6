"""Two legal clocks and one of knowledge: which text holds on a day, and what happens when decisions meet."""
