//! The pages of the network, as those who use them see them.

mod appraisal;
mod file;
mod network;
mod published;
mod reports;

use std::sync::Arc;

use axum::http::StatusCode;
use law::matter::acts::Act;
use law::office::Kind;
use law::record::Actor;

use crate::fixture;
use crate::house::House;
use crate::rooms::counter::tests::{ACT, Browser, area, fields, matter_of, with};
use crate::rooms::stations::tests::{deputy, enter};
