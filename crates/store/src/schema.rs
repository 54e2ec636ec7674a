//! The few tables that are not views: the log, the vault, and what passes.

/// The version of the tables below. A binary refuses a newer one by name.
pub const VERSION: i64 = 14;

/// What programs show instead of signing in: hashes of access tokens.
const TOKEN: &str = "CREATE TABLE token (house TEXT NOT NULL, token BLOB NOT NULL, \
     person INTEGER NOT NULL, name TEXT NOT NULL, begun INTEGER NOT NULL, seen INTEGER, \
     ends INTEGER NOT NULL, PRIMARY KEY (house, token))";

/// The words of the newest matters.
const SEARCH_TAIL: &str = "CREATE TABLE search_tail (house TEXT NOT NULL, \
     number INTEGER NOT NULL, at INTEGER NOT NULL, matter INTEGER NOT NULL, \
     words BLOB NOT NULL, PRIMARY KEY (house, number)) {clustered}";
/// The matters whose words stand in blocks.
const SEARCH_SPAN: &str = "CREATE TABLE search_span (house TEXT NOT NULL, \
     first INTEGER NOT NULL, matters BLOB NOT NULL, PRIMARY KEY (house, first))";
/// Words, each with the numbers of its matters.
const SEARCH_BLOCK: &str = "CREATE TABLE search_block (house TEXT NOT NULL, \
     first INTEGER NOT NULL, word INTEGER NOT NULL, numbers BLOB NOT NULL, \
     PRIMARY KEY (house, first, word)) {clustered}";

/// The public tree: level -1 holds entries, 1 and above the hashes of full tiles below them.
const TILE: &str = "CREATE TABLE tile (house TEXT NOT NULL, level INTEGER NOT NULL, \
     number INTEGER NOT NULL, hashes BLOB NOT NULL, PRIMARY KEY (house, level, number))";
/// What was signed of it, since when so many witnesses had seen it as the policy asks for, and a
/// sum over the note, by which it is seen when a line of a witness rots.
const CHECKPOINT: &str = "CREATE TABLE checkpoint (house TEXT NOT NULL, \
     number INTEGER NOT NULL, size INTEGER NOT NULL, since INTEGER, sum BLOB NOT NULL, \
     note TEXT NOT NULL, PRIMARY KEY (house, number))";

/// The tables, as one text for every engine; `house` begins every key.
///
/// Recorded: `log`, `act`, `checkpoint`. Committed: `vault`, `definition`, `file`. Passing: see
/// [`PASSING`]. Derived: `tile`, the search, `view` and the tables of the views. All but the
/// passing ones are verified.
pub const TABLES: &[&str] = &[
    "CREATE TABLE log (house TEXT NOT NULL, seq INTEGER NOT NULL, matter INTEGER NOT NULL, \
     at INTEGER NOT NULL, kind TEXT NOT NULL, bytes BLOB NOT NULL, hash BLOB NOT NULL, \
     PRIMARY KEY (house, seq))",
    "CREATE INDEX log_by_matter ON log (house, matter, seq)",
    LOOKS,
    "CREATE TABLE act (house TEXT NOT NULL, act BLOB NOT NULL, seq INTEGER NOT NULL, \
     answer TEXT NOT NULL, PRIMARY KEY (house, act)) {clustered}",
    "CREATE TABLE vault (house TEXT NOT NULL, text INTEGER NOT NULL, kind TEXT NOT NULL, \
     salt BLOB NOT NULL, bytes BLOB NOT NULL, open INTEGER NOT NULL, key BLOB, \
     PRIMARY KEY (house, text))",
    NAMES,
    "CREATE TABLE definition (house TEXT NOT NULL, hash BLOB NOT NULL, bytes BLOB NOT NULL, \
     PRIMARY KEY (house, hash))",
    "CREATE TABLE file (house TEXT NOT NULL, file INTEGER NOT NULL, hash BLOB NOT NULL, \
     salt BLOB NOT NULL, size INTEGER NOT NULL, format TEXT NOT NULL, act BLOB NOT NULL, \
     at INTEGER NOT NULL, PRIMARY KEY (house, file))",
    "CREATE TABLE credential (house TEXT NOT NULL, login TEXT NOT NULL, person INTEGER NOT NULL, \
     password TEXT NOT NULL, totp TEXT NOT NULL, step INTEGER NOT NULL, \
     PRIMARY KEY (house, login))",
    "CREATE TABLE session (house TEXT NOT NULL, token BLOB NOT NULL, person INTEGER, \
     matter INTEGER, receipt BLOB, post INTEGER, begun INTEGER NOT NULL, seen INTEGER NOT NULL, \
     ends INTEGER NOT NULL, proven INTEGER, PRIMARY KEY (house, token))",
    TOKEN,
    "CREATE TABLE throttle (house TEXT NOT NULL, subject BLOB NOT NULL, count INTEGER NOT NULL, \
     until INTEGER NOT NULL, PRIMARY KEY (house, subject))",
    "CREATE TABLE message (house TEXT NOT NULL, message INTEGER NOT NULL, at INTEGER NOT NULL, \
     way TEXT NOT NULL, recipient TEXT NOT NULL, subject TEXT NOT NULL, body TEXT NOT NULL, \
     state TEXT NOT NULL, tries INTEGER NOT NULL, next INTEGER NOT NULL, error TEXT NOT NULL, \
     kind TEXT NOT NULL DEFAULT '', part TEXT NOT NULL DEFAULT '', matter INTEGER, \
     own INTEGER, contact INTEGER, PRIMARY KEY (house, message))",
    "CREATE INDEX message_by_state ON message (house, state, next)",
    "CREATE INDEX message_by_time ON message (house, at, message)",
    DIGEST,
    RECOVERY,
    TAKEN,
    FOLDER,
    TAKEN_BY_TIME,
    DENIED,
    DENIED_BY_TIME,
    SEARCH_TAIL,
    SEARCH_SPAN,
    SEARCH_BLOCK,
    TILE,
    CHECKPOINT,
    VIEW,
    MOVED,
];

/// By which version of this program each view was drawn, and up to which record.
pub(crate) const VIEW: &str = "CREATE TABLE view (house TEXT NOT NULL, view TEXT NOT NULL, \
     version INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (house, view))";

/// Where a house goes or comes from while it is moved, and where it went (`db/hold.rs`).
const MOVED: &str = "CREATE TABLE moved (house TEXT NOT NULL, state TEXT NOT NULL, \
     place TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (house))";

const DIGEST: &str = "CREATE TABLE digest (house TEXT NOT NULL, person INTEGER NOT NULL, \
     mail TEXT NOT NULL, language TEXT NOT NULL, daily INTEGER NOT NULL, last TEXT NOT NULL, \
     PRIMARY KEY (house, person))";

/// New passwords that one administrator asked for and another has not agreed to yet.
const RECOVERY: &str = "CREATE TABLE recovery (house TEXT NOT NULL, person INTEGER NOT NULL, \
     asked_by INTEGER NOT NULL, at INTEGER NOT NULL, ends INTEGER NOT NULL, \
     PRIMARY KEY (house, person))";

/// What officers took away as files: by whom, when, what and how many rows.
const TAKEN: &str = "CREATE TABLE taken (house TEXT NOT NULL, person INTEGER NOT NULL, \
     at INTEGER NOT NULL, what TEXT NOT NULL, rows INTEGER NOT NULL, \
     PRIMARY KEY (house, person, at, what))";

/// Receipts that residents keep under an address of theirs, by keyed hashes of both.
const FOLDER: &str = "CREATE TABLE folder (house TEXT NOT NULL, folder BLOB NOT NULL, \
     receipt BLOB NOT NULL, kept INTEGER NOT NULL, used INTEGER NOT NULL, \
     PRIMARY KEY (house, folder, receipt))";

/// Who was refused what on which day, how often, and when last.
const DENIED: &str = "CREATE TABLE denied (house TEXT NOT NULL, person INTEGER NOT NULL, \
     day TEXT NOT NULL, what TEXT NOT NULL, at INTEGER NOT NULL, times INTEGER NOT NULL, \
     PRIMARY KEY (house, person, day, what))";
const DENIED_BY_TIME: &str = "CREATE INDEX denied_by_time ON denied (house, at)";
const TAKEN_BY_TIME: &str = "CREATE INDEX taken_by_time ON taken (house, at)";

/// The records that somebody was shown who brought a matter, for who audits that.
const LOOKS: &str = "CREATE INDEX log_of_looks ON log (house, seq) \
     WHERE kind = 'identity.seen/1'";

/// Names of places, bodies and people: a house reads them all when it is opened, among millions of
/// texts of its matters.
const NAMES: &str = "CREATE INDEX vault_of_names ON vault (house, text) WHERE kind = 'name'";

/// The tables that hold what passes: no fact says what is in them, so nothing can verify them.
pub const PASSING: &[&str] = &[
    "credential",
    "session",
    "token",
    "throttle",
    "message",
    "digest",
    "recovery",
    "taken",
    "folder",
    "denied",
    "moved",
];

/// The tables to which rows are added and never changed: an engine with accounts lets the one that
/// serves do nothing else to them (trust.md, M2).
pub const APPENDED: [&str; 4] = ["log", "act", "definition", "file"];

/// What leads from each version to the next, by the version that it leads to.
pub const UPGRADES: &[(i64, &[&str])] = &[
    (
        2,
        &[
            "ALTER TABLE message ADD COLUMN kind TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE message ADD COLUMN part TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE message ADD COLUMN matter INTEGER",
            "ALTER TABLE message ADD COLUMN own INTEGER",
            "ALTER TABLE message ADD COLUMN contact INTEGER",
            "CREATE INDEX message_by_time ON message (house, at, message)",
            DIGEST,
        ],
    ),
    (3, &[TOKEN]),
    // Addresses of before were never confirmed by a code: whoever wishes the mail says so again.
    (5, &[RECOVERY, "DELETE FROM digest"]),
    // Filled from the vault when the house is opened to work with.
    (6, &["DROP TABLE IF EXISTS search", SEARCH_TAIL, SEARCH_SPAN, SEARCH_BLOCK]),
    // What is personal is sealed when the house is opened to work with.
    (
        7,
        &["ALTER TABLE vault ADD COLUMN key BLOB", "ALTER TABLE session ADD COLUMN proven INTEGER"],
    ),
    (8, &[TAKEN]),
    // Filled from the log by whoever serves the house next.
    (9, &[TILE, CHECKPOINT]),
    (10, &[FOLDER]),
    (11, &[DENIED, DENIED_BY_TIME, TAKEN_BY_TIME, LOOKS]),
    // Of a server alone: the lease of a house (`db/postgres/lease.rs`).
    (12, &[]),
    (13, &[MOVED]),
    (14, &[NAMES]),
];

/// What the engine itself refuses on the log, whoever asks (trust.md, M2).
pub const GUARDS: &[&str] = &[
    "CREATE TRIGGER log_is_not_edited BEFORE UPDATE ON log \
     BEGIN SELECT RAISE(ABORT, 'the log is not edited'); END",
    "CREATE TRIGGER log_is_not_cut BEFORE DELETE ON log \
     BEGIN SELECT RAISE(ABORT, 'the log is not cut'); END",
];
