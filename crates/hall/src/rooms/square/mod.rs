//! The square: what everybody sees. The home page, the public matters, the rules they are handled by.

mod pages;
mod views;

pub use pages::routes;
