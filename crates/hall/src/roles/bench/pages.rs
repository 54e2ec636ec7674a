//! Pages over HTTP, as many clients ask for them at once, on two sizes of the invented county.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use law::record::ActId;
use law::words::MatterId;
use serde_json::{Value, json};
use store::fault::Context;
use store::{Chance, Fault};

use super::copies;
use crate::house::{Clock, House};
use crate::kit::address;
use crate::roles::demo::CODE;
use crate::rooms::matters;

/// Clients that ask side by side.
const CLIENTS: usize = 32;
/// Requests of each kind, and how long they are asked for at most: a slow page is measured by
/// fewer.
const REQUESTS: usize = 3_000;
const SECONDS: u64 = 20;
/// In how many turns they are asked.
const TURNS: usize = 3;
/// Processor time within a second below which a server is calm: what goes over the house again and
/// again takes a tenth of one core.
const CALM_MS: u64 = 150;
const CALM_SECONDS: u64 = 600;
/// A tick of the system's counting, on every Linux.
const TICK_MS: u64 = 10;
/// Matters whose pages and words are asked for.
const SAMPLE: u32 = 2_000;

/// What is asked for.
pub const KINDS: [&str; 13] = [
    "home",
    "list",
    "search",
    "matter",
    "figures",
    "desk",
    "following",
    "submit",
    "deputy",
    "station",
    "directory",
    "duty-file",
    "network",
];

/// What is known of a county before it is served.
struct Known {
    matters: Vec<String>,
    words: Vec<String>,
    areas: Vec<String>,
    category: String,
    office: String,
    deputies: Vec<String>,
    /// Names of deputies: what a directory is searched by.
    names: Vec<String>,
    stations: Vec<String>,
}

/// A county that is measured.
pub struct County {
    matters: u32,
    /// Seconds that it took to make, and until its server was calm.
    made: f64,
    calm: f64,
    known: Known,
    served: Served,
}

impl County {
    /// Serves a house that lies in a folder, and waits until it is calm.
    pub fn served(dir: &Path, house: Option<&str>) -> Result<Self, Fault> {
        let known = learn(dir, house.unwrap_or(CODE))?;
        let served = Served::start(dir, house)?;
        let calm = served.wait_until_calm()?;
        Ok(Self { matters: 0, made: 0.0, calm, known, served })
    }
}

/// What some kinds of pages of one house take, and the memory of its server.
pub fn asked(county: &County, kinds: &[&str]) -> Result<Value, Fault> {
    let mut told = serde_json::Map::new();
    for kind in kinds {
        let mut asked = Asked::default();
        for _ in 0..TURNS {
            ask_many(county, kind, &mut asked)?;
        }
        told.insert((*kind).to_owned(), asked.told());
    }
    let memory = super::peak_memory_mb(&county.served.child.id().to_string());
    Ok(json!({ "pages": told, "clients": CLIENTS, "server_peak_memory_mb": memory }))
}

/// Measures every kind of page on counties of so many matters, each made in its folder where it is
/// not there yet. All are served side by side and asked turn by turn, so that an hour in which the
/// machine is slow is none of one county alone.
pub fn measure(sizes: &[(PathBuf, u32)], wanted: &[String]) -> Result<Vec<Value>, Fault> {
    let mut counties = vec![];
    for (dir, matters) in sizes {
        let begun = Instant::now();
        make(dir, *matters)?;
        let made = begun.elapsed().as_secs_f64();
        counties.push(County { matters: *matters, made, ..County::served(dir, None)? });
    }
    let mut kinds = vec![serde_json::Map::new(); counties.len()];
    let is_wanted = |kind: &&str| wanted.is_empty() || wanted.iter().any(|one| one == kind);
    for kind in KINDS.into_iter().filter(is_wanted) {
        let mut asked = vec![Asked::default(); counties.len()];
        for _ in 0..TURNS {
            for (county, asked) in counties.iter().zip(&mut asked) {
                ask_many(county, kind, asked)?;
            }
        }
        for (asked, kinds) in asked.into_iter().zip(&mut kinds) {
            kinds.insert(kind.to_owned(), asked.told());
        }
    }
    let told = |(county, kinds): (&County, _)| {
        json!({
            "matters": county.matters,
            "seconds_to_make": county.made.round(),
            "seconds_until_calm": county.calm.round(),
            "clients": CLIENTS,
            "milliseconds": Value::Object(kinds),
            "server_peak_memory_mb": super::peak_memory_mb(&county.served.child.id().to_string()),
        })
    };
    Ok(counties.iter().zip(kinds).map(told).collect())
}

fn ourselves() -> Result<Command, Fault> {
    Ok(Command::new(std::env::current_exe().while_(|| "finding this binary".to_owned())?))
}

/// The largest county that is played act by act.
const PLAYED_MOST: u32 = 200_000;
/// The file that a demo leaves when it is complete.
const COMPLETE: &str = "demo-complete";

fn make(dir: &Path, matters: u32) -> Result<(), Fault> {
    if matters <= PLAYED_MOST {
        return play(dir, matters);
    }
    if !matters.is_multiple_of(PLAYED_MOST) {
        return Err(Fault::new(format!(
            "a county of {matters} is made from copies of one of {PLAYED_MOST}: name a multiple"
        )));
    }
    if dir.join(COMPLETE).exists() {
        return Ok(());
    }
    let played = dir.with_file_name(format!("county-{PLAYED_MOST}"));
    play(&played, PLAYED_MOST)?;
    copies::make(&played, dir, matters / PLAYED_MOST)?;
    std::fs::write(dir.join(COMPLETE), format!("copied, matters {matters}\n"))
        .while_(|| "noting that the county is complete".to_owned())
}

fn play(dir: &Path, matters: u32) -> Result<(), Fault> {
    let status = ourselves()?
        .args(["demo", "--no-serve", "--matters", &matters.to_string(), "--data"])
        .arg(dir)
        .status()
        .while_(|| "making a county".to_owned())?;
    if status.success() { Ok(()) } else { Err(Fault::new("the county could not be made")) }
}

fn learn(dir: &Path, code: &str) -> Result<Known, Fault> {
    let house = House::open(dir, code, Clock::System, Chance::System)?;
    let sql = "SELECT m.matter, v.bytes FROM matter m \
               JOIN vault v ON v.house = $1 AND v.text = m.title \
               WHERE m.house = $1 AND m.visibility = 0 ORDER BY m.title LIMIT $2";
    let rows = house.read(|db| db.query(sql, &[SAMPLE.into()]))?;
    let number = |row: &store::Row| MatterId::from_int(row.int(0)).to_string();
    let long = |word: &String| word.chars().count() >= 2;
    let word = |row: &store::Row| matters::cut(row.text(1)).into_iter().find(long);
    let state = house.state();
    let villages = state.register.areas.values().filter(|area| area.level == "village");
    let mut posts = state.register.posts.values();
    let office = posts.find(|post| post.office == "congress-office");
    let deputies = || {
        let posts = state.register.posts.values();
        posts.filter(|post| post.office == "deputy" && post.is_held(house.today()))
    };
    let stations = state.register.stations_of(house.today());
    Ok(Known {
        deputies: deputies().map(|post| post.id.to_string()).collect(),
        names: deputies().map(|post| state.person_name(post.person).to_owned()).collect(),
        stations: stations.iter().map(|body| body.code.to_string()).collect(),
        matters: rows.iter().map(number).collect(),
        words: rows.iter().filter_map(word).collect(),
        areas: villages.map(|area| area.id.to_string()).collect(),
        category: state
            .register
            .categories
            .keys()
            .next()
            .map_or_else(String::new, ToString::to_string),
        office: office.map_or_else(String::new, |post| post.id.to_string()),
    })
}

/// A county that another process of this binary serves.
struct Served {
    child: Child,
    address: String,
}

impl Served {
    fn start(dir: &Path, house: Option<&str>) -> Result<Self, Fault> {
        let listener = std::net::TcpListener::bind(("127.0.0.1", 0));
        let port = listener
            .and_then(|listener| listener.local_addr())
            .while_(|| "finding a free port".to_owned())?
            .port();
        let address = format!("http://127.0.0.1:{port}");
        let child = ourselves()?
            .args(["serve", "--listen", &format!("127.0.0.1:{port}"), "--data"])
            .arg(dir)
            .args(house.iter().flat_map(|house| ["--house", house]))
            .stderr(Stdio::null())
            .spawn()
            .while_(|| "serving the county".to_owned())?;
        let served = Self { child, address };
        let agent = agent();
        for _ in 0..600 {
            if agent.get(format!("{}/healthz", served.address)).call().is_ok() {
                return Ok(served);
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        Err(Fault::new("the county was not served within a minute"))
    }

    /// Waits until the server has done what it does once after its start, of which the notary's
    /// recount of the log takes longest: a larger county would be measured beside more of it. Tells
    /// the seconds.
    fn wait_until_calm(&self) -> Result<f64, Fault> {
        let begun = Instant::now();
        let mut before = self.processor_ms()?;
        while begun.elapsed().as_secs() < CALM_SECONDS {
            std::thread::sleep(Duration::from_secs(1));
            let now = self.processor_ms()?;
            if now.saturating_sub(before) < CALM_MS {
                return Ok(begun.elapsed().as_secs_f64());
            }
            before = now;
        }
        Err(Fault::new(format!("the server did not become calm within {CALM_SECONDS} s")))
    }

    /// The processor time that it has taken, in milliseconds, as the system counts it.
    fn processor_ms(&self) -> Result<u64, Fault> {
        let path = format!("/proc/{}/stat", self.child.id());
        let text = std::fs::read_to_string(&path).while_(|| format!("reading {path}"))?;
        // The name of the program, which may hold blanks, ends with the last bracket.
        let fields = text.rsplit(") ").next().unwrap_or_default().split(' ');
        let ticks = fields.skip(11).take(2).filter_map(|field| field.parse::<u64>().ok());
        Ok(ticks.sum::<u64>() * TICK_MS)
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // It wrote nothing that has to outlive the measuring.
        let _ended_already = self.child.kill();
        let _reaped = self.child.wait();
    }
}

fn agent() -> ureq::Agent {
    ureq::Agent::config_builder().http_status_as_error(false).max_redirects(0).build().new_agent()
}

/// One visitor with the cookies of a browser.
struct Client<'a> {
    agent: ureq::Agent,
    served: &'a Served,
    cookies: String,
    token: String,
    chance: Chance,
}

impl<'a> Client<'a> {
    fn new(served: &'a Served, known: &Known, kind: &str) -> Result<Self, Fault> {
        let chance = Chance::System;
        let mut client =
            Self { agent: agent(), served, cookies: String::new(), token: String::new(), chance };
        let page = client.get("/say")?;
        let token = page.split("name=\"token\" value=\"").nth(1).and_then(|t| t.split('"').next());
        token.ok_or(Fault::new("the form has no token"))?.clone_into(&mut client.token);
        if matches!(kind, "desk" | "following" | "duty-file") {
            client.post("/demo", &[("role", known.office.as_str())])?;
        }
        Ok(client)
    }

    fn take(&mut self, mut response: ureq::http::Response<ureq::Body>) -> Result<String, Fault> {
        for cookie in response.headers().get_all("set-cookie") {
            if let Some(pair) = cookie.to_str().ok().and_then(|text| text.split(';').next()) {
                let blank = if self.cookies.is_empty() { "" } else { "; " };
                self.cookies.extend([blank, pair]);
            }
        }
        let status = response.status();
        let text = response.body_mut().read_to_string().while_(|| "reading a page".to_owned())?;
        if status.is_success() || status.is_redirection() {
            return Ok(text);
        }
        Err(Fault::new(format!("a page answered {status}")))
    }

    fn get(&mut self, path: &str) -> Result<String, Fault> {
        let request = self.agent.get(format!("{}{path}", self.served.address));
        let response = request.header("cookie", &self.cookies).call();
        self.take(response.while_(|| format!("asking for {path}"))?)
    }

    fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Result<String, Fault> {
        let request = self.agent.post(format!("{}{path}", self.served.address));
        let fields = std::iter::once(("token", self.token.as_str())).chain(fields.iter().copied());
        let response = request.header("cookie", &self.cookies).send_form(fields);
        self.take(response.while_(|| format!("sending to {path}"))?)
    }

    fn ask(&mut self, known: &Known, (kind, number): (&str, usize)) -> Result<(), Fault> {
        let nth = |list: &[String]| list[number * 7919 % list.len()].clone();
        match kind {
            "home" => self.get("/").map(drop),
            "figures" => self.get("/figures").map(drop),
            "list" => self.get("/matters").map(drop),
            "search" => self.get(&address("/matters", &[("q", nth(&known.words))])).map(drop),
            "matter" => self.get(&format!("/matters/{}", nth(&known.matters))).map(drop),
            "desk" => self.get("/desk").map(drop),
            "following" => self.get("/desk?tab=following").map(drop),
            "deputy" => self.get(&format!("/deputies/{}", nth(&known.deputies))).map(drop),
            "station" => self.get(&format!("/stations/{}", nth(&known.stations))).map(drop),
            "directory" => self.get(&address("/deputies", &[("q", nth(&known.names))])).map(drop),
            "duty-file" => self.get(&format!("/deputies/{}/file", nth(&known.deputies))).map(drop),
            "network" => self.get("/network").map(drop),
            _ => {
                let act = ActId(self.chance.bytes()).to_string();
                let area = nth(&known.areas);
                let title = format!("第{number}号路灯不亮");
                let body = "从村口到学校的一段路没有灯，老人孩子晚上走路摔过两次，请派人修一修。";
                let fields = [
                    ("act", act.as_str()),
                    ("title", &title),
                    ("body", body),
                    ("area", &area),
                    ("category", &known.category),
                    ("visibility", "public"),
                ];
                let page = self.post("/say/send", &fields)?;
                let given = page.contains("class=\"code\"");
                if given { Ok(()) } else { Err(Fault::new("a matter was not taken in")) }
            }
        }
    }
}

/// What the requests of one kind took.
#[derive(Clone, Default)]
struct Asked {
    /// Milliseconds of each.
    times: Vec<f64>,
    /// How long all took, in seconds.
    seconds: f64,
    /// How many were begun.
    begun: usize,
}

impl Asked {
    /// Median, 99th percentile and rate.
    fn told(mut self) -> Value {
        self.times.sort_by(f64::total_cmp);
        let last = self.times.len().saturating_sub(1);
        let at = |share: f64| {
            let time = self.times.get((last as f64 * share) as usize).copied().unwrap_or(0.0);
            (time * 10.0).round() / 10.0
        };
        json!({
            "requests": self.times.len(),
            "median": at(0.5),
            "p99": at(0.99),
            "per_second": (self.times.len() as f64 / self.seconds.max(1e-9)).round(),
        })
    }
}

/// Many clients ask for one kind of page for a turn.
fn ask_many(county: &County, kind: &str, asked: &mut Asked) -> Result<(), Fault> {
    let (known, served) = (&county.known, &county.served);
    let (next, end) = (AtomicUsize::new(asked.begun), asked.begun + REQUESTS / TURNS);
    let mut clients =
        (0..CLIENTS).map(|_| Client::new(served, known, kind)).collect::<Result<Vec<_>, _>>()?;
    let begun = Instant::now();
    let next = &next;
    let work = |client: &mut Client<'_>| -> Result<Vec<f64>, Fault> {
        let mut times = vec![];
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= end || begun.elapsed().as_secs() >= SECONDS / TURNS as u64 {
                return Ok(times);
            }
            let asked = Instant::now();
            client.ask(known, (kind, number))?;
            times.push(asked.elapsed().as_secs_f64() * 1000.0);
        }
    };
    let work = &work;
    std::thread::scope(|scope| {
        let threads: Vec<_> =
            clients.iter_mut().map(|client| scope.spawn(move || work(client))).collect();
        for thread in threads {
            let times = thread.join().map_err(|_| Fault::new("a client panicked"))??;
            asked.times.extend(times);
        }
        Ok::<_, Fault>(())
    })?;
    asked.seconds += begun.elapsed().as_secs_f64();
    asked.begun = end;
    Ok(())
}
