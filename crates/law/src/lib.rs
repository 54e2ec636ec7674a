//! The concepts of Huiyin, pure: nothing in this crate reads a file, a socket, a clock or chance.

pub mod activity;
pub mod appraisal;
pub mod calendar;
pub mod clock;
pub mod definition;
pub mod duty;
pub mod figure;
pub mod matter;
pub mod network;
pub mod office;
pub mod people;
pub mod points;
pub mod privacy;
pub mod procedure;
pub mod record;
pub mod redaction;
pub mod referral;
pub mod register;
pub mod replay;
pub mod ruling;
pub mod slips;
pub mod standards;
pub mod tlog;
pub mod words;
