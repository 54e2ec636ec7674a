//! One trial for each class of advisory that programs of this kind really had (trust.md, 1.4),
//! beside the matrix, which asks every role at every route.

use std::io::{Read, Write};
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, Uri};
use law::matter::acts::{Act, Attached, Joining, Submission};
use law::procedure::Files;
use law::record::{ActId, commitment};
use law::ruling::code;
use law::words::{FileId, FileRef, Hash, MatterId};
use store::db::Tx;
use tower::ServiceExt;
use ureq::config::Config;
use ureq::unversioned::resolver::{ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{ConnectionDetails, Connector, NextTimeout, TcpConnector};

use super::leaks::{Anybody, addresses, filled};
use crate::fixture::{self, by, officer};
use crate::house::{Clock, House};
use crate::kit::outbound;
use crate::kit::segments::{self, tests as pictures};
use crate::kit::session::{self, Opens, Token};
use crate::rights::{Asks, ROUTES, Who};
use crate::rooms::matters;

/// Somebody who is signed in by a post of the fixture.
fn signed_in(house: &Arc<House>, office: &str, at: &str) -> Anybody {
    let token = Token::new(house.chance.bytes());
    let session = format!("; huiyin-session={}", token.text());
    let (opens, now) = (Opens::Person(officer(house, office, at).person), house.now());
    let begin = move |tx: &mut Tx<'_>| Ok(session::begin(tx, &token, &opens, now)?);
    house.engine.write_and_wait(&house.code, begin).expect("a session can begin");
    Anybody { session, ..Anybody::new(house) }
}

fn head(house: &House) -> u64 {
    house.read(store::log::head).expect("reads").seq
}

/// CVE-2026-40869, -45086, -45415, CVE-2026-43913: an action that asked for no right.
#[test]
fn missing_authorisation_no_handler_administers_and_nobody_reads_by_post_what_get_refuses() {
    let house = fixture::house();
    let unit = signed_in(&house, "handler", "roads");
    let before = head(&house);
    let mut asked = 0;
    for (address, _, sending) in ROUTES.iter().filter(|route| route.0.starts_with("/office")) {
        if *sending == Asks::Nothing {
            continue;
        }
        let address = address.replace("{kind}", "people").replace("{key}", "000000000000");
        let (status, _) = unit.post(&address, &[]);
        let is_no = [StatusCode::FORBIDDEN, StatusCode::NOT_FOUND].contains(&status);
        assert!(is_no, "{address}: {status}");
        asked += 1;
    }
    assert!(asked >= 12 && head(&house) == before, "{asked}");
}

/// CVE-2026-45330, -45414: a number or a token of one organisation opened things of another.
#[test]
fn cross_tenant_what_opens_one_house_opens_nothing_in_another() {
    let house = fixture::house();
    let (matter, act) = fixture::raise(&house, fixture::submission(&house));
    let dir = house.dir.clone();
    let other = House::open(&dir, "other", Clock::simulated(house.now()), store::Chance::seeded(9));
    let other = other.expect("a second house lies in the same folder");
    let (code, now) = (matters::receipt_code(&house, act), house.now());
    let token = Token::new(house.chance.bytes());
    let leader = officer(&house, "leader", "congress").person;
    let (kept, opens) = (token.clone(), Opens::Person(leader));
    let begin = move |tx: &mut Tx<'_>| Ok(session::begin(tx, &kept, &opens, now)?);
    house.engine.write_and_wait(&house.code, begin).expect("a session can begin");
    let found = |of: &House| of.read(|db| session::find(db, &token, now)).expect("reads").is_some();
    assert!(found(&house) && !found(&other));
    let known = |of: &House| of.read(|db| crate::desk::case(db, matter)).expect("reads").is_some();
    assert!(known(&house) && !known(&other));
    // The same code has another keyed hash there.
    let mac = |of: &House| of.keys.receipt_mac(&of.code, &code);
    assert_ne!(mac(&house), mac(&other));
}

/// CVE-2026-45377, -45378, CVE-2024-27090: a link to a private file was enough.
#[test]
fn private_files_are_asked_for_anew_at_every_request() {
    let house = fixture::house();
    let (salt, bytes) = (house.chance.bytes(), b"a scanned letter");
    let hash = commitment(&salt, bytes);
    house.files.put(hash, bytes).expect("is kept");
    let id = FileId::from_chance(house.chance.bytes());
    let file = FileRef { id, hash, size: bytes.len() as u64, format: code("pdf") };
    let files = vec![Attached { file, salt }];
    let (matter, _) = fixture::raise(&house, Submission { files, ..fixture::submission(&house) });
    let anybody = Anybody::new(&house);
    let address = format!("/matters/{matter}/files/{id}");
    assert_eq!(anybody.get(&address).0, StatusCode::OK);
    let office = || by(&house, "congress-office", "congress");
    let hide = Act::Hide { reason: "含隐私".to_owned(), fields: fixture::why("others") };
    fixture::agreed(&house, office(), matter, hide);
    assert_eq!(anybody.get(&address).0, StatusCode::NOT_FOUND, "taken out of view with the rest");
    // Nor by the number of another matter.
    let (other, _) = fixture::raise(&house, fixture::submission(&house));
    let (status, _) = anybody.get(&format!("/matters/{other}/files/{id}"));
    assert_eq!(status, StatusCode::NOT_FOUND);
    // Exports have no address of their own that could be passed on.
    assert_eq!(anybody.get("/desk.csv").0, StatusCode::FORBIDDEN);
}

/// CVE-2025-65017: a number that was read as far as it could be opened what another stands for.
#[test]
fn a_number_is_read_whole_or_opens_nothing() {
    let house = fixture::house();
    let (matter, _) = fixture::raise(&house, fixture::submission(&house));
    let desk = signed_in(&house, "congress-office", "congress");
    let number = matter.to_string();
    let odd = [
        format!("{number}0"),
        format!("{number}%20x"),
        format!("{number}%00"),
        number[..number.len() - 1].to_owned(),
        matter.int().to_string(),
        format!("{}-1", matter.int()),
        "0".to_owned(),
        "1".to_owned(),
    ];
    let places = ["/matters/", "/join/", "/desk/matters/", "/api/v1/matters/"];
    for place in places {
        assert_eq!(desk.get(&format!("{place}{number}")).0, StatusCode::OK, "{place}");
        for odd in &odd {
            let (status, text) = desk.get(&format!("{place}{odd}"));
            assert_eq!(status, StatusCode::NOT_FOUND, "{place}{odd}");
            assert!(!text.contains("磨坊巷"), "{place}{odd}");
        }
    }
}

/// CVE-2026-23891, CVE-2024-32034, -32469: scripts in names, and in the parameter of a page.
#[test]
fn stored_and_reflected_scripts_stay_text() {
    const SCRIPT: &str = "\"><script>alert(1)</script>";
    let house = fixture::house();
    let said = Submission {
        title: format!("路{SCRIPT}"),
        body: format!("说明{SCRIPT}"),
        place: Some(SCRIPT.to_owned()),
        ..fixture::submission(&house)
    };
    let (matter, _) = fixture::raise(&house, said);
    let readers = [Anybody::new(&house), signed_in(&house, "deputy", "s1")];
    let query = "%22%3E%3Cscript%3Ealert(1)%3C/script%3E";
    let mut read = 0;
    for address in addresses(&readers[0]) {
        // What is no page is read by programs, and by no browser as one.
        let is_page = ![".csv", ".xlsx", ".json"].iter().any(|end| address.ends_with(end));
        if address.starts_with("/api/") || !is_page {
            continue;
        }
        let address = filled(&address, &matter.to_string());
        for name in ["q", "before", "after", "from", "done", "sort", "state", "cursor"] {
            for reader in &readers {
                let (_, text) = reader.get(&format!("{address}?{name}={query}"));
                assert!(!text.contains("<script>alert"), "{address}?{name}");
                let escaped = ["&lt;script&gt;", "&#60;script"];
                read += usize::from(escaped.iter().any(|text_of| text.contains(text_of)));
            }
        }
    }
    assert!(read > 0, "it was nowhere to be seen, so nothing was tried");
}

/// CVE-2026-45376, CVE-2023-34090: a filter that reached any column, an order that was a statement.
#[test]
fn filters_and_orders_are_names_of_a_list() {
    let house = fixture::house();
    let (matter, _) = fixture::raise(&house, fixture::submission(&house));
    let (anybody, desk) = (Anybody::new(&house), signed_in(&house, "congress-office", "congress"));
    let wishes = ["sort=received%20DESC;DROP%20TABLE%20matter", "sort=(SELECT%20x)", "tab='"];
    for wish in wishes {
        assert_eq!(desk.get(&format!("/desk?{wish}")).0, StatusCode::OK, "{wish}");
    }
    let (status, _) = anybody.get("/api/v1/matters?contact_cont=1990");
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "an unknown filter widens nothing");
    assert_eq!(anybody.get(&format!("/matters/{matter}")).0, StatusCode::OK, "all is there still");
}

/// CVE-2023-47635, and a session that kept its name at signing in: forms without our token.
#[test]
fn forms_of_others_are_refused_and_reading_changes_nothing() {
    let house = fixture::house();
    let (matter, _) = fixture::raise(&house, fixture::submission(&house));
    let readers = [
        Anybody::new(&house),
        signed_in(&house, "deputy", "s1"),
        signed_in(&house, "administrator", "congress"),
    ];
    let before = head(&house);
    // Links of mails are opened by scanners before anybody reads them: nothing follows from that.
    for address in addresses(&readers[0]) {
        for reader in &readers {
            let _answer = reader.get(&filled(&address, &matter.to_string()));
        }
    }
    assert_eq!(head(&house), before, "a page that was only read put something on record");
    let asked = format!("/desk/matters/{matter}/act");
    let fields = [("token", "0"), ("do", "accept")];
    let (status, _) = readers[1].post(&asked, &fields);
    assert!(status.is_client_error() && head(&house) == before, "{status}");
    let (status, _) = readers[1].post(&asked, &[("do", "accept")]);
    assert!(
        status.is_redirection() && head(&house) > before,
        "with our token it is done: {status}"
    );
}

/// CVE-2023-47634: one voice counted twice by sending at once.
#[test]
fn a_voice_that_is_sent_twice_at_once_counts_once() {
    let house = fixture::house();
    let (matter, _) = fixture::raise(&house, fixture::submission(&house));
    let id = ActId(house.chance.bytes());
    let join = |house: Arc<House>| {
        let joining = Act::Join(Joining { contact: None, receipt: Hash::default() });
        let done = matters::ask_and_wait(&house, id, Who::Public, (matter, joining));
        done.expect("may join").existed
    };
    let existed: Vec<bool> = std::thread::scope(|scope| {
        let threads: Vec<_> =
            (0..8).map(|_| (house.clone(), scope)).map(|(h, s)| s.spawn(move || join(h))).collect();
        threads.into_iter().map(|thread| thread.join().expect("no panic")).collect()
    });
    assert_eq!(existed.iter().filter(|existed| !**existed).count(), 1);
    // Beside the one who brought it.
    assert_eq!(voices(&house, matter), 2);
}

fn voices(house: &House, matter: MatterId) -> i64 {
    let sql = "SELECT voices FROM matter WHERE house = $1 AND matter = $2";
    house.read(|db| Ok(db.one(sql, &[matter.into()])?.int(0))).expect("reads")
}

/// CVE-2026-27898: one way of changing skipped the check that the others had.
#[test]
fn the_same_act_is_refused_by_page_batch_and_api_alike() {
    let house = fixture::house();
    let (matter, _) = fixture::raise(&house, fixture::submission(&house));
    let (other, before) = (signed_in(&house, "handler", "schools"), head(&house));
    let number = matter.to_string();
    other.post(&format!("/desk/matters/{matter}/act"), &[("do", "accept")]);
    other.post("/desk/batch", &[("quick", &format!("accept~{matter}"))]);
    other.post("/desk/batch", &[("do", "accept"), ("matter", &number), ("go", "yes")]);
    other.post(&format!("/desk/matters/{matter}/contact"), &[("purpose", "handling")]);
    assert_eq!(head(&house), before);
}

/// What names lead to, as somebody outside has it; a number leads to itself.
#[derive(Debug)]
struct Names;

impl Resolver for Names {
    fn resolve(
        &self,
        uri: &Uri,
        _config: &Config,
        _timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let number = |text: &str| text.parse::<IpAddr>().expect("the trial names no other");
        let addresses = match uri.host().expect("an address has a host") {
            "public.example" => vec![number("1.1.1.1")],
            "inside.example" => vec![number("10.0.0.8")],
            "mapped.example" => vec![number("::ffff:192.168.1.8"), number("fd00::8")],
            // As a name that is bound anew in the middle of things.
            "both.example" => vec![number("127.0.0.1"), number("1.1.1.1"), number("::1")],
            host => vec![number(host.trim_matches(['[', ']']))],
        };
        let mut found = self.empty();
        let port = uri.port_u16().unwrap_or(80);
        for address in addresses {
            found.push(SocketAddr::new(address, port));
        }
        Ok(found)
    }
}

/// Reaches a server of the trial in the place of whatever was found, and notes what that was.
#[derive(Debug, Clone)]
struct Here {
    server: SocketAddr,
    reached: Arc<Mutex<Vec<IpAddr>>>,
}

impl Connector for Here {
    type Out = <TcpConnector as Connector>::Out;

    fn connect(
        &self,
        details: &ConnectionDetails<'_>,
        chained: Option<()>,
    ) -> Result<Option<Self::Out>, ureq::Error> {
        let found = details.addrs.iter().map(SocketAddr::ip);
        self.reached.lock().expect("nothing panics with it").extend(found);
        let mut addrs = Names.empty();
        addrs.push(self.server);
        let here = ConnectionDetails {
            uri: details.uri,
            addrs,
            config: details.config,
            request_level: details.request_level,
            resolver: details.resolver,
            now: details.now,
            timeout: details.timeout,
            current_time: details.current_time.clone(),
            run_connector: details.run_connector.clone(),
            register_shutdown: details.register_shutdown.clone(),
        };
        TcpConnector::default().connect(&here, chained)
    }
}

/// A server that sends everybody on to itself by its own number, and counts who came.
fn sends_inside() -> (SocketAddr, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let server = listener.local_addr().expect("it has one");
    let came = Arc::new(AtomicUsize::new(0));
    let counts = came.clone();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { break };
            counts.fetch_add(1, Ordering::SeqCst);
            let _some = stream.read(&mut [0; 4096]);
            let answer = format!(
                "HTTP/1.1 302 Found\r\nLocation: http://{server}/inside\r\n\
                 Content-Length: 0\r\nConnection: close\r\n\r\n"
            );
            let _left = stream.write_all(answer.as_bytes());
        }
    });
    (server, came)
}

/// CVE-2026-45573: an address that somebody else names leads the house into its own network.
#[test]
fn ssrf_no_number_name_or_redirect_leads_into_a_private_network() {
    let (server, came) = sends_inside();
    let reached = Arc::new(Mutex::new(vec![]));
    let here = Here { server, reached: reached.clone() };
    let client = outbound::client_by(Names, here, Duration::from_secs(5));
    let inside = [
        "10.0.0.8",
        "172.16.0.8",
        "192.168.1.8",
        "100.64.0.8",
        "127.0.0.1",
        "169.254.169.254",
        "0.0.0.0",
        "[::1]",
        "[fd00::8]",
        "[fe80::8]",
        "[::ffff:192.168.1.8]",
        "[::ffff:127.0.0.1]",
        "[64:ff9b::a00:8]",
        "inside.example",
        "mapped.example",
    ];
    for host in inside {
        let asked = client.get(&format!("http://{host}:{}/", server.port())).call();
        assert!(matches!(asked, Err(ureq::Error::HostNotFound)), "{host}: {asked:?}");
    }
    assert_eq!((reached.lock().unwrap().len(), came.load(Ordering::SeqCst)), (0, 0));
    // What is allowed goes through, by its public number alone, and is followed nowhere else.
    for (times, host) in [(1, "public.example"), (2, "both.example")] {
        let answer = client.get(&format!("http://{host}/")).call().expect("is public");
        assert_eq!((answer.status().as_u16(), came.load(Ordering::SeqCst)), (302, times));
    }
    let public: IpAddr = "1.1.1.1".parse().unwrap();
    assert_eq!(*reached.lock().unwrap(), [public, public]);
}

/// As above: no other client than the guarded one asks anybody.
#[test]
fn ssrf_there_is_one_client() {
    // The guarded one; and the measuring of a house by itself, which asks nobody else.
    let known = ["kit/outbound.rs", "roles/bench/pages.rs"];
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let (mut folders, mut found) = (vec![source.clone()], vec![]);
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap_or_default();
            let makes = ["Agent::config_builder", "Agent::new", "ureq::get(", "ureq::post("];
            let name = path.strip_prefix(&source).expect("lies there").display().to_string();
            if !name.starts_with("trials/") && makes.iter().any(|one| text.contains(one)) {
                found.push(name);
            }
        }
    }
    found.sort();
    assert_eq!(found, known);
}

/// Advisories of both rivals: a photograph told where it was taken, and by whom.
#[test]
fn photographs_are_served_without_what_a_camera_puts_beside_them() {
    let house = fixture::house();
    let [exif, xmp, ..] = pictures::TOLD;
    let sent = [
        ("jpeg", pictures::jpeg_with(0xe1, exif, b"")),
        ("png", pictures::png_with(*b"tEXt", b"Author\0Liang")),
        ("webp", pictures::webp_with(b"XMP ", xmp)),
    ];
    let anybody = Anybody::new(&house);
    for (format, bytes) in sent {
        assert!(pictures::says(&bytes), "{format}: the picture as it is sent tells it");
        assert_ne!(segments::metadata(&bytes, format), Ok(vec![]), "{format}");
        let limits = Files { most: 1, bytes_most: 1 << 20 };
        let files = matters::keep_files(&house, vec![bytes], limits).expect("a sound picture");
        let file = files[0].file.clone();
        let said = Submission { files, ..fixture::submission(&house) };
        let (matter, _) = fixture::raise(&house, said);
        let served = bytes_of(&anybody, &format!("/matters/{matter}/files/{}", file.id));
        assert_eq!(served.len() as u64, file.size);
        assert!(!pictures::says(&served), "{format}");
        assert_eq!(segments::metadata(&served, file.format.as_str()), Ok(vec![]), "{format}");
    }
}

fn bytes_of(anybody: &Anybody, address: &str) -> Vec<u8> {
    let request = Request::get(address).body(Body::empty()).expect("a request");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.expect("a runtime").block_on(async {
        let answer = anybody.router.clone().oneshot(request).await.expect("an answer");
        assert_eq!(answer.status(), StatusCode::OK);
        to_bytes(answer.into_body(), 1 << 24).await.expect("a body").to_vec()
    })
}
