//! Stories of messages on their way: sent, refused, tried again, given up, and what a page shows.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use axum::middleware::from_fn_with_state;
use law::matter::acts::{Act, Contact, Submission};
use law::record::{ActId, Actor};
use law::register::Fact;
use law::ruling::code;
use law::words::{MatterId, TextId};
use store::db::Tx;
use tokio::sync::Semaphore;
use tower::ServiceExt;

use super::tasks::send_waiting;
use super::views::{self, Queued};
use crate::fixture::{DAY, act, by, house, officer, raise, submission};
use crate::house::{House, Sends};
use crate::kit::outlet::{MailSettings, Outlet, Security, SmsSettings, Way};
use crate::kit::session::{self, Opens, Token};
use crate::kit::{App, edge};

const AT: &str = "https://huiyin.example.org";

/// A house that is not invented, with a matter that was taken up: one mail and one SMS wait.
fn real() -> (Arc<House>, MatterId) {
    let house = house();
    let id = ActId(house.chance.bytes());
    let real = Fact::Founded { house: code("qinghe"), invented: false };
    let put = move |hearing: &mut crate::desk::Hearing<'_, '_, '_>| {
        hearing.put(0, real.clone())?;
        Ok(())
    };
    house.act_and_wait(id, Actor::House, put).unwrap();
    let matter = told(&house);
    (house, matter)
}

fn told(house: &Arc<House>) -> MatterId {
    let (mail, phone) = ("liang@example.org".to_owned(), "19900001234".to_owned());
    let contact = Some(Contact { name: "梁一".to_owned(), mail, phone });
    let submission = Submission { contact, language: code("en"), ..submission(house) };
    let (matter, _) = raise(house, submission);
    act(house, by(house, "deputy", "s1"), matter, Act::Accept {});
    matter
}

fn queued(house: &House) -> Vec<Queued> {
    let first = (i64::MAX, TextId::from_int(i64::MAX));
    house.read(|db| views::newest(db, first, None, 100)).unwrap()
}

fn of(house: &House, way: Way) -> Queued {
    queued(house).into_iter().find(|message| message.way == way.name()).unwrap()
}

fn send(house: &Arc<House>, outlet: &Outlet) -> usize {
    send_waiting(house, outlet, AT, &|| false).unwrap()
}

fn later(house: &House, minutes: i64) {
    house.clock.set(house.now().plus_ms(minutes * 60_000));
}

/// A mail server that answers recipients as it is told, and hands on what it takes.
fn smtp(mut recipients: Vec<&'static str>) -> (u16, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let (taken, letters) = channel();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            serve_mail(stream.unwrap(), &mut recipients, &taken);
        }
    });
    (port, letters)
}

fn serve_mail(stream: TcpStream, recipients: &mut Vec<&'static str>, taken: &Sender<String>) {
    let mut out = stream.try_clone().unwrap();
    let mut say = |line: &str| drop(out.write_all(format!("{line}\r\n").as_bytes()));
    say("220 fake");
    let mut lines = BufReader::new(stream).lines();
    while let Some(Ok(line)) = lines.next() {
        match line.split([' ', ':']).next().unwrap() {
            "DATA" => {
                say("354 go on");
                let body = lines.by_ref().map_while(Result::ok).take_while(|line| line != ".");
                let _gone = taken.send(body.collect::<Vec<_>>().join("\r\n"));
                say("250 taken");
            }
            "RCPT" if recipients.is_empty() => say("250 fine"),
            "RCPT" => say(recipients.remove(0)),
            "QUIT" => say("221 bye"),
            _ => say("250 fine"),
        }
    }
}

/// An SMS adapter that answers with these numbers, then always with the last, and hands on the
/// token and the body that it was sent.
fn adapter(mut answers: Vec<u16>) -> (u16, Receiver<(String, serde_json::Value)>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let (taken, letters) = channel();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let answer = if answers.len() > 1 { answers.remove(0) } else { answers[0] };
            let _gone = taken.send(serve_sms(stream.unwrap(), answer));
        }
    });
    (port, letters)
}

fn serve_sms(mut stream: TcpStream, answer: u16) -> (String, serde_json::Value) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let (mut token, mut length) = (String::new(), 0);
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).unwrap();
        let line = line.trim().to_ascii_lowercase();
        if line.is_empty() {
            break;
        }
        if let Some(value) = line.strip_prefix("authorization: ") {
            value.clone_into(&mut token);
        }
        if let Some(value) = line.strip_prefix("content-length: ") {
            length = value.parse().unwrap();
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    let head = format!("HTTP/1.1 {answer} x\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
    stream.write_all(head.as_bytes()).unwrap();
    (token, serde_json::from_slice(&body).unwrap())
}

fn by_mail(port: u16) -> Outlet {
    let settings = MailSettings {
        host: "127.0.0.1".to_owned(),
        port: Some(port),
        login: None,
        from: "Office <office@example.org>".to_owned(),
        security: Security::None,
        certificate: None,
    };
    Outlet::new(Some(settings), None).unwrap()
}

fn by_sms(port: u16) -> Outlet {
    let url = format!("http://127.0.0.1:{port}/send");
    Outlet::new(None, Some(SmsSettings { url, token: "s3cret".to_owned(), private: false }))
        .unwrap()
}

#[test]
fn mail_is_sent_once_with_a_stable_name() {
    let (house, matter) = real();
    let (port, letters) = smtp(vec![]);
    let outlet = by_mail(port);
    assert_eq!(send(&house, &outlet), 1, "the SMS waits: no adapter is set up");
    let letter = letters.try_recv().unwrap().replace("=\r\n", "");
    let name = format!("Message-ID: <{}.qinghe@example.org>", of(&house, Way::Mail).message);
    for part in [
        name.as_str(),
        "To: liang@example.org",
        "From: Office <office@example.org>",
        "Auto-Submitted: auto-generated",
        "Date: Mon, 02 Mar 2026 01:00:00 +0000",
        &format!("Subject: Matter {}: Taken up", matter.grouped()),
        "/receipt",
    ] {
        assert!(letter.contains(part), "{part} in {letter}");
    }
    assert_eq!(of(&house, Way::Mail).state, "sent");
    assert_eq!(of(&house, Way::Sms).state, "waiting");
    assert_eq!(send(&house, &outlet), 0);
    assert!(letters.try_recv().is_err(), "nothing is sent twice");
}

#[test]
fn a_refused_address_is_given_up_and_a_busy_server_tried_again() {
    let (house, matter) = real();
    let (port, letters) = smtp(vec!["451 later", "550 no such user"]);
    let outlet = by_mail(port);
    assert_eq!(send(&house, &outlet), 0);
    let message = of(&house, Way::Mail);
    assert_eq!((message.state.as_str(), message.error.as_str()), ("waiting", "refused 451"));
    later(&house, 1);
    assert_eq!(send(&house, &outlet), 0);
    let message = of(&house, Way::Mail);
    assert_eq!((message.state.as_str(), message.error.as_str()), ("failed", "refused 550"));
    assert!(letters.try_recv().is_err());
    later(&house, 10_000);
    assert_eq!(send(&house, &outlet), 0);
    assert_eq!(of(&house, Way::Mail).tries, 2, "what was given up is left alone");
    let failed = house.read(|db| views::failed_of(db, matter)).unwrap();
    assert_eq!(failed.len(), 1);
}

#[test]
fn a_wrong_password_or_token_costs_no_message() {
    let (house, _) = real();
    let (port, _letters) = smtp(vec!["535 who are you"]);
    assert_eq!(send(&house, &by_mail(port)), 0);
    let (port, _letters) = adapter(vec![401]);
    assert_eq!(send(&house, &by_sms(port)), 0);
    for message in queued(&house) {
        assert_eq!(message.state, "waiting", "{}", message.error);
    }
}

#[test]
fn an_sms_is_tried_again_under_the_same_name() {
    let (house, matter) = real();
    let (port, letters) = adapter(vec![503, 200]);
    let outlet = by_sms(port);
    assert_eq!(send(&house, &outlet), 0);
    let (token, first) = letters.recv().unwrap();
    assert_eq!(token, "bearer s3cret");
    assert_eq!(first["to"], "19900001234");
    assert!(first["text"].as_str().unwrap().contains(&matter.grouped()));
    assert_eq!(send(&house, &outlet), 0, "it waits a minute");
    assert!(letters.try_recv().is_err());
    later(&house, 1);
    assert_eq!(send(&house, &outlet), 1);
    let (_, second) = letters.recv().unwrap();
    assert_eq!(first, second, "id and words are the same, so the adapter can drop one");
    assert_eq!(of(&house, Way::Sms).state, "sent");
}

#[test]
fn what_is_never_taken_is_given_up_after_two_days() {
    let (house, _) = real();
    let (port, letters) = adapter(vec![500]);
    let outlet = by_sms(port);
    let begun = house.now();
    while of(&house, Way::Sms).state == "waiting" {
        send(&house, &outlet);
        let message = of(&house, Way::Sms);
        if message.state == "waiting" {
            house.clock.set(message.next);
        }
    }
    let message = of(&house, Way::Sms);
    assert_eq!((message.state.as_str(), message.error.as_str()), ("failed", "refused 500"));
    assert_eq!(letters.try_iter().count(), 8);
    let hours = (house.now().0 - begun.0) / 3_600_000;
    assert!((46..=60).contains(&hours), "{hours}");
    let (house, _) = real();
    let (port, _letters) = adapter(vec![422]);
    send(&house, &by_sms(port));
    assert_eq!(of(&house, Way::Sms).state, "failed", "a wrong number stays wrong");
}

#[test]
fn a_server_that_is_away_holds_up_nobody_else() {
    let (house, _) = real();
    told(&house);
    told(&house);
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    assert_eq!(send(&house, &by_mail(closed)), 0);
    for message in queued(&house).iter().filter(|message| message.way == "mail") {
        assert_eq!((message.state.as_str(), &*message.error), ("waiting", "unreachable"));
    }
    let (port, letters) = adapter(vec![200]);
    assert_eq!(send(&house, &by_sms(port)), 3);
    assert_eq!(letters.try_iter().count(), 3);
}

#[test]
fn what_was_taken_and_never_settled_is_due_again() {
    let (house, _) = real();
    let take = |house: &Arc<House>| {
        let now = house.now();
        let until = now.plus_ms(30 * 60_000);
        let take = move |tx: &mut Tx<'_>| Ok(views::take(tx, "sms", (now, until), 10)?);
        house.engine.write_and_wait(&house.code, take).unwrap().len()
    };
    assert_eq!((take(&house), take(&house)), (1, 0), "two at work do not send the same");
    later(&house, 29);
    assert_eq!(take(&house), 0);
    later(&house, 1);
    assert_eq!(take(&house), 1);
}

#[test]
fn what_was_sent_or_given_up_is_forgotten_when_its_time_is_over_and_not_before() {
    let (house, _) = real();
    told(&house);
    let all = queued(&house);
    let [sent, failed, waits] = [0, 1, 2].map(|i: usize| all[i].message);
    let at = all[0].at;
    assert!(all.iter().all(|message| message.at == at));
    for (message, state) in [(sent, "sent"), (failed, "failed")] {
        let sql = "UPDATE message SET state = $3 WHERE house = $1 AND message = $2";
        let work =
            move |tx: &mut Tx<'_>| Ok(tx.db.execute(sql, &[message.into(), state.into()])?);
        house.engine.write_and_wait(&house.code, work).unwrap();
    }
    let left = |ms: i64| {
        house.clock.set(at.plus_ms(ms));
        crate::rooms::notices::sweep(&house).unwrap();
        let left: Vec<TextId> = queued(&house).iter().map(|message| message.message).collect();
        [sent, failed, waits].map(|message| left.contains(&message))
    };
    let keeps = |kind| house.state().privacy.keeps_ms(kind);
    // Until the end of the day on which its time is over.
    let forgotten = |kind: &str| -> Vec<String> {
        let sql = "SELECT bytes FROM log WHERE house = $1 AND kind = 'house.forgot/1'";
        let rows = house.read(|db| db.query(sql, &[])).unwrap();
        let text = |row: &store::Row| String::from_utf8(row.blob(0).to_vec()).unwrap();
        rows.iter().map(text).filter(|text| text.contains(kind)).collect()
    };
    assert_eq!(left(keeps("message-sent")), [true, true, true]);
    assert!(forgotten("message-").is_empty());
    assert_eq!(left(keeps("message-sent") + DAY), [false, true, true]);
    let [record] = &*forgotten("message-sent") else { panic!("it stands on record, once") };
    assert!(record.contains("\"count\":1"), "{record}");
    assert_eq!(left(keeps("message-failed")), [false, true, true]);
    assert_eq!(left(keeps("message-failed") + DAY), [false, false, true]);
    assert_eq!(forgotten("message-failed").len(), 1);
}

#[test]
fn an_invented_house_sends_nothing_and_shows_everything() {
    let house = house();
    let matter = told(&house);
    let (port, letters) = adapter(vec![200]);
    assert_eq!(send(&house, &by_sms(port)), 0);
    assert!(letters.try_recv().is_err());
    let (status, text) = get(&house, None, "/outbox");
    assert_eq!(status, StatusCode::OK);
    assert!(text.contains(&matter.grouped()) && text.contains("l****@example.org"), "{text}");
    assert!(text.contains("199****234") && !text.contains("liang@example.org"), "{text}");
    assert!(text.contains("A deputy has taken it up"), "the words are shown: {text}");
    let (_, text) = get(&house, None, "/outbox?state=sent");
    assert!(!text.contains(&matter.grouped()));
}

#[test]
fn the_outbox_of_an_invented_house_names_no_matter_that_is_not_public() {
    let house = house();
    let visibility = law::matter::facts::Visibility::Confidential;
    let contact = Some(Contact {
        mail: "liang@example.org".to_owned(),
        phone: "19900001234".to_owned(),
        ..Contact::default()
    });
    let (matter, _) = raise(
        &house,
        Submission { contact, visibility, language: code("en"), ..submission(&house) },
    );
    act(&house, by(&house, "deputy", "s1"), matter, Act::Accept {});
    let now = house.now();
    let digest = views::Message {
        kind: "digest",
        id: [8; 8],
        way: "mail",
        recipient: "deputy@example.org".to_owned(),
        subject: "1 new".to_owned(),
        body: format!("one of them is {}", matter.grouped()),
    };
    let put = move |tx: &mut Tx<'_>| Ok(views::enqueue(tx, &digest, now)?);
    house.engine.write_and_wait(&house.code, put).unwrap();
    for who in [None, Some(("administrator", "congress"))] {
        let (_, text) = get(&house, who, "/outbox");
        assert!(text.contains("A deputy has taken it up") && text.contains("1 new"), "{text}");
        assert!(!text.contains(&matter.grouped()) && text.contains("(not public)"), "{text}");
        assert_eq!(
            text.contains("class=\"back\" href=\"/office\""),
            who.is_some(),
            "the way back: {text}"
        );
    }
    let message = of(&house, Way::Sms);
    let state = house.state();
    let sent = house.read(|db| super::tasks::compose(db, &state, (&house, AT), &message)).unwrap();
    assert!(sent.unwrap().body.contains(&matter.grouped()), "who brought it is told the number");
}

#[test]
fn in_a_real_house_the_administrator_sees_no_word_and_no_address() {
    let (house, matter) = real();
    assert_eq!(get(&house, None, "/outbox").0, StatusCode::FORBIDDEN);
    for (office, at) in [("handler", "roads"), ("congress-office", "congress")] {
        assert_eq!(get(&house, Some((office, at)), "/outbox").0, StatusCode::FORBIDDEN);
    }
    let administrator = Some(("administrator", "congress"));
    let (status, text) = get(&house, administrator, "/outbox");
    assert_eq!(status, StatusCode::OK);
    assert!(text.contains("--smtp-host") && text.contains("--sms-url"), "{text}");
    assert!(text.contains("l****@example.org") && !text.contains("liang@example.org"));
    assert!(!text.contains(&matter.grouped()) && !text.contains("磨坊巷"), "{text}");
    house.sends.set(Sends { mail: true, sms: false }).unwrap();
    let (_, text) = get(&house, administrator, "/outbox");
    assert!(!text.contains("--smtp-host") && text.contains("--sms-url"), "{text}");
}

#[test]
fn settings_that_would_tell_everybody_are_refused() {
    let mail = |host: &str, from: &str, security| MailSettings {
        host: host.to_owned(),
        port: None,
        login: None,
        from: from.to_owned(),
        security,
        certificate: None,
    };
    let sms =
        |url: &str| SmsSettings { url: url.to_owned(), token: "t".to_owned(), private: false };
    let good = "office@example.org";
    let no = |mail, sms| Outlet::new(mail, sms).err().map(|fault| fault.chain());
    let refused = no(Some(mail("mail.example.org", good, Security::None)), None);
    assert!(refused.unwrap().contains("--smtp-security"));
    let refused = no(Some(mail("mail.example.org", "office", Security::Starttls)), None);
    assert!(refused.unwrap().contains("--mail-from"));
    assert!(no(None, Some(sms("http://sms.example.org/"))).unwrap().contains("https://"));
    assert!(no(None, Some(sms("sms.example.org"))).unwrap().contains("--sms-url"));
    let fine = Outlet::new(
        Some(mail("mail.example.org", good, Security::Tls)),
        Some(sms("https://sms.example.org/send")),
    );
    assert!(fine.is_ok_and(|outlet| outlet.knows(Way::Mail) && outlet.knows(Way::Sms)));
}

#[test]
fn a_code_that_nobody_takes_any_more_is_not_sent() {
    let (house, _) = real();
    let now = house.now();
    let message = views::Message {
        kind: "code",
        id: [7; 8],
        way: "sms",
        recipient: "19900009999".to_owned(),
        subject: String::new(),
        body: "123456".to_owned(),
    };
    let put = move |tx: &mut Tx<'_>| Ok(views::enqueue(tx, &message, now)?);
    house.engine.write_and_wait(&house.code, put).unwrap();
    later(&house, 21);
    let (port, letters) = adapter(vec![200]);
    assert_eq!(send(&house, &by_sms(port)), 1, "the notice goes, the code does not");
    assert_ne!(letters.recv().unwrap().1["to"], "19900009999");
    let code = queued(&house).into_iter().find(|message| message.kind == "code").unwrap();
    assert_eq!((code.state.as_str(), code.error.as_str()), ("failed", "outdated"));
    assert_eq!(code.body, "", "what it said goes with it");
}

/// Gets a page as somebody.
fn get(house: &Arc<House>, who: Option<(&str, &str)>, path: &str) -> (StatusCode, String) {
    let app = Arc::new(App {
        house: house.clone(),
        address: AT.to_owned(),
        secure: false,
        hashing: Semaphore::new(1),
        quotas: crate::kit::quota::Quotas::default(),
    });
    let mut cookies = "huiyin-look=en.-.-".to_owned();
    if let Some((office, at)) = who {
        let token = Token::new(house.chance.bytes());
        let (kept, person, now) = (token.clone(), officer(house, office, at).person, house.now());
        let begin =
            move |tx: &mut Tx<'_>| Ok(session::begin(tx, &kept, &Opens::Person(person), now)?);
        house.engine.write_and_wait(&house.code, begin).unwrap();
        cookies.extend(["; huiyin-session=", token.text()]);
    }
    let routes = crate::roles::routes(&app);
    let router = routes.layer(from_fn_with_state(app.clone(), edge::render)).with_state(app);
    let request = Request::get(path).header(header::COOKIE, cookies).body(Body::empty()).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let response = router.oneshot(request).await.unwrap();
        let status = response.status();
        let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        (status, String::from_utf8(bytes.to_vec()).unwrap())
    })
}
