//! What is put on record of the register.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::clock::Time;
use crate::figure::Published;
use crate::network::{Assessed, Award, Grid, Helper, Mandate, Pair, Slot, Station, Titled};
use crate::words::{AreaId, BodyId, Code, Hash, MatterId, PersonId, PostId, TextRef};

/// A fact about the house and what it consists of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fact {
    /// The house was founded; `invented` houses are demos and may offer sign-in by one click.
    #[serde(rename = "house.founded/1")]
    Founded {
        /// Its code, which is the key of all its tables.
        house: Code,
        /// Whether its people and places are invented.
        invented: bool,
    },
    /// A definition came into force: the house's settings, a procedure, a calendar. The text is
    /// kept whole under its hash.
    #[serde(rename = "house.defined/1")]
    Defined {
        /// `house`, `procedure`, `calendar`, `privacy`, `activities`, `standards`, `appraisal`,
        /// `points`, `houses` or `figure`.
        what: Code,
        /// Its name: `public-opinion`, `cn` …
        name: Code,
        /// SHA-256 of the text.
        hash: Hash,
        /// The first day on which it holds.
        from: Date,
    },
    /// Open data were published: what the house counts by, as of a record.
    #[serde(rename = "house.published/1")]
    Published(Published),
    /// What is personal and no fact went when its time was over (the definition `privacy`).
    #[serde(rename = "house.forgot/1")]
    Forgot {
        /// Of what kind, such as `message-sent`.
        kind: Code,
        /// Everything older than this.
        before: Time,
        /// How many there were.
        count: u64,
    },
    /// An area was registered.
    #[serde(rename = "area.registered/1")]
    AreaRegistered {
        /// The area.
        area: AreaId,
        /// Its code in the house's own list.
        code: Code,
        /// `county`, `town`, `village` …
        level: Code,
        /// Its name in the languages of the house.
        name: TextRef,
        /// The area it lies in.
        parent: Option<AreaId>,
    },
    /// An area was renamed.
    #[serde(rename = "area.renamed/1")]
    AreaRenamed {
        /// The area.
        area: AreaId,
        /// Its new name.
        name: TextRef,
    },
    /// An area ceased to be: merged into another, or split into several.
    #[serde(rename = "area.closed/1")]
    AreaClosed {
        /// The area.
        area: AreaId,
        /// What it is part of since; none where nobody said.
        into: Vec<AreaId>,
        /// Its last day.
        last: Date,
    },
    /// A body's unified social credit code was entered (GB 32100-2015).
    #[serde(rename = "body.identified/1")]
    BodyIdentified {
        /// The body.
        body: BodyId,
        /// The code: 18 signs, the last of which checks the others.
        credit: Code,
    },
    /// A body was registered: an office, a department, a station.
    #[serde(rename = "body.registered/1")]
    BodyRegistered {
        /// The area it belongs to.
        area: AreaId,
        /// The body.
        body: BodyId,
        /// Its code in the house's own list.
        code: Code,
        /// `congress`, `station`, `department`, `town-government`, `company` …
        sort: Code,
        /// Its name in the languages of the house.
        name: TextRef,
    },
    /// A body was renamed.
    #[serde(rename = "body.renamed/1")]
    BodyRenamed {
        /// The body.
        body: BodyId,
        /// Its new name.
        name: TextRef,
    },
    /// A body ceased to be.
    #[serde(rename = "body.closed/1")]
    BodyClosed {
        /// The body.
        body: BodyId,
        /// Its last day.
        last: Date,
    },
    /// A person took up a post.
    #[serde(rename = "post.begun/1")]
    PostBegun {
        /// The body.
        body: BodyId,
        /// The first day.
        first: Date,
        /// `deputy`, `station-staff`, `congress-office`, `handler`, `leader`, `administrator`,
        /// `security-administrator`, `audit-administrator`.
        office: Code,
        /// The person.
        person: PersonId,
        /// The post.
        post: PostId,
    },
    /// A post ended.
    #[serde(rename = "post.ended/1")]
    PostEnded {
        /// The last day.
        last: Date,
        /// The post.
        post: PostId,
    },
    /// Somebody stands in for the holder of a post (代理), from one day to another.
    #[serde(rename = "post.stood-in/1")]
    StoodIn {
        /// The first day.
        first: Date,
        /// The last day.
        last: Date,
        /// The person who stands in.
        person: PersonId,
        /// The post.
        post: PostId,
    },
    /// A term of standing in got another last day; one before its first day calls it off.
    #[serde(rename = "post.stand-in-ended/1")]
    StandInEnded {
        /// The first day of the term.
        first: Date,
        /// The new last day.
        last: Date,
        /// The person who stands in.
        person: PersonId,
        /// The post.
        post: PostId,
    },
    /// An entry of a body's duty list (权责清单) was published.
    #[serde(rename = "duty.listed/1")]
    DutyListed {
        /// The law or rule it rests on.
        basis: TextRef,
        /// The body.
        body: BodyId,
        /// The entry's code.
        code: Code,
        /// Whether it was handed down from a level above (B-04).
        #[serde(default, skip_serializing_if = "is_not")]
        devolved: bool,
        /// What the duty is.
        item: TextRef,
        /// The version of the list that it stands in, where the body tells one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        version: Option<Code>,
    },
    /// A station was described to the public, or described anew.
    #[serde(rename = "station.described/1")]
    StationDescribed {
        /// What the public is told.
        described: Box<Station>,
        /// The station's body.
        station: BodyId,
    },
    /// A deputy's mandate was described to the public, or described anew.
    #[serde(rename = "mandate.described/1")]
    MandateDescribed {
        /// What the public is told.
        described: Mandate,
        /// The deputy's post.
        post: PostId,
    },
    /// A grid got its person and duty (M-06), or another one.
    #[serde(rename = "grid.held/1")]
    GridHeld {
        /// The grid.
        area: AreaId,
        /// Who holds it.
        held: Grid,
    },
    /// Somebody was put into a register of helpers, or what stands there was put otherwise.
    #[serde(rename = "helper.registered/1")]
    HelperRegistered {
        /// The number of the letter of appointment.
        code: Code,
        /// What the register says.
        helper: Helper,
    },
    /// A matter was brought that a helper reported.
    #[serde(rename = "helper.reported/1")]
    HelperReported {
        /// The helper.
        code: Code,
        /// The matter.
        matter: MatterId,
    },
    /// A station was assessed at an item of a checklist, or assessed anew.
    #[serde(rename = "station.assessed/1")]
    StationAssessed {
        /// What was found.
        assessed: Assessed,
        /// At which item.
        slot: Slot,
        /// The station's body.
        station: BodyId,
    },
    /// A station was given a title.
    #[serde(rename = "station.titled/1")]
    StationTitled {
        /// Which title.
        award: Award,
        /// The station's body.
        station: BodyId,
        /// By whom, for how long and on what score.
        titled: Titled,
    },
    /// A title was withdrawn before its time, for a reason.
    #[serde(rename = "station.title-withdrawn/1")]
    TitleWithdrawn {
        /// Which title.
        award: Award,
        /// Why.
        reason: TextRef,
        /// The station's body.
        station: BodyId,
    },
    /// Two were paired who keep in touch (K-04), or otherwise than before.
    #[serde(rename = "contact.paired/1")]
    ContactPaired {
        /// The pair's code in the house's own list.
        code: Code,
        /// Who visits whom, and how often.
        pair: Pair,
    },
    /// A visit of a pair was made.
    #[serde(rename = "contact.visited/1")]
    ContactVisited {
        /// What came of it.
        came: TextRef,
        /// The pair.
        code: Code,
        /// When, as is claimed; the record tells when it was entered.
        day: Date,
    },
    /// A category of matters was defined, with the bodies that usually handle it.
    #[serde(rename = "category.defined/1")]
    CategoryDefined {
        /// Its code.
        code: Code,
        /// The bodies that usually lead, the likeliest first.
        leads: Vec<BodyId>,
        /// Its name in the languages of the house.
        name: TextRef,
    },
}

impl Fact {
    /// The wire name.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Founded { .. } => "house.founded/1",
            Self::Defined { .. } => "house.defined/1",
            Self::Published(_) => "house.published/1",
            Self::Forgot { .. } => "house.forgot/1",
            Self::AreaRegistered { .. } => "area.registered/1",
            Self::AreaRenamed { .. } => "area.renamed/1",
            Self::AreaClosed { .. } => "area.closed/1",
            Self::BodyIdentified { .. } => "body.identified/1",
            Self::BodyRegistered { .. } => "body.registered/1",
            Self::BodyRenamed { .. } => "body.renamed/1",
            Self::BodyClosed { .. } => "body.closed/1",
            Self::PostBegun { .. } => "post.begun/1",
            Self::PostEnded { .. } => "post.ended/1",
            Self::StoodIn { .. } => "post.stood-in/1",
            Self::StandInEnded { .. } => "post.stand-in-ended/1",
            Self::DutyListed { .. } => "duty.listed/1",
            Self::CategoryDefined { .. } => "category.defined/1",
            Self::StationDescribed { .. } => "station.described/1",
            Self::MandateDescribed { .. } => "mandate.described/1",
            Self::GridHeld { .. } => "grid.held/1",
            Self::HelperRegistered { .. } => "helper.registered/1",
            Self::HelperReported { .. } => "helper.reported/1",
            Self::StationAssessed { .. } => "station.assessed/1",
            Self::StationTitled { .. } => "station.titled/1",
            Self::TitleWithdrawn { .. } => "station.title-withdrawn/1",
            Self::ContactPaired { .. } => "contact.paired/1",
            Self::ContactVisited { .. } => "contact.visited/1",
        }
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks by reference")]
fn is_not(said: &bool) -> bool {
    !said
}
