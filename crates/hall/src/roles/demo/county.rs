//! Founds the invented county: its areas, stations, bodies, duty lists, people and posts.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;
use law::network::{self, Opening};
use law::people;
use law::record::{ActId, Actor};
use law::register::Fact;
use law::ruling::{Enclosures, code};
use law::words::{AreaId, BodyId, Code, PostId, TextRef};
use serde::Deserialize;
use store::Fault;
use store::db::No;
use store::fault::Context;

use crate::desk::Hearing;
use crate::house::House;
use crate::roles::shipped::{self, Shipped};

/// The code of the invented house.
pub const CODE: &str = "meixi";

const COUNTY: &str = include_str!("../../../../../packs/demo/county.toml");

/// The county as its file tells it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CountyFile {
    house: HouseInFile,
    pub town: Vec<Town>,
    network: Network,
    station: Vec<Station>,
    body: Vec<Body>,
    category: Vec<Category>,
    names: Names,
}

#[derive(Deserialize)]
struct HouseInFile {
    name_zh: String,
    name_en: String,
    area_zh: String,
    area_en: String,
    time_zone: String,
    /// The body of the second security administrator.
    security: String,
}

/// A town of the file.
#[derive(Deserialize)]
pub struct Town {
    pub code: String,
    pub name_zh: String,
    name_en: String,
    pub villages: Vec<Village>,
    pub places: Vec<NamedPlace>,
}

/// A village or community of the file.
#[derive(Deserialize)]
pub struct Village {
    code: String,
    pub name_zh: String,
    name_en: String,
    pub kind: String,
}

/// A named place of the file.
#[derive(Deserialize)]
pub struct NamedPlace {
    pub kind: String,
    pub name_zh: String,
}

#[derive(Deserialize)]
struct Station {
    code: String,
    name_zh: String,
    name_en: String,
    area: String,
    tier: String,
}

/// How addresses and electoral units of the file are called, and when its stations are open.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Network {
    address_zh: String,
    address_en: String,
    unit_zh: String,
    unit_en: String,
    delegation_zh: String,
    delegation_en: String,
    centre_hours: String,
    community_hours: Vec<String>,
    groups: Vec<[String; 2]>,
}

#[derive(Deserialize)]
struct Body {
    code: String,
    name_zh: String,
    name_en: String,
    kind: String,
    area: Option<String>,
    #[serde(default)]
    duty: Vec<Duty>,
}

#[derive(Deserialize)]
struct Duty {
    code: String,
    item_zh: String,
    item_en: String,
    basis_zh: String,
}

#[derive(Deserialize)]
struct Category {
    code: String,
    name_zh: String,
    name_en: String,
    lead: Vec<String>,
}

#[derive(Deserialize)]
struct Names {
    surnames: Vec<Surname>,
    given: Vec<String>,
}

#[derive(Deserialize)]
struct Surname {
    name: String,
}

/// The county as it was founded: what the played lives need to know of it.
pub struct County {
    pub file: CountyFile,
    /// Areas by their codes in the file.
    pub areas: HashMap<String, AreaId>,
    /// Bodies by their codes in the file.
    pub bodies: HashMap<String, BodyId>,
    /// The body of the congress.
    pub congress: BodyId,
    /// Town governments by the code of their town.
    pub town_governments: HashMap<String, BodyId>,
    /// Names of invented residents come from here.
    names: Vec<String>,
}

impl Village {
    /// Its code in the file.
    pub fn code(&self) -> &str {
        &self.code
    }
}

impl County {
    /// An invented person's name.
    pub fn name(&self, number: usize) -> &str {
        &self.names[number % self.names.len()]
    }
}

/// Founds the county in an empty house, with every post beginning on a day.
pub fn found(house: &Arc<House>, first: Date) -> Result<Arc<County>, Fault> {
    crate::roles::rebuild::where_needed(house)?;
    let file: CountyFile =
        toml::from_str(COUNTY).while_(|| "reading the demo's county".to_owned())?;
    let mut county = County {
        areas: HashMap::new(),
        bodies: HashMap::new(),
        congress: BodyId::from_int(0),
        town_governments: HashMap::new(),
        names: names(&file.names),
        file,
    };
    // Identifiers follow from the codes, so that they need not come back out of the act.
    county.place();
    let county = Arc::new(county);
    let founding = county.clone();
    let answer = house.act_and_wait(ActId(house.chance.bytes()), Actor::House, move |hearing| {
        hearing.enclosing(|hearing, enclosures| {
            let mut founder = Founder { county: &founding, hearing, enclosures, people: 0, first };
            founder.found()?;
            Ok(true)
        })
    });
    match answer {
        Ok(_) => Ok(county),
        Err(No::Fault(fault)) => Err(fault),
        Err(No::Refusal(refusal)) => Err(Fault::new(refusal.to_string())),
    }
}

/// Family names and given names, mixed so that neighbours differ.
fn names(names: &Names) -> Vec<String> {
    let (many, few) = (names.given.len(), names.surnames.len());
    (0..many * 7)
        .map(|i| {
            let surname = &names.surnames[i * 37 % few].name;
            format!("{surname}{}", names.given[i * 61 % many])
        })
        .collect()
}

fn id<K>(kind: &str, text: &str) -> law::words::Id<K> {
    let hash = law::words::Hash::of(&[kind.as_bytes(), b" ", text.as_bytes()]);
    law::words::Id::from_chance(hash.0[..8].try_into().expect("8 of 32 bytes"))
}

impl County {
    /// The names of an area, in Chinese and English.
    fn area_names(&self, code: &str) -> (&str, &str) {
        let house = &self.file.house;
        let towns = self.file.town.iter();
        let mut found = towns.flat_map(|town| {
            let own = (&town.code, &town.name_zh, &town.name_en);
            let inside = town.villages.iter().map(|v| (&v.code, &v.name_zh, &v.name_en));
            std::iter::once(own).chain(inside)
        });
        let found = found.find(|(one, ..)| **one == code);
        found.map_or((&house.area_zh, &house.area_en), |(_, zh, en)| (zh, en))
    }

    fn place(&mut self) {
        self.congress = id("body", "congress");
        self.areas.insert("county".to_owned(), id("area", "county"));
        for town in &self.file.town {
            self.areas.insert(town.code.clone(), id("area", &town.code));
            for village in &town.villages {
                self.areas.insert(village.code.clone(), id("area", &village.code));
            }
        }
        for body in &self.file.body {
            self.bodies.insert(body.code.clone(), id("body", &body.code));
            if let Some(area) = &body.area {
                self.town_governments.insert(area.clone(), id("body", &body.code));
            }
        }
        for station in &self.file.station {
            self.bodies.insert(station.code.clone(), id("body", &station.code));
        }
    }
}

struct Founder<'a, 'h, 'w, 't, 'e> {
    county: &'a County,
    hearing: &'a mut Hearing<'h, 'w, 't>,
    enclosures: &'a mut Enclosures<'e>,
    people: usize,
    first: Date,
}

impl Founder<'_, '_, '_, '_, '_> {
    fn put(&mut self, fact: Fact) -> Result<(), Fault> {
        self.hearing.put(0, fact).map(|_| ())
    }

    fn name(&mut self, zh: &str, en: &str) -> TextRef {
        let text = serde_json::json!({ "zh": zh, "en": en }).to_string();
        self.enclosures.add("name", text, true)
    }

    fn define(&mut self, what: Code, name: Code, text: &str) -> Result<(), Fault> {
        let hash = self.hearing.tx().define(text)?;
        let from = self.first;
        self.put(Fact::Defined { what, name, hash, from })
    }

    fn found(&mut self) -> Result<(), Fault> {
        self.put(Fact::Founded { house: code(CODE), invented: true })?;
        let house = &self.county.file.house;
        let settings = crate::house::Settings {
            name_zh: house.name_zh.clone(),
            name_en: house.name_en.clone(),
            time_zone: house.time_zone.clone(),
        };
        let settings =
            toml::to_string(&settings).while_(|| "writing the demo's settings".to_owned())?;
        self.define(code("house"), code(CODE), &settings)?;
        for Shipped { what, name, text } in shipped::definitions(None)? {
            self.define(what, name, &text)?;
        }
        self.areas()?;
        self.bodies()?;
        self.stations()?;
        self.categories()?;
        let second = self.county.bodies[&self.county.file.house.security];
        self.post(second, "security-administrator").map(|_| ())
    }

    fn area(
        &mut self,
        key: &str,
        (level, parent): (&'static str, Option<&str>),
        names: (&str, &str),
    ) -> Result<(), Fault> {
        let name = self.name(names.0, names.1);
        let area = self.county.areas[key];
        let parent = parent.map(|parent| self.county.areas[parent]);
        let code = checked(key)?;
        self.put(Fact::AreaRegistered { area, code, level: law::ruling::code(level), name, parent })
    }

    fn areas(&mut self) -> Result<(), Fault> {
        let county = self.county;
        let house = &county.file.house;
        self.area("county", ("county", None), (&house.area_zh, &house.area_en))?;
        for town in &county.file.town {
            self.area(&town.code, ("town", Some("county")), (&town.name_zh, &town.name_en))?;
            for village in &town.villages {
                let names = (village.name_zh.as_str(), village.name_en.as_str());
                self.area(&village.code, ("village", Some(&town.code)), names)?;
            }
        }
        Ok(())
    }

    fn body(
        &mut self,
        body: BodyId,
        key: &str,
        (sort, area): (Code, &str),
        names: (&str, &str),
    ) -> Result<(), Fault> {
        let name = self.name(names.0, names.1);
        let area = self.county.areas[area];
        self.put(Fact::BodyRegistered { area, body, code: checked(key)?, sort, name })
    }

    /// A new person with a post at a body.
    fn post(&mut self, body: BodyId, office: &'static str) -> Result<PostId, Fault> {
        let (person, post) = (self.enclosures.id(), self.enclosures.id());
        let zh = self.county.name(self.people).to_owned();
        self.people += 1;
        let text = serde_json::json!({ "zh": zh, "en": "" }).to_string();
        let name = self.enclosures.add("name", text, false);
        self.hearing.put(0, people::Fact::Enrolled { person, name })?;
        let first = self.first;
        self.put(Fact::PostBegun { body, first, office: code(office), person, post })?;
        Ok(post)
    }

    fn bodies(&mut self) -> Result<(), Fault> {
        let county = self.county;
        let house = &county.file.house;
        let congress = county.congress;
        let names = (house.name_zh.as_str(), house.name_en.as_str());
        self.body(congress, "congress", (code("congress"), "county"), names)?;
        for office in ["congress-office", "congress-office", "congress-office", "leader", "leader"]
        {
            self.post(congress, office)?;
        }
        for office in law::register::ADMINISTRATORS {
            self.post(congress, office)?;
        }
        for body in &county.file.body {
            let area = body.area.as_deref().unwrap_or("county");
            let id = county.bodies[&body.code];
            let names = (body.name_zh.as_str(), body.name_en.as_str());
            self.body(id, &body.code, (checked(&body.kind)?, area), names)?;
            self.post(id, "handler")?;
            self.post(id, "handler")?;
            for duty in &body.duty {
                let item = self.name(&duty.item_zh, &duty.item_en);
                let basis = self.name(&duty.basis_zh, "");
                self.put(Fact::DutyListed {
                    basis,
                    body: id,
                    code: checked(&duty.code)?,
                    devolved: false,
                    item,
                    version: None,
                })?;
            }
        }
        Ok(())
    }

    fn stations(&mut self) -> Result<(), Fault> {
        let county = self.county;
        for (number, station) in county.file.station.iter().enumerate() {
            let id = county.bodies[&station.code];
            let names = (station.name_zh.as_str(), station.name_en.as_str());
            self.body(id, &station.code, (code("station"), &station.area), names)?;
            self.post(id, "station-staff")?;
            self.describe_station(id, (number, station))?;
            for turn in 0..5 {
                let post = self.post(id, "deputy")?;
                self.describe_mandate(post, (number, turn), station)?;
            }
        }
        Ok(())
    }

    /// What the public is told of a station: invented like the station.
    fn describe_station(
        &mut self,
        station: BodyId,
        (number, told): (usize, &Station),
    ) -> Result<(), Fault> {
        let texts = &self.county.file.network;
        let is_centre = told.tier == "centre";
        let door = (number * 7 % 120 + 1).to_string();
        let (zh, en) = self.county.area_names(&told.area);
        let of = |text: &str, area: &str| text.replace("{area}", area).replace("{door}", &door);
        let address = self.name(&of(&texts.address_zh, zh), &of(&texts.address_en, en));
        let phone = self.name(&format!("0000-55{:04}", 1000 + number), "");
        let hours = match is_centre {
            true => &texts.centre_hours,
            false => &texts.community_hours[number % texts.community_hours.len()],
        };
        let hours = Opening::all(hours).map_err(|part| Fault::new(format!("no hours: {part}")))?;
        let voters = Some(2200 + (number * 613 % 4100) as u32);
        // Two centres have not left the government's compound yet.
        let compound = if is_centre && number < 2 { "inside" } else { "outside" };
        let moved = (is_centre && (2..6).contains(&number)).then_some(self.first);
        let (tier, compound) = (checked(&told.tier)?, Some(checked(compound)?));
        let venues = match (is_centre, number % 4) {
            (true, 0) => &["deputies-home", "legislative-contact-point"][..],
            (true, _) => &["work-room", "mediation-room"],
            (false, _) => &["contact-point"],
        };
        let described = network::Station {
            tier,
            address,
            phone: Some(phone),
            hours,
            voters,
            compound,
            moved,
            functions: if is_centre { vec![checked("opinion-window")?] } else { vec![] },
            owner: None,
            services: None,
            venues: venues.iter().map(|key| checked(key)).collect::<Result<_, _>>()?,
        };
        self.put(Fact::StationDescribed { described: Box::new(described), station })
    }

    /// What the public is told of a deputy.
    fn describe_mandate(
        &mut self,
        post: PostId,
        (number, turn): (usize, usize),
        station: &Station,
    ) -> Result<(), Fault> {
        let texts = &self.county.file.network;
        let (zh, en) = self.county.area_names(&station.area);
        let congress = checked(["county", "township", "county", "city", "township"][turn % 5])?;
        let district = ((number * 5 + turn) % 9 + 1).to_string();
        let of =
            |text: &str, area: &str| text.replace("{area}", area).replace("{number}", &district);
        let group = &texts.groups[(number + turn) % texts.groups.len()];
        let unit = self.name(&of(&texts.unit_zh, zh), &of(&texts.unit_en, en));
        let delegation = self.name(&of(&texts.delegation_zh, zh), &of(&texts.delegation_en, en));
        let group = self.name(&group[0], &group[1]);
        let (delegation, group) = (Some(delegation), Some(group));
        let described = network::Mandate { congress, delegation, grid: None, group, unit };
        self.put(Fact::MandateDescribed { described, post })
    }

    fn categories(&mut self) -> Result<(), Fault> {
        for category in &self.county.file.category {
            let name = self.name(&category.name_zh, &category.name_en);
            let leads = category.lead.iter().map(|lead| self.county.bodies[lead]).collect();
            self.put(Fact::CategoryDefined { code: checked(&category.code)?, leads, name })?;
        }
        Ok(())
    }
}

fn checked(text: &str) -> Result<Code, Fault> {
    Code::new(text).while_(|| format!("the code {text} of the demo"))
}
