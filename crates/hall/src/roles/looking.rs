//! The hidden command by which the house has a file looked at: a process that shuts itself in
//! before it reads the first byte, and then answers once.

use std::collections::BTreeMap;
use std::io::Read;

use landlock::{
    ABI, Access, AccessFs, AccessNet, CompatLevel, Compatible, Ruleset, RulesetAttr, RulesetStatus,
};
use rlimit::Resource;
use seccompiler::{BpfProgram, SeccompAction, SeccompFilter, TargetArch};
use store::Fault;
use store::fault::Context;

use crate::kit::apart::{self, BOUNDS, Bounds};
use crate::kit::photos;

/// Looks at the file that comes in, and answers with what is kept of it.
pub fn run() -> Result<(), Fault> {
    let told = std::env::var(BOUNDS).ok();
    let told = told.and_then(|told| apart::told_bounds(&told));
    let (bytes_most, bounds) =
        told.ok_or_else(|| Fault::new("only the house itself has files looked at"))?;
    shut_in(bounds)?;
    let mut bytes = vec![];
    let mut sent = std::io::stdin().take(bytes_most + 1);
    sent.read_to_end(&mut bytes).while_(|| "reading a file".to_owned())?;
    let looked = photos::accept(bytes, bytes_most);
    apart::answer(std::io::stdout().lock(), &looked).while_(|| "answering".to_owned())
}

/// Shuts this process in, for good: from here on it opens no file, reaches nobody, starts nothing,
/// and ends where it uses up too much.
pub fn shut_in(bounds: Bounds) -> Result<(), Fault> {
    let limits = [
        (Resource::CPU, bounds.cpu_seconds),
        (Resource::AS, bounds.memory_bytes),
        (Resource::FSIZE, 0),
        (Resource::CORE, 0),
        (Resource::NOFILE, 16),
    ];
    for (resource, most) in limits {
        resource.set(most, most).while_(|| format!("limiting {}", resource.as_name()))?;
    }
    // Where the kernel has no landlock, the calls by which anything is opened are refused all the
    // same: each wall holds alone.
    let status = walled()?;
    tracing::debug!(?status, "landlock");
    let filter = filter()?;
    seccompiler::apply_filter(&filter).while_(|| "refusing calls of the system".to_owned())
}

/// No file and no port is open to this process.
fn walled() -> Result<RulesetStatus, Fault> {
    let abi = ABI::V4;
    let walls = || "walling a process in".to_owned();
    let rules = Ruleset::default().set_compatibility(CompatLevel::BestEffort);
    let rules = rules.handle_access(AccessFs::from_all(abi)).while_(walls)?;
    let rules = rules.handle_access(AccessNet::from_all(abi)).while_(walls)?;
    let status = rules.create().while_(walls)?.restrict_self().while_(walls)?;
    Ok(status.ruleset)
}

/// The calls of the system that decoding needs; every other is refused.
const CALLS: &[i64] = &[
    libc::SYS_read,
    libc::SYS_write,
    libc::SYS_readv,
    libc::SYS_writev,
    libc::SYS_close,
    libc::SYS_fstat,
    libc::SYS_lseek,
    libc::SYS_mmap,
    libc::SYS_munmap,
    libc::SYS_mremap,
    libc::SYS_mprotect,
    libc::SYS_madvise,
    libc::SYS_brk,
    libc::SYS_futex,
    libc::SYS_exit,
    libc::SYS_exit_group,
    libc::SYS_rt_sigreturn,
    libc::SYS_rt_sigaction,
    libc::SYS_rt_sigprocmask,
    libc::SYS_sigaltstack,
    libc::SYS_clock_gettime,
    libc::SYS_getrandom,
    libc::SYS_getrusage,
    libc::SYS_sched_yield,
    libc::SYS_sched_getaffinity,
    libc::SYS_gettid,
    libc::SYS_getpid,
    libc::SYS_tgkill,
    libc::SYS_membarrier,
    libc::SYS_rseq,
    libc::SYS_restart_syscall,
];

fn filter() -> Result<BpfProgram, Fault> {
    let making = || "making a filter of system calls".to_owned();
    let calls: BTreeMap<i64, Vec<_>> = CALLS.iter().map(|call| (*call, vec![])).collect();
    let target: TargetArch = std::env::consts::ARCH.try_into().while_(making)?;
    let refused = SeccompAction::Errno(libc::EPERM as u32);
    let filter = SeccompFilter::new(calls, refused, SeccompAction::Allow, target).while_(making)?;
    filter.try_into().while_(making)
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};
    use std::net::{TcpListener, TcpStream};
    use std::time::{Duration, Instant};

    use store::db::No;

    use super::*;
    use crate::kit::apart::Apart;
    use crate::kit::photos::Kept;

    /// Tells the test that is started as a process of its own what to do there.
    const WHAT: &str = "HUIYIN_LOOKING";

    /// The process that is shut in. As a test of its own it is told nothing and does nothing.
    #[test]
    fn child_is_shut_in_and_does_as_it_is_told() {
        let Ok(what) = std::env::var(WHAT) else { return };
        let told = std::env::var(BOUNDS).ok().and_then(|told| apart::told_bounds(&told));
        let (_, bounds) = told.expect("the bounds are told");
        let (what, port) = what.split_once(' ').unwrap_or((&what, ""));
        match what {
            "look" => run().expect("it answers"),
            "loop" => {
                shut_in(bounds).expect("it can be shut in");
                let mut turns = 0_u64;
                loop {
                    turns = std::hint::black_box(turns.wrapping_add(1));
                }
            }
            "eat" => {
                shut_in(bounds).expect("it can be shut in");
                let mut eaten = vec![];
                loop {
                    eaten.push(vec![1_u8; 1 << 20]);
                    std::hint::black_box(&eaten);
                }
            }
            "sleep" => std::thread::sleep(Duration::from_mins(5)),
            "reach" | "reach-unshut" => {
                if what == "reach" {
                    shut_in(bounds).expect("it can be shut in");
                }
                tell_what_is_reached(port);
            }
            other => panic!("{other} is nothing to do"),
        }
        std::process::exit(0);
    }

    /// Answers with what could be reached, as the bytes of a file.
    fn tell_what_is_reached(port: &str) {
        let mut reached = vec![];
        let mut note = |what: &str, is_open: bool| {
            if is_open {
                reached.push(what.to_owned());
            }
        };
        note("read", std::fs::File::open("/proc/self/status").is_ok());
        note("list", std::fs::read_dir("/").is_ok());
        note("write", std::fs::File::create(std::env::temp_dir().join("huiyin-reach")).is_ok());
        note("connect", TcpStream::connect(format!("127.0.0.1:{port}")).is_ok());
        note("listen", TcpListener::bind("127.0.0.1:0").is_ok());
        note("start", std::process::Command::new("/bin/true").spawn().is_ok());
        note("thread", std::thread::Builder::new().spawn(|| ()).is_ok());
        let kept = Kept { bytes: reached.join(" ").into_bytes(), format: law::ruling::code("pdf") };
        let mut out = vec![];
        apart::answer(&mut out, &Ok(kept)).expect("memory takes it");
        std::io::stdout().write_all(&out).expect("the parent reads");
    }

    fn told(what: &str) -> Apart {
        let name = "roles::looking::tests::child_is_shut_in_and_does_as_it_is_told";
        let arguments = ["--exact", name, "--nocapture", "--test-threads", "1"];
        Apart {
            program: std::env::current_exe().expect("a test has a binary"),
            arguments: arguments.map(str::to_owned).to_vec(),
            environment: vec![(WHAT.to_owned(), what.to_owned())],
            bounds: Bounds { patience: Duration::from_mins(1), ..Bounds::default() },
        }
    }

    fn png(side: u32) -> Vec<u8> {
        let mut bytes = Cursor::new(vec![]);
        let picture = image::DynamicImage::new_rgb8(side, side);
        picture.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
        bytes.into_inner()
    }

    fn refused(looked: Result<Kept, No>) -> &'static str {
        match looked {
            Err(No::Refusal(refusal)) => refusal.code,
            other => panic!("not refused: {other:?}"),
        }
    }

    #[test]
    fn a_file_is_looked_at_apart_as_it_would_be_here() {
        let apart = told("look");
        for bytes in [png(40), png(3000), b"%PDF-1.4\n1 0 obj\n%%EOF\n".to_vec()] {
            let here = photos::accept(bytes.clone(), 1 << 22).unwrap();
            assert_eq!(apart.accept(bytes, 1 << 22).unwrap(), here);
        }
        assert_eq!(refused(apart.accept(b"MZ\x90\x00".to_vec(), 1000)), "files.type");
        assert_eq!(refused(apart.accept(png(40), 10)), "files.too-large");
        let half = png(40);
        assert_eq!(refused(apart.accept(half[..half.len() / 2].to_vec(), 9999)), "files.damaged");
        // A head that promises more pixels than any memory has.
        let mut flood = png(40);
        flood[16..24].copy_from_slice(&[0, 0, 0x2e, 0xdf, 0, 0, 0x2e, 0xdf]);
        assert_eq!(refused(apart.accept(flood, 9999)), "files.damaged");
    }

    #[test]
    fn who_is_shut_in_reaches_nothing() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let reached = |what: &str| {
            let kept = told(&format!("{what} {port}")).accept(vec![], 1000).unwrap();
            String::from_utf8(kept.bytes).unwrap()
        };
        assert_eq!(reached("reach"), "");
        // Not shut in, it reaches all of it: so the walls are what keeps it.
        assert_eq!(reached("reach-unshut"), "read list write connect listen start thread");
    }

    #[test]
    #[expect(clippy::disallowed_methods, reason = "two limits end it; which one, only time tells")]
    fn what_uses_up_too_much_is_ended_and_nothing_else() {
        let begun = Instant::now();
        let mut endless = told("loop");
        endless.bounds.cpu_seconds = 1;
        assert_eq!(refused(endless.accept(vec![], 1000)), "files.damaged");
        assert!(begun.elapsed() < Duration::from_secs(40), "its own limit ends it");
        let mut hungry = told("eat");
        hungry.bounds.memory_bytes = 400 * 1024 * 1024;
        assert_eq!(refused(hungry.accept(vec![], 1000)), "files.damaged");
        let mut idle = told("sleep");
        idle.bounds.patience = Duration::from_millis(300);
        assert_eq!(refused(idle.accept(vec![], 1000)), "files.damaged");
        assert!(told("look").accept(png(9), 9999).is_ok(), "the next one is looked at");
    }
}
