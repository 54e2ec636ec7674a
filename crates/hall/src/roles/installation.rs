//! Several houses in one process: which there are, and which of them a request is for.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use store::Fault;
use store::fault::Context;
use tower::ServiceExt;

use super::routing::{health_of, router};
use super::{DataArgs, DatabaseArgs};
use crate::kit::App;

/// The houses of an installation, as its file names them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Installation {
    /// The houses.
    #[serde(rename = "house")]
    pub houses: Vec<Entry>,
}

/// One house.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Its data folder; where it is no whole path, from the folder of the file.
    pub data: PathBuf,
    /// Where visitors reach it: <https://city.example.org>. Its host tells which house is meant.
    pub address: String,
    /// Its code, where the folder or the database holds several.
    pub house: Option<String>,
    /// The address of its database, where it is on a server.
    pub database: Option<String>,
    /// Whom readers of its log are told to trust; `log-policy` in its folder where nothing is said.
    pub policy: Option<PathBuf>,
}

impl Entry {
    /// Where it lies.
    pub fn data(&self, file: &Path) -> DataArgs {
        DataArgs {
            data: beside(file, &self.data),
            database: DatabaseArgs { address: self.database.clone() },
            house: self.house.clone(),
            key: super::KeyArgs::default(),
        }
    }

    /// The host of its address, with the port where that is named.
    fn host(&self) -> Option<&str> {
        host_of(&self.address)
    }
}

fn beside(file: &Path, path: &Path) -> PathBuf {
    file.parent().unwrap_or(Path::new("")).join(path)
}

/// The host of an address, with the port where that is named; nothing of what is no address.
fn host_of(address: &str) -> Option<&str> {
    let host = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"))?;
    (!host.is_empty() && !host.contains(['/', '?', '#', ' ', '@'])).then_some(host)
}

impl Installation {
    /// Reads the file.
    ///
    /// # Errors
    /// No house, an address that is none, two houses at one address, two of the embedded engine or
    /// of different databases in one folder.
    pub fn read(file: &Path) -> Result<Self, Fault> {
        let place = || format!("reading {}", file.display());
        let text = std::fs::read_to_string(file).while_(place)?;
        let mut read: Self = toml::from_str(&text).while_(place)?;
        read.check().map_err(|wrong| Fault::new(format!("{}: {wrong}", file.display())))?;
        for entry in &mut read.houses {
            entry.policy = entry.policy.take().map(|policy| beside(file, &policy));
        }
        Ok(read)
    }

    fn check(&self) -> Result<(), String> {
        if self.houses.is_empty() {
            return Err("it names no house: [[house]] with data and address".to_owned());
        }
        let mut hosts = BTreeSet::new();
        let mut folders: BTreeMap<&Path, Option<&str>> = BTreeMap::new();
        for entry in &self.houses {
            let address = &entry.address;
            let host = entry.host().ok_or_else(|| {
                format!("the address {address} begins with https:// and ends with the host")
            })?;
            if !hosts.insert(host.to_lowercase()) {
                return Err(format!("two houses have the address {address}"));
            }
            let (data, database) = (entry.data.display(), entry.database.as_deref());
            match folders.insert(&entry.data, database) {
                Some(None) if database.is_none() => {
                    return Err(format!(
                        "two houses lie in {data}: the embedded engine has one writer a file, so \
                         give each a folder of its own"
                    ));
                }
                // What no house of a database names is swept from its folder.
                Some(other) if other != database => {
                    return Err(format!(
                        "two houses of different databases lie in {data}: attachments of one would \
                         be swept away by the other, so give each a folder of its own, or name the \
                         database of both alike"
                    ));
                }
                _ => {}
            }
        }
        Ok(())
    }
}

/// The routes of some houses: of the only one as they are, of several by the host that is asked.
pub fn routes(apps: &[Arc<App>]) -> Router {
    if let [app] = apps {
        return router(app.clone());
    }
    let houses = apps.iter().map(|app| {
        let host = host_of(&app.address).unwrap_or_default().to_lowercase();
        (host, app.clone(), router(app.clone()))
    });
    Router::new().fallback(of_host).with_state(Arc::new(Hosts(houses.collect())))
}

/// The houses by their hosts.
struct Hosts(Vec<(String, Arc<App>, Router)>);

impl Hosts {
    /// The house of a host; the port may be left out where no two houses differ by it.
    fn find(&self, host: &str) -> Option<&Router> {
        let host = host.to_lowercase();
        let whole = self.0.iter().find(|(own, ..)| *own == host);
        let plain = |host: &str| host.rsplit_once(':').map_or(host, |(name, _)| name).to_owned();
        let mut alike = self.0.iter().filter(|(own, ..)| plain(own) == plain(&host));
        let only = || alike.next().filter(|_| alike.next().is_none());
        whole.or_else(only).map(|(.., router)| router)
    }
}

async fn of_host(State(hosts): State<Arc<Hosts>>, request: Request) -> Response {
    let named = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    let named = named.or_else(|| request.uri().authority().map(axum::http::uri::Authority::as_str));
    if let Some(router) = hosts.find(named.unwrap_or("")) {
        return match router.clone().oneshot(request).await {
            Ok(response) => response,
            Err(never) => match never {},
        };
    }
    if request.uri().path() == "/healthz" {
        return all_healths(&hosts).await;
    }
    let said =
        "no house is served at this host: ask for one of those that the installation names\n";
    (StatusCode::MISDIRECTED_REQUEST, said).into_response()
}

/// How all houses are, for the operator's programs, which ask by the address of the machine.
async fn all_healths(hosts: &Hosts) -> Response {
    let (mut status, mut text) = (StatusCode::OK, String::new());
    for (host, app, _) in &hosts.0 {
        let (own, told) = health_of(app).await;
        if own != StatusCode::OK {
            status = own;
        }
        text.push_str(&format!("house {} {host}\n{told}", app.house.code));
    }
    (status, text).into_response()
}

#[cfg(test)]
mod tests {
    use axum::body::{Body, to_bytes};

    use super::*;
    use crate::fixture;
    use crate::kit::quota::Quotas;

    fn app(address: &str) -> Arc<App> {
        Arc::new(App {
            house: fixture::house(),
            address: address.to_owned(),
            secure: false,
            hashing: tokio::sync::Semaphore::new(1),
            quotas: Quotas::default(),
        })
    }

    fn ask(routes: &Router, host: &str, path: &str) -> (StatusCode, String) {
        let request = Request::get(path).header(header::HOST, host).body(Body::empty());
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        runtime.expect("a runtime").block_on(async {
            let response = routes.clone().oneshot(request.expect("a request")).await;
            let (parts, body) = response.expect("an answer").into_parts();
            let bytes = to_bytes(body, 1 << 20).await.expect("a body");
            (parts.status, String::from_utf8_lossy(&bytes).into_owned())
        })
    }

    #[test]
    fn a_request_reaches_the_house_of_its_host_and_no_other() {
        let apps = [app("http://city.localhost:8080"), app("https://county.example.org")];
        let routes = routes(&apps);
        let (matter, _) = fixture::raise(&apps[1].house, fixture::submission(&apps[1].house));
        let path = format!("/matters/{matter}");
        for host in ["county.example.org", "COUNTY.example.org", "county.example.org:443"] {
            assert_eq!(ask(&routes, host, &path).0, StatusCode::OK, "{host}");
        }
        for host in ["city.localhost:8080", "city.localhost"] {
            assert_eq!(ask(&routes, host, &path).0, StatusCode::NOT_FOUND, "{host}");
            assert_eq!(ask(&routes, host, "/").0, StatusCode::OK, "{host}");
        }
        for host in ["", "example.org", "city.localhost.example.org", "xcity.localhost"] {
            assert_eq!(ask(&routes, host, "/").0, StatusCode::MISDIRECTED_REQUEST, "{host}");
        }
        let (status, text) = ask(&routes, "127.0.0.1:8080", "/healthz");
        assert_eq!(status, StatusCode::OK);
        assert!(text.contains("house qinghe city.localhost:8080\nok\n"), "{text}");
        assert!(text.contains("house qinghe county.example.org\nok\n"), "{text}");
    }

    #[test]
    fn two_houses_that_differ_by_their_port_alone_are_told_apart_by_it() {
        let apps = [app("http://localhost:1"), app("http://localhost:2")];
        let routes = routes(&apps);
        assert_eq!(ask(&routes, "localhost:2", "/").0, StatusCode::OK);
        assert_eq!(ask(&routes, "localhost", "/").0, StatusCode::MISDIRECTED_REQUEST);
    }

    #[test]
    fn a_file_says_what_is_wrong_with_it() {
        let check = |text: &str| {
            let read: Installation = toml::from_str(text).map_err(|error| error.to_string())?;
            read.check()
        };
        let one = |data: &str, address: &str, more: &str| {
            format!("[[house]]\ndata = \"{data}\"\naddress = \"{address}\"\n{more}\n")
        };
        let city = one("city", "https://city.example", "");
        assert_eq!(check(&city), Ok(()));
        for (text, says) in [
            ("house = []".to_owned(), "names no house"),
            (city.clone() + &one("other", "https://CITY.example", ""), "two houses have"),
            (city.clone() + &one("city", "https://x.example", ""), "a folder of its own"),
            (one("city", "city.example", ""), "begins with https://"),
            (one("city", "https://city.example/", ""), "ends with the host"),
            (one("city", "https://city.example", "colour = 1"), "unknown field"),
        ] {
            let error = check(&text).expect_err(says);
            assert!(error.contains(says), "{error}");
        }
        let both = |of_a: &str, of_b: &str| {
            check(
                &(one("shared", "https://a.example", of_a)
                    + &one("shared", "https://b.example", of_b)),
            )
        };
        let x = "database = \"postgres://x\"";
        assert_eq!(both(x, x), Ok(()), "on a server each house has a writer of its own");
        for other in ["", "database = \"postgres://y\""] {
            let error = both(other, x).expect_err("attachments would be lost");
            assert!(error.contains("different databases"), "{error}");
        }
    }
}
