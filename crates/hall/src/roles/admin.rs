//! Makes the first administrator of a house, founding the house where there is none, and opens an
//! account again whose password or second factor is lost.

use std::io::BufRead;
use std::path::PathBuf;
use std::sync::Arc;

use clap::{Args, Subcommand};
use law::activity::Kinds;
use law::appraisal::Appraisal;
use law::points::Tariff;
use law::privacy::Privacy;
use law::record::{ActId, Actor};
use law::referral::Houses;
use law::register::Fact;
use law::ruling::{Enclosures, code};
use law::standards::Standards;
use law::words::{AreaId, BodyId, Code, PersonId};
use store::db::{Answer, No};
use store::fault::Context;
use store::{Chance, Fault};

use crate::desk::Hearing;
use crate::house::{Clock, House, Name, Settings};
use crate::kit::credential::{SecondFactor, hash_password};
use crate::kit::words::{Language, refusal};
use crate::roles::shipped::{self, Shipped};
use crate::roles::{DataArgs, DatabaseArgs, KeyArgs, rebuild};
use crate::rooms::people::views::Credential;
use crate::rooms::{people, stations};

/// What is asked of `huiyin admin`.
#[derive(Args)]
pub struct AdminArgs {
    #[command(subcommand)]
    ask: Ask,
}

#[derive(Subcommand)]
enum Ask {
    /// Makes the first administrator; founds the house where there is none.
    Create(CreateArgs),
    /// The last resort: sets a new password and a new second factor for a login name, and ends its
    /// sessions, without a second administrator. Use it only where the pages of the office cannot.
    Reset(ResetArgs),
    /// Puts a file into force that says for what identities are shown and how long what is personal
    /// is kept. A house that is served takes it in within a second.
    Privacy(DefinitionArgs),
    /// Puts a file into force that says which kinds of activities there are, and by when they are
    /// entered. A house that is served takes it in within a second.
    Activities(DefinitionArgs),
    /// Puts a file into force that says by what stations are measured, which titles they are given,
    /// and which registers of helpers there are. While the house is served, it holds from the next
    /// start.
    Standards(DefinitionArgs),
    /// Puts a tariff into force: which voluntary acts earn points, what is given for points, and
    /// what is left at the end of a year. While the house is served, it holds from the next start.
    Points(DefinitionArgs),
    /// Puts a list into force of the other houses that matters go to and come from, each with the
    /// key by which it signs. While the house is served, it holds from the next start.
    Houses(DefinitionArgs),
    /// Puts a formula into force by which a year of duty files is reckoned in points, or tells what
    /// the files of a year would have come to. While the house is served, it holds from the next
    /// start.
    Appraisal(AppraisalArgs),
}

#[derive(Args)]
struct AppraisalArgs {
    #[command(flatten)]
    definition: DefinitionArgs,
    /// Puts nothing into force, and tells what the files of this year come to, tier by tier.
    #[arg(long = "try", value_parser = clap::value_parser!(i16).range(1979..=2200))]
    year: Option<i16>,
}

/// Whose account, and where.
#[derive(Args)]
struct AccountArgs {
    /// The data folder.
    #[arg(long, env = "HUIYIN_DATA", default_value = "huiyin-data")]
    data: PathBuf,
    /// Where its records are kept.
    #[command(flatten)]
    database: DatabaseArgs,
    /// The code of the house: letters, digits, dots and hyphens.
    #[arg(long, env = "HUIYIN_HOUSE")]
    house: String,
    /// The login name: letters, digits, dots and hyphens.
    #[arg(long)]
    login: String,
    /// Reads the password from the first line of standard input; without it one is made up.
    #[arg(long)]
    password_stdin: bool,
    /// Where the key of its identities is kept.
    #[command(flatten)]
    key: KeyArgs,
}

impl AccountArgs {
    fn open(&self) -> Result<Arc<House>, Fault> {
        let at = (self.data.as_path(), self.database.address.as_deref(), &self.key.source());
        super::must_be_here((at.0, at.1), &self.house)?;
        House::open_with(at, &self.house, Clock::System, Chance::System)
    }
}

#[derive(Args)]
struct CreateArgs {
    #[command(flatten)]
    account: AccountArgs,
    /// The administrator's name.
    #[arg(long)]
    name: String,
    /// The name of the house; needed when it is founded.
    #[arg(long)]
    house_name: Option<String>,
    /// The name of the house in English.
    #[arg(long, default_value = "")]
    house_name_en: String,
    /// The name of the area it is for; the name of the house where it is not given.
    #[arg(long)]
    area_name: Option<String>,
    /// The time zone of the house.
    #[arg(long, default_value = "Asia/Shanghai")]
    time_zone: String,
}

#[derive(Args)]
struct ResetArgs {
    #[command(flatten)]
    account: AccountArgs,
}

/// Does what was asked, and prints what must be kept: it is shown only once.
pub fn run(args: AdminArgs) -> Result<(), Fault> {
    match args.ask {
        Ask::Create(args) => create(&args),
        Ask::Reset(args) => reset(&args.account),
        Ask::Privacy(args) => put(&args, "privacy", |text| Privacy::read(text).map(|_| ())),
        Ask::Activities(args) => put(&args, "activities", |text| Kinds::read(text).map(|_| ())),
        Ask::Appraisal(args) => match args.year {
            Some(year) => try_appraisal(&args.definition, year),
            None => put(&args.definition, "appraisal", |text| Appraisal::read(text).map(|_| ())),
        },
        Ask::Houses(args) => put(&args, "houses", |text| Houses::read(text).map(|_| ())),
        Ask::Points(args) => put(&args, "points", |text| Tariff::read(text).map(|_| ())),
        Ask::Standards(args) => put(&args, "standards", |text| Standards::read(text).map(|_| ())),
    }
}

#[derive(Args)]
struct DefinitionArgs {
    #[command(flatten)]
    data: DataArgs,
    /// The file (TOML), as `privacy.toml`, `activities.toml` and `standards.toml` of `packs/cn`.
    file: PathBuf,
}

/// Tells what the files of a year come to by a formula that is not in force.
fn try_appraisal(args: &DefinitionArgs, year: i16) -> Result<(), Fault> {
    let place = args.file.display().to_string();
    let text = std::fs::read_to_string(&args.file).while_(|| format!("reading {place}"))?;
    let wrong = |reason| Fault::new(format!("{place}: {reason}"));
    let formula = Appraisal::read(&text).map_err(wrong)?;
    let house = args.data.open()?;
    let (state, today) = (house.state(), house.today());
    let first = |year: i16| state.zone.start_of(jiff::civil::date(year, 1, 1));
    let span = (first(year), first(year + 1));
    let tallies = house.read(|db| stations::stats::tallies(db, span, None))?;
    let tiers = stations::stats::of_tiers(&formula, &tallies, &state.register, today);
    print!("{}", stations::tried(&tiers, &formula));
    Ok(())
}

/// Puts a file into force, once it was read.
fn put(
    args: &DefinitionArgs,
    what: &'static str,
    read: fn(&str) -> Result<(), String>,
) -> Result<(), Fault> {
    let place = args.file.display().to_string();
    let text = std::fs::read_to_string(&args.file).while_(|| format!("reading {place}"))?;
    read(&text).map_err(|reason| Fault::new(format!("{place}: {reason}")))?;
    let house = args.data.open()?;
    let id = ActId(house.chance.bytes());
    let done = house.act_and_wait(id, Actor::House, move |hearing| {
        let hash = hearing.tx().define(&text)?;
        let (what, from) = (code(what), hearing.state.zone.day(hearing.now));
        hearing.put(0, Fact::Defined { what: what.clone(), name: what, hash, from })?;
        Ok(())
    });
    done.map(|_| ()).map_err(|no| match no {
        No::Refusal(refusal) => in_words(refusal),
        No::Fault(fault) => fault,
    })
}

/// Everything that founding and enrolling need, checked before anything is written.
#[derive(Clone)]
struct Plan {
    house: Code,
    settings: Settings,
    area: Name,
    name: Name,
    login: String,
    password: String,
    nonce: String,
}

fn create(args: &CreateArgs) -> Result<(), Fault> {
    let account = &args.account;
    let login = people::rules::login(&account.login).map_err(in_words)?;
    let password = Password::of(account, &login)?;
    let code = Code::new(&account.house)
        .while_(|| format!("reading the code of the house, {}", account.house))?;
    let zone = &args.time_zone;
    law::clock::Zone::named(zone)
        .ok_or_else(|| Fault::new(format!("there is no time zone {zone}: try Asia/Shanghai")))?;
    let house = account.open()?;
    check_first(&house)?;
    if !house.is_founded() && args.house_name.is_none() {
        return Err(Fault::new(format!(
            "there is no house {code} in {}: give --house-name to found it",
            account.data.display()
        )));
    }
    let name_zh = args.house_name.clone().unwrap_or_default();
    let area = args.area_name.clone().unwrap_or_else(|| name_zh.clone());
    let plan = Plan {
        house: code,
        settings: Settings {
            name_zh,
            name_en: args.house_name_en.clone(),
            time_zone: zone.clone(),
        },
        area: Name { zh: area, en: String::new() },
        name: Name { zh: args.name.trim().to_owned(), en: String::new() },
        login: login.clone(),
        password: hash_password(&password.text, house.chance.bytes())?,
        nonce: ActId(house.chance.bytes()).to_string(),
    };
    if plan.name.zh.is_empty() {
        return Err(Fault::new("--name is empty: give the administrator's name"));
    }
    let nonce = plan.nonce.clone();
    let act = ActId(house.chance.bytes());
    let done = house.act_and_wait(act, Actor::House, move |hearing| carry_out(hearing, &plan));
    let person = done.map_err(no_in_words)?.answer;
    tell(&house, (person, &login), (&nonce, &password))
}

/// There is a first administrator once: further ones are made in the pages of the office.
fn check_first(house: &House) -> Result<(), Fault> {
    let (state, today) = (house.state(), house.today());
    let mut posts = state.register.posts.values();
    if posts.any(|post| post.office == "administrator" && post.is_held(today)) {
        return Err(Fault::new(
            "this house has an administrator: sign in and add people under /office/people, or \
             open a lost account again with `huiyin admin reset`",
        ));
    }
    Ok(())
}

fn carry_out(hearing: &mut Hearing<'_, '_, '_>, plan: &Plan) -> Answer<PersonId> {
    if hearing.state.settings.name_zh.is_empty() {
        found(hearing, plan)?;
    }
    let today = hearing.state.zone.day(hearing.now);
    let person = hearing.enclosing(|hearing, enclosures| {
        let body = congress(hearing, enclosures, plan)?;
        let person = people::enrol_in(hearing, enclosures, &plan.name)?;
        let (office, post) = (code("administrator"), enclosures.id());
        hearing.put(0, Fact::PostBegun { body, first: today, office, person, post })?;
        Ok(person)
    })?;
    let Plan { login, password, nonce, .. } = plan.clone();
    let credential = Credential { login, person, password, factor: nonce, step: 0 };
    people::set_credential_in(hearing, credential, None)?;
    Ok(person)
}

fn found(hearing: &mut Hearing<'_, '_, '_>, plan: &Plan) -> Answer<()> {
    rebuild::begin(hearing.house, hearing.db())?;
    hearing.put(0, Fact::Founded { house: plan.house.clone(), invented: false })?;
    let settings = toml::to_string(&plan.settings)
        .while_(|| "writing the settings of the house".to_owned())?;
    let settings = Shipped { what: code("house"), name: code("house"), text: settings };
    for Shipped { what, name, text } in std::iter::once(settings).chain(shipped::definitions(None)?)
    {
        let hash = hearing.tx().define(&text)?;
        // The settings are read first, so the day is already that of the house's own zone.
        let from = hearing.state.zone.day(hearing.now);
        hearing.put(0, Fact::Defined { what, name, hash, from })?;
    }
    Ok(())
}

/// The congress body that is open, or a new one for the whole area.
fn congress(
    hearing: &mut Hearing<'_, '_, '_>,
    enclosures: &mut Enclosures<'_>,
    plan: &Plan,
) -> Answer<BodyId> {
    let today = hearing.state.zone.day(hearing.now);
    if let Some(body) = hearing.state.register.bodies_of(&["congress"], today).first() {
        return Ok(body.id);
    }
    let text = |name: &Name| serde_json::to_string(name).while_(|| "writing a name".to_owned());
    let top = hearing.state.register.areas.values().find(|area| area.parent.is_none());
    let area: AreaId = match top.map(|area| area.id) {
        Some(area) => area,
        None => {
            let (area, level) = (enclosures.id(), code("county"));
            let name = enclosures.add("name", text(&plan.area)?, true);
            let code = plan.house.clone();
            hearing.put(0, Fact::AreaRegistered { area, code, level, name, parent: None })?;
            area
        }
    };
    let settings = &hearing.state.settings;
    let name = Name { zh: settings.name_zh.clone(), en: settings.name_en.clone() };
    let (body, sort) = (enclosures.id(), code("congress"));
    let name = enclosures.add("name", text(&name)?, true);
    hearing.put(0, Fact::BodyRegistered { area, body, code: code("congress"), sort, name })?;
    Ok(body)
}

fn reset(account: &AccountArgs) -> Result<(), Fault> {
    let login = people::rules::login(&account.login).map_err(in_words)?;
    let password = Password::of(account, &login)?;
    let house = account.open()?;
    let key = login.clone();
    let present = house.read(move |db| people::views::by_login(db, &key))?;
    let present = present.ok_or_else(|| {
        Fault::new(format!(
            "nobody has the login name {login} in the house {}: check --login and --house",
            account.house
        ))
    })?;
    let credential = Credential {
        password: hash_password(&password.text, house.chance.bytes())?,
        factor: ActId(house.chance.bytes()).to_string(),
        step: 0,
        ..present
    };
    let (person, nonce) = (credential.person, credential.factor.clone());
    let act = ActId(house.chance.bytes());
    let done = house.act_and_wait(act, Actor::House, move |hearing| {
        people::set_credential_in(hearing, credential.clone(), None)
    });
    done.map_err(no_in_words)?;
    eprintln!(
        "This was the last resort: it is on record as done on the machine and not by an officer. \
         While two administrators can sign in, one asks and the other agrees under /office/people."
    );
    tell(&house, (person, &login), (&nonce, &password))
}

/// A password, and whether it was made up here.
struct Password {
    text: String,
    made_up: bool,
}

impl Password {
    fn of(account: &AccountArgs, login: &str) -> Result<Self, Fault> {
        if account.password_stdin {
            let mut text = String::new();
            std::io::stdin()
                .lock()
                .read_line(&mut text)
                .while_(|| "reading the password from standard input".to_owned())?;
            let text = text.trim().to_owned();
            people::rules::password(login, &text).map_err(in_words)?;
            return Ok(Self { text, made_up: false });
        }
        // Two identifiers: 120 random bits, in groups that can be read out.
        let random = || law::words::TextId::from_chance(Chance::System.bytes()).grouped();
        Ok(Self { text: format!("{}-{}", random(), random()), made_up: true })
    }
}

/// Prints what opens the account. The secret of the second factor is not kept anywhere readable.
fn tell(
    house: &Arc<House>,
    (person, login): (PersonId, &str),
    (nonce, password): (&str, &Password),
) -> Result<(), Fault> {
    let state = house.state();
    let factor = SecondFactor::new(
        (&house.keys, &house.code),
        (person, nonce),
        (state.house_name("zh"), login),
    )?;
    println!("login     {login}");
    if password.made_up {
        println!("password  {}", password.text);
    }
    println!("secret    {}", factor.secret());
    println!("otpauth   {}", factor.address()?);
    eprintln!(
        "Keep these now: they are not shown again. Signing in takes the password and a code."
    );
    Ok(())
}

fn in_words(no: law::ruling::Refusal) -> Fault {
    Fault::new(refusal(Language::English, &no, |_, _| None))
}

fn no_in_words(no: No) -> Fault {
    match no {
        No::Refusal(no) => in_words(no),
        No::Fault(fault) => fault,
    }
}
