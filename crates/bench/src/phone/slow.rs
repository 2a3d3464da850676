//! A slow processor for a browser. Chromium's own throttle (`Emulation.setCPUThrottlingRate`) refuses
//! workers, and the phone's program lives in one. So the processes in which pages and workers run are
//! stopped for five sixths of the time, with all their threads.

use std::{
    fs,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread::JoinHandle,
    time::{Duration, Instant},
};

use rustix::process::{Pid, Signal, kill_process};

/// How many times slower.
pub(super) const FACTOR: u32 = 6;

/// They run for this long, and stand still for five times what it became.
const RUN: Duration = Duration::from_millis(2);

/// How often it is looked which processes there are.
const LOOK: Duration = Duration::from_millis(250);

/// As long as it lives the browser is slow.
pub(super) struct Slow {
    over: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Slow {
    /// Slows the pages and workers of a browser that is a group of processes.
    pub(super) fn begin(group: u32) -> Self {
        let over = Arc::new(AtomicBool::new(false));
        let told = Arc::clone(&over);
        let thread = std::thread::spawn(move || slow_down(group, &told));
        Self { over, thread: Some(thread) }
    }
}

impl Drop for Slow {
    fn drop(&mut self) {
        self.over.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            // Its panic would have been printed; nothing else is to be done about it here.
            let _ = thread.join();
        }
    }
}

fn slow_down(group: u32, over: &AtomicBool) {
    let mut processes = renderers(group);
    let mut looked = Instant::now();
    // What the machine made longer or shorter than asked is made up for by the next rests.
    let mut owed = Duration::ZERO;
    while !over.load(Ordering::Relaxed) {
        let resting = Instant::now();
        tell(&processes, Signal::STOP);
        if looked.elapsed() > LOOK {
            processes = renderers(group);
            tell(&processes, Signal::STOP);
            looked = Instant::now();
        }
        std::thread::sleep(owed.saturating_sub(resting.elapsed()));
        owed = owed.saturating_sub(resting.elapsed());
        let running = Instant::now();
        tell(&processes, Signal::CONT);
        std::thread::sleep(RUN);
        owed += running.elapsed() * (FACTOR - 1);
    }
    tell(&processes, Signal::CONT);
}

/// A process that has ended meanwhile hears nothing, which is all right.
fn tell(processes: &[Pid], signal: Signal) {
    for process in processes {
        let _ = kill_process(*process, signal);
    }
}

/// The processes of the group in which pages and workers run.
fn renderers(group: u32) -> Vec<Pid> {
    let all = fs::read_dir("/proc").into_iter().flatten().flatten();
    let numbers = all.filter_map(|entry| entry.file_name().to_str()?.parse::<i32>().ok());
    let renders = |number: &i32| {
        let stat = fs::read_to_string(format!("/proc/{number}/stat")).unwrap_or_default();
        let command = fs::read(format!("/proc/{number}/cmdline")).unwrap_or_default();
        group_in(&stat) == Some(group) && String::from_utf8_lossy(&command).contains("--type=renderer")
    };
    numbers.filter(renders).filter_map(Pid::from_raw).collect()
}

/// The group of a process, from the line that the kernel has about it; its name may hold anything.
fn group_in(stat: &str) -> Option<u32> {
    stat.rsplit_once(')')?.1.split_whitespace().nth(2)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_group_is_found_after_any_name() {
        assert_eq!(group_in("12 (a) b) S 1 77 77 0"), Some(77));
        assert_eq!(group_in(""), None);
    }
}
