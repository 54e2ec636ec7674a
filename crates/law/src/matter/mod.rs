//! The engine that runs every procedure: what can be asked of a matter, what goes on record, and
//! when it may. Pure: a matter's case is folded from its facts, and a rule is a function of values.

pub mod acts;
mod answers;
pub mod asks;
pub mod case;
mod changes;
pub mod facts;
mod kinds;
pub mod looks;
mod parts;
pub mod rules;
mod running;
mod texts;

pub use acts::Act;
pub use case::Case;
pub use facts::{Fact, What};
pub use kinds::act_of;
pub use rules::{Setting, rule};
pub use texts::{Enclosed, Readers};
