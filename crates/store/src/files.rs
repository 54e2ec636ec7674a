//! Bytes of attachments on disk, by the hash of their content.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use law::words::Hash;

use crate::fault::{Context, Fault};

/// The folder in which attachments are kept.
#[derive(Debug, Clone)]
pub struct Files {
    dir: PathBuf,
}

impl Files {
    /// The folder `files` in a data folder.
    pub fn new(data: &Path) -> Self {
        Self { dir: data.join("files") }
    }

    fn path(&self, hash: Hash) -> PathBuf {
        let name = hash.to_string();
        self.dir.join(&name[..2]).join(name)
    }

    /// Keeps bytes under the hash of their commitment; synced before a fact names them.
    pub fn put(&self, hash: Hash, bytes: &[u8]) -> Result<(), Fault> {
        let path = self.path(hash);
        let parent = path.parent().expect("the path was joined from two parts");
        fs::create_dir_all(parent).while_(|| format!("creating {}", parent.display()))?;
        let partial = path.with_extension("part");
        let write = || -> std::io::Result<()> {
            let mut file = fs::File::create(&partial)?;
            file.write_all(bytes)?;
            file.sync_all()?;
            fs::rename(&partial, &path)?;
            fs::File::open(parent)?.sync_all()
        };
        write().while_(|| format!("keeping the attachment {}", path.display()))
    }

    /// The bytes kept under a hash.
    pub fn get(&self, hash: Hash) -> Result<Vec<u8>, Fault> {
        let path = self.path(hash);
        fs::read(&path).while_(|| format!("reading the attachment {}", path.display()))
    }

    /// The folder.
    pub fn dir(&self) -> &Path {
        &self.dir
    }
}
