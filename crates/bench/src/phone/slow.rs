//! A slow processor for a browser. Chromium's own throttle (`Emulation.setCPUThrottlingRate`) refuses
//! workers, and the phone's program lives in one. So the processes in which pages and workers run are
//! stopped for five sixths of the time, with all their threads.

use std::{
    fs,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU32, Ordering},
    },
    thread::JoinHandle,
    time::{Duration, Instant},
};

use rustix::process::{Pid, Signal, kill_process};

use crate::Outcome;

/// How many times slower.
const FACTOR: f64 = 6.0;

/// How far from that is near enough, and how often it is tried.
const NEAR: f64 = 0.3;
const TRIES: usize = 6;

/// They run for this long, and stand still for some five times what it became.
const RUN: Duration = Duration::from_millis(2);

/// How often it is looked which processes there are.
const LOOK: Duration = Duration::from_millis(250);

/// As long as it lives the browser is slow.
pub(super) struct Slow {
    orders: Arc<Orders>,
    thread: Option<JoinHandle<()>>,
}

struct Orders {
    over: AtomicBool,
    /// How many hundredths of the time that they ran they stand still.
    rest: AtomicU32,
}

impl Slow {
    /// Slows the pages and workers of a browser that is a group of processes.
    pub(super) fn begin(group: u32) -> Self {
        let rest = AtomicU32::new(hundredths(FACTOR - 1.0));
        let orders = Arc::new(Orders { over: AtomicBool::new(false), rest });
        let told = Arc::clone(&orders);
        let thread = std::thread::spawn(move || slow_down(group, &told));
        Self { orders, thread: Some(thread) }
    }

    /// Measures how many times slower the same work has become, and lets it rest more or less until that is near what is
    /// meant: stopping and waking take their own time, and other work on the machine takes its share.
    ///
    /// # Errors
    /// What `measure` fails with.
    pub(super) fn tune(&self, mut measure: impl FnMut() -> Outcome<f64>) -> Outcome<f64> {
        let mut slowed = measure()?;
        for _ in 0..TRIES {
            if (slowed - FACTOR).abs() < NEAR {
                break;
            }
            let rest = f64::from(self.orders.rest.load(Ordering::Relaxed)) / 100.0;
            let better = rest * (FACTOR - 1.0) / (slowed - 1.0).max(0.5);
            self.orders.rest.store(hundredths(better), Ordering::Relaxed);
            slowed = measure()?;
        }
        Ok(slowed)
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between a tenth and a hundred")]
fn hundredths(rest: f64) -> u32 {
    (rest.clamp(0.1, 100.0) * 100.0).round() as u32
}

impl Drop for Slow {
    fn drop(&mut self) {
        self.orders.over.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            // Its panic would have been printed; nothing else is to be done about it here.
            let _ = thread.join();
        }
    }
}

fn slow_down(group: u32, orders: &Orders) {
    let mut processes = renderers(group);
    let mut looked = Instant::now();
    // What the machine made longer or shorter than asked is made up for by the next rests.
    let mut owed = Duration::ZERO;
    while !orders.over.load(Ordering::Relaxed) {
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
        owed += running.elapsed() * orders.rest.load(Ordering::Relaxed) / 100;
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
