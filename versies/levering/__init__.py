"""What goes out of the door: the package for official publication, and the proof that a third party can check."""
