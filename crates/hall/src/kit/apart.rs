//! Files that somebody sent are looked at apart: in a process of their own that can read nothing,
//! reach nobody and use up little, so that a file that breaks a decoder breaks nothing else.

use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use law::ruling::{Refusal, code};
use store::Fault;
use store::db::No;
use store::fault::Context;

use super::photos::Kept;
use super::segments;

/// What an answer begins with.
const MARK: &str = "huiyin-file ";
/// Most bytes of an answer: of a picture as large as one is kept, or of a paper.
const ANSWER_MOST: u64 = 128 * 1024 * 1024;

/// What looking at one file may use up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// Seconds of work.
    pub cpu_seconds: u64,
    /// Bytes of memory.
    pub memory_bytes: u64,
    /// How long the answer is waited for.
    pub patience: Duration,
}

impl Default for Bounds {
    fn default() -> Self {
        // Of addresses: the allocator sets half of this aside before it is asked for anything.
        let memory_bytes = 2 * 1024 * 1024 * 1024;
        Self { cpu_seconds: 15, memory_bytes, patience: Duration::from_secs(30) }
    }
}

/// The program that looks at files.
#[derive(Debug, Clone)]
pub struct Apart {
    /// The binary.
    pub program: PathBuf,
    /// What it is told before the bounds.
    pub arguments: Vec<String>,
    /// What it finds in its environment, which is empty else.
    pub environment: Vec<(String, String)>,
    /// What one file may use up.
    pub bounds: Bounds,
}

impl Apart {
    /// The binary of the house, by its hidden command.
    pub fn by(program: PathBuf) -> Self {
        let (arguments, environment) = (vec!["look-at-file".to_owned()], vec![]);
        Self { program, arguments, environment, bounds: Bounds::default() }
    }

    /// Has the smallest of pictures looked at, so that a house learns at its start, and not from a
    /// resident, where this cannot be done.
    ///
    /// # Errors
    /// It cannot be done here.
    pub fn check(&self) -> Result<(), Fault> {
        let mut picture = std::io::Cursor::new(vec![]);
        let drawn = image::DynamicImage::new_rgb8(1, 1);
        let drawn = drawn.write_to(&mut picture, image::ImageFormat::Png);
        drawn.while_(|| "drawing a picture".to_owned())?;
        match self.accept(picture.into_inner(), 4096) {
            Ok(_) => Ok(()),
            Err(No::Fault(fault)) => Err(fault),
            Err(No::Refusal(_)) => Err(Fault::new(
                "files cannot be looked at apart on this machine: it needs Linux with seccomp, and \
                 two gigabytes of address space for a process of its own",
            )),
        }
    }

    /// Has a file looked at, and looks with a second reader at what came back.
    ///
    /// # Errors
    /// What the first reader refuses; a file at which it died or took too long is refused as a
    /// damaged one. That it cannot be started, or lets metadata through, is a fault.
    pub fn accept(&self, bytes: Vec<u8>, bytes_most: u64) -> Result<Kept, No> {
        let kept = self.ask(bytes, bytes_most)?;
        let told = segments::metadata(&kept.bytes, kept.format.as_str());
        match told.as_deref() {
            Ok([]) => Ok(kept),
            Ok(found) => {
                Err(Fault::new(format!("a file was kept with {}", found.join(", "))).into())
            }
            Err(damage) => Err(Fault::new(format!("a file was kept damaged: {damage}")).into()),
        }
    }

    fn ask(&self, bytes: Vec<u8>, bytes_most: u64) -> Result<Kept, No> {
        let mut child = self.start(bytes_most)?;
        let (sender, receiver) = mpsc::sync_channel(1);
        let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
        // On a thread of its own, so that whoever waits can lose patience.
        let talk = std::thread::Builder::new().name("apart".to_owned());
        let talk = talk.spawn(move || {
            let mut answer = vec![];
            if let Some(mut stdin) = stdin {
                // Whoever has seen enough closes early: what it says then counts.
                let _closed = stdin.write_all(&bytes);
            }
            let read = stdout.map(|out| out.take(ANSWER_MOST));
            let read = read.map_or(Ok(0), |mut out| out.read_to_end(&mut answer));
            let _left = sender.send(read.map(|_| answer));
        });
        let talk = talk.while_(|| "starting to look at a file".to_owned());
        let answer = receiver.recv_timeout(self.bounds.patience);
        let ended = end(&mut child, answer.is_ok())?;
        talk?.join().map_err(|_| Fault::new("looking at a file ended badly"))?;
        let heard = answer.ok().and_then(Result::ok).and_then(|answer| read(&answer));
        heard
            .unwrap_or_else(|| {
                tracing::warn!(ended, "a file was refused: looking at it did not end well");
                Err(Refusal::invalid("files.damaged").at("files"))
            })
            .map_err(No::Refusal)
    }

    fn start(&self, bytes_most: u64) -> Result<Child, Fault> {
        let Bounds { cpu_seconds, memory_bytes, .. } = self.bounds;
        let told = format!("{bytes_most},{cpu_seconds},{memory_bytes}");
        Command::new(&self.program)
            .args(&self.arguments)
            .env_clear()
            .envs(self.environment.iter().cloned())
            .env(BOUNDS, told)
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .while_(|| format!("starting {} to look at a file", self.program.display()))
    }
}

/// How it ended, in words for the journal; it is ended where it does not end by itself.
fn end(child: &mut Child, answered: bool) -> Result<String, Fault> {
    let ending = || "ending what looked at a file".to_owned();
    if !answered {
        child.kill().while_(ending)?;
    }
    Ok(child.wait().while_(ending)?.to_string())
}

/// Names the variable by which the bounds are told.
pub const BOUNDS: &str = "HUIYIN_BOUNDS";

/// The bounds that whoever started this process told: most bytes of a file, and the rest.
pub fn told_bounds(text: &str) -> Option<(u64, Bounds)> {
    let numbers: Vec<u64> = text.split(',').filter_map(|part| part.parse().ok()).collect();
    match numbers[..] {
        [bytes_most, cpu_seconds, memory_bytes] => {
            let bounds = Bounds { cpu_seconds, memory_bytes, ..Bounds::default() };
            Some((bytes_most, bounds))
        }
        _ => None,
    }
}

/// Writes the answer of the process that looked.
pub fn answer(mut to: impl Write, looked: &Result<Kept, Refusal>) -> std::io::Result<()> {
    match looked {
        Ok(kept) => {
            writeln!(to, "{MARK}kept {} {}", kept.format, kept.bytes.len())?;
            to.write_all(&kept.bytes)?;
        }
        Err(refusal) => {
            let most = refusal.args.iter().find(|(name, _)| *name == "most");
            let most = most.map_or("", |(_, most)| most.as_str());
            writeln!(to, "{MARK}refused {} {most}", refusal.code)?;
        }
    }
    to.flush()
}

/// Reads such an answer; `None` where there is none, or only part of one.
fn read(answer: &[u8]) -> Option<Result<Kept, Refusal>> {
    let begin = answer.windows(MARK.len()).position(|part| part == MARK.as_bytes())?;
    let answer = &answer[begin + MARK.len()..];
    let end = answer.iter().position(|byte| *byte == b'\n')?;
    let line = std::str::from_utf8(&answer[..end]).ok()?;
    let rest = &answer[end + 1..];
    let mut words = line.split(' ');
    match (words.next()?, words.next()?, words.next()?) {
        ("kept", format, length) => {
            let bytes = rest.get(..length.parse().ok()?)?.to_vec();
            let format = ["jpeg", "png", "pdf"].into_iter().find(|known| *known == format)?;
            Some(Ok(Kept { bytes, format: code(format) }))
        }
        ("refused", said, most) => {
            let known = ["files.too-large", "files.type", "files.damaged"];
            let said = known.into_iter().find(|known| *known == said)?;
            let refusal = Refusal::invalid(said).at("files");
            Some(Err(if most.is_empty() { refusal } else { refusal.with("most", most) }))
        }
        _ => None,
    }
}
