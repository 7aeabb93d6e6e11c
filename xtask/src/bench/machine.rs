//! On what a run was made.

use std::fs;
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

use crate::paths::Paths;
use crate::process;

/// Instructions that kernels ask for.
const NOTABLE: [&str; 6] = ["avx2", "f16c", "avx512f", "avx512_vnni", "avx_vnni", "asimddp"];

/// The machine as the report describes it.
pub fn describe(paths: &Paths) -> Value {
    let cpu = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let flags = field(&cpu, "flags").or_else(|| field(&cpu, "Features")).unwrap_or_default();
    let flags: Vec<&str> = flags.split(' ').filter(|flag| NOTABLE.contains(flag)).collect();
    let said = |program: &str, args: &[&str]| process::output(process::command(program, paths).args(args));
    json!({
        "cpu": field(&cpu, "model name"),
        "cores": thread::available_parallelism().map_or(1, usize::from),
        "instructions": flags,
        "system": said("uname", &["-sr"]),
        "rustc": said("rustc", &["--version"]),
        "commit": said("git", &["rev-parse", "--short", "HEAD"]),
        "load_average": load_average(),
    })
}

/// Cores that are busy while nothing is measured; zero where the system does not say. Looks for a second.
pub fn busy_cores() -> f64 {
    let look = || busy_and_total(&fs::read_to_string("/proc/stat").unwrap_or_default());
    let (busy_before, total_before) = look();
    thread::sleep(Duration::from_secs(1));
    let (busy, total) = look();
    let cores = thread::available_parallelism().map_or(1, usize::from) as f64;
    if total > total_before { (busy - busy_before) / (total - total_before) * cores } else { 0.0 }
}

/// Ticks of all cores, without and with those in which nothing ran or the disk was waited for.
fn busy_and_total(stat: &str) -> (f64, f64) {
    let line = stat.lines().next().unwrap_or_default();
    let ticks: Vec<f64> = line.split_whitespace().skip(1).take(8).filter_map(|n| n.parse().ok()).collect();
    let total: f64 = ticks.iter().sum();
    (total - ticks.iter().skip(3).take(2).sum::<f64>(), total)
}

/// Processes that ran or waited to run, over the last one, five and fifteen minutes.
pub fn load_average() -> Option<String> {
    let load = fs::read_to_string("/proc/loadavg").ok()?;
    Some(load.split(' ').take(3).collect::<Vec<_>>().join(" "))
}

/// The first value of a field of /proc/cpuinfo.
fn field(text: &str, name: &str) -> Option<String> {
    let lines = text.lines().filter_map(|line| line.split_once(':'));
    let mut values = lines.filter(|(key, _)| key.trim() == name).map(|(_, value)| value.trim().to_owned());
    values.next()
}

#[cfg(test)]
mod tests {
    #[test]
    fn idle_ticks_and_those_waiting_for_the_disk_are_not_busy() {
        let (busy, total) = super::busy_and_total("cpu  10 1 5 70 4 0 2 3 99 0\ncpu0 1 1\n");
        assert!((busy - 21.0).abs() < 1e-9 && (total - 95.0).abs() < 1e-9, "{busy} {total}");
        assert_eq!(super::busy_and_total(""), (0.0, 0.0));
    }

    #[test]
    fn a_field_is_found_by_its_name() {
        let text = "processor\t: 0\nmodel name\t: A: fast one\nmodel name\t: Another\n";
        assert_eq!(super::field(text, "model name").as_deref(), Some("A: fast one"));
        assert_eq!(super::field(text, "flags"), None);
    }
}
