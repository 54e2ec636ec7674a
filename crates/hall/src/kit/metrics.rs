//! Counters for operators, in the text form of Prometheus. No personal data, no addresses.

use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;

use store::db::Standing;

use crate::house::{ALARMS, House};

/// Requests by the hundred of their status, 0 for anything below 100.
static REQUESTS: [AtomicU64; 6] = [const { AtomicU64::new(0) }; 6];

/// Counts a request by its status.
pub async fn count(request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    let class = usize::from(response.status().as_u16() / 100).min(5);
    REQUESTS[class].fetch_add(1, Ordering::Relaxed);
    response
}

/// The counters as Prometheus reads them.
pub fn text((records, behind): (u64, u64), house: &House) -> String {
    let mut text = String::from(
        "# HELP huiyin_requests_total Requests answered, by class of status.\n\
         # TYPE huiyin_requests_total counter\n",
    );
    for (class, count) in REQUESTS.iter().enumerate().skip(1) {
        let count = count.load(Ordering::Relaxed);
        text.push_str(&format!("huiyin_requests_total{{class=\"{class}xx\"}} {count}\n"));
    }
    text.push_str("# HELP huiyin_log_records Records in the log of the house.\n");
    text.push_str("# TYPE huiyin_log_records gauge\n");
    text.push_str(&format!("huiyin_log_records {records}\n"));
    text.push_str("# HELP huiyin_writing_halted Whether nothing can be written for now (1).\n");
    text.push_str("# TYPE huiyin_writing_halted gauge\n");
    let halted = u8::from(house.engine.halted().is_some());
    text.push_str(&format!("huiyin_writing_halted {halted}\n"));
    text.push_str(&standing(&house.engine.standing(&house.code), behind));
    text.push_str("# HELP huiyin_alarm Whether something of this kind is wrong (1).\n");
    text.push_str("# TYPE huiyin_alarm gauge\n");
    let raised = house.alarms.all();
    for kind in ALARMS {
        let is_raised = u8::from(raised.iter().any(|(raised, _)| raised == kind));
        text.push_str(&format!("huiyin_alarm{{kind=\"{kind}\"}} {is_raised}\n"));
    }
    text.push_str("# HELP huiyin_witnessed_timestamp_seconds When witnesses saw the log last.\n");
    text.push_str("# TYPE huiyin_witnessed_timestamp_seconds gauge\n");
    let seconds = |of: &AtomicI64| of.load(Ordering::Relaxed);
    let witnessed = seconds(&house.witnessed);
    text.push_str(&format!("huiyin_witnessed_timestamp_seconds {witnessed}\n"));
    text.push_str("# HELP huiyin_sound_timestamp_seconds When a round began that found nothing.\n");
    text.push_str("# TYPE huiyin_sound_timestamp_seconds gauge\n");
    let (sound, lasted) = (seconds(&house.rounds.sound), seconds(&house.rounds.lasted));
    text.push_str(&format!("huiyin_sound_timestamp_seconds {sound}\n"));
    text.push_str("# HELP huiyin_round_seconds How long the last round of verification took.\n");
    text.push_str("# TYPE huiyin_round_seconds gauge\n");
    text.push_str(&format!("huiyin_round_seconds {lasted}\n"));
    text
}

/// Who writes, where several processes could.
fn standing(standing: &Standing, behind: u64) -> String {
    let (writes, token) = match standing {
        Standing::Alone => (1, 0),
        Standing::Writes(token) => (1, *token),
        Standing::Follows(lease) => (0, lease.token),
    };
    format!(
        "# HELP huiyin_writes Whether this process writes for the house (1).\n\
         # TYPE huiyin_writes gauge\n\
         huiyin_writes {writes}\n\
         # HELP huiyin_lease_token The number of the lease, which grows; 0 for none.\n\
         # TYPE huiyin_lease_token gauge\n\
         huiyin_lease_token {token}\n\
         # HELP huiyin_behind_records Records of the house that this process has not taken in.\n\
         # TYPE huiyin_behind_records gauge\n\
         huiyin_behind_records {behind}\n"
    )
}
