"""One file a step; they know column types of their own, so that later code does not change what they did."""
