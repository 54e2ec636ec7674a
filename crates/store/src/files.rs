//! Attachments: their bytes on disk, by the hash of their commitment, and their rows in the
//! database, which are written with the fact that names them.

use std::collections::HashSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use law::clock::Time;
use law::words::{FileRef, Hash};

use crate::Val;
use crate::db::{Db, Tx};
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

    /// Whether there are bytes under a hash: whole, since a file is given its name when it is.
    pub fn holds(&self, hash: Hash) -> bool {
        self.path(hash).exists()
    }

    /// The folder.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Removes what no row of the database names and was written before an instant: bytes whose
    /// act was refused, given up, or a retry. Tells how many files went.
    ///
    /// `named` must hold the hashes of every house whose files lie in this folder.
    pub fn sweep(&self, named: &HashSet<Hash>, before: SystemTime) -> Result<usize, Fault> {
        let mut removed = 0;
        let reading = |path: &Path| format!("reading {}", path.display());
        if !self.dir.exists() {
            return Ok(0);
        }
        for folder in fs::read_dir(&self.dir).while_(|| reading(&self.dir))? {
            let folder = folder.while_(|| reading(&self.dir))?.path();
            for file in fs::read_dir(&folder).while_(|| reading(&folder))? {
                let file = file.while_(|| reading(&folder))?;
                let path = file.path();
                let written = file.metadata().and_then(|about| about.modified());
                let is_old = written.while_(|| reading(&path))? < before;
                let hash = file.file_name().to_str().and_then(|name| name.parse().ok());
                if is_old && hash.is_none_or(|hash| !named.contains(&hash)) {
                    fs::remove_file(&path).while_(|| format!("removing {}", path.display()))?;
                    removed += 1;
                }
            }
        }
        Ok(removed)
    }
}

impl Tx<'_> {
    /// Notes a file whose bytes are kept, with the salt of its commitment and the act it came with.
    pub fn keep_file(
        &mut self,
        file: &FileRef,
        (salt, act, now): ([u8; 16], Hash, Time),
    ) -> Result<(), Fault> {
        let values = [
            file.id.into(),
            file.hash.into(),
            Val::Blob(salt.into()),
            file.size.into(),
            (&file.format).into(),
            act.into(),
            now.into(),
        ];
        self.db.send_in_order(
            "INSERT INTO file (house, file, hash, salt, size, format, act, at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            &values,
        )
    }
}

/// The hashes of every file of a house.
pub fn named(db: Db<'_>) -> Result<HashSet<Hash>, Fault> {
    let mut hashes = HashSet::new();
    db.each("SELECT hash FROM file WHERE house = $1", &[], |row| {
        hashes.extend(Hash::from_bytes(row.blob(0)));
        Ok(())
    })?;
    Ok(hashes)
}
