//! Where a proof is checked: needs nothing but the proof and a policy, and looks into no log.

use askama::Template;
use axum::http::StatusCode;
use law::clock::Time;
use law::ruling::Refusal;
use law::tlog::flaw::Flaw;
use law::tlog::{Policy, Proof, paper};

use super::super::views;
use crate::kit::{Errors, Form, Reply, Shell, Visit, html};

#[derive(Template)]
#[template(path = "rooms/notary/pages/verify.html")]
struct VerifyPage {
    shell: Shell,
    errors: Errors,
    proof: String,
    policy: String,
    shown: Option<Shown>,
}

/// What a sound proof shows.
struct Shown {
    origin: String,
    size: u64,
    record: u64,
    number: String,
    logged: String,
    witnessed: String,
    texts: Vec<(String, String)>,
}

/// Where a proof is put in.
pub async fn show(visit: Visit) -> Reply {
    let policy = policy_of(&visit);
    let page = VerifyPage {
        errors: Errors::none(),
        proof: String::new(),
        policy,
        shown: None,
        shell: visit.shell,
    };
    html(StatusCode::OK, &page)
}

/// Checks a proof that was pasted or sent as a file.
pub async fn check(visit: Visit, mut form: Form) -> Reply {
    let file = form.take_files().into_iter().next().and_then(|file| String::from_utf8(file).ok());
    let proof = file.unwrap_or_else(|| form.text("proof").to_owned());
    let policy = match form.text("policy") {
        "" => policy_of(&visit),
        // Browsers end the lines of a form in their own way.
        policy => policy.replace('\r', ""),
    };
    let checked = checked(&visit.shell, &proof, &policy);
    let shell = visit.shell;
    let (errors, shown, status) = match checked {
        Ok(shown) => (Errors::none(), Some(shown), StatusCode::OK),
        Err(refusal) => {
            (Errors::of(&shell, &refusal), None, crate::kit::failure::status(refusal.kind))
        }
    };
    html(status, &VerifyPage { shell, errors, proof, policy, shown })
}

fn policy_of(visit: &Visit) -> String {
    visit.house().trust.get().map_or_else(String::new, |trust| trust.text.clone())
}

fn checked(shell: &Shell, proof: &str, policy: &str) -> Result<Shown, Refusal> {
    let policy = Policy::read(policy.as_bytes())
        .map_err(|(line, _)| Refusal::invalid("proof.policy").at("policy").with("line", line))?;
    let joined = paper::joined(proof)
        .map_err(|number| Refusal::invalid("proof.part").at("proof").with("number", number))?;
    let proof = joined.as_deref().unwrap_or(proof);
    // The same, and forms cut the last one off.
    let text = format!("{}\n", proof.replace('\r', "").trim_end());
    let proof = Proof::read(&text).map_err(|_| of(Flaw::Unreadable))?;
    let (judged, opened) = proof.check_receipt(&policy).map_err(of)?;
    let texts = opened.texts.into_iter();
    let witnessed = judged.since.map(|since| shell.minute(Time(since as i64 * 1000)));
    Ok(Shown {
        origin: judged.checkpoint.origin,
        size: judged.checkpoint.size,
        record: proof.index + 1,
        number: views::number(opened.matter),
        logged: shell.minute(opened.at),
        witnessed: witnessed.unwrap_or_default(),
        texts: texts.map(|(field, text)| (shell.code("notary-text", field), text)).collect(),
    })
}

fn of(flaw: Flaw) -> Refusal {
    Refusal::invalid(match flaw {
        Flaw::Unreadable => "proof.unreadable",
        Flaw::Log => "proof.log",
        Flaw::Signature => "proof.signature",
        Flaw::Quorum => "proof.quorum",
        Flaw::Opening => "proof.opening",
        Flaw::Inclusion => "proof.inclusion",
        Flaw::Place => "proof.place",
        Flaw::Text => "proof.text",
    })
    .at("proof")
}
