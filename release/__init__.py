"""What is given away: the ZIP for leaders, and whether it all works on a machine that has nothing."""
