//! The house on the other engine: stories, pages, a random walk and sudden deaths on a `PostgreSQL`
//! that the tests start themselves. `HUIYIN_TEST_ENGINE=postgres` runs every other test on it.

use super::{kill, script, stories, walk};
use crate::fixture::on_server;

/// How long the walk is there: each step is a dozen journeys to the server.
const STEPS: usize = 600;
/// How often a process is killed there.
const KILLS: u64 = 10;

#[test]
fn every_story_comes_true_on_postgresql() {
    on_server(stories::every_story_comes_true);
}

#[test]
fn every_page_is_the_same_on_postgresql() {
    on_server(script::no_page_runs_what_was_typed);
}

#[test]
fn a_random_walk_loses_nothing_on_postgresql() {
    on_server(|| walk::walk(STEPS));
}

#[test]
fn no_acknowledged_act_is_lost_on_postgresql() {
    on_server(|| kill::die_often(KILLS));
}
