//! Stories of the desk, through its routes.
