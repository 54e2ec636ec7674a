//! What is done for officers later: the daily mail of new and nearly late work.
