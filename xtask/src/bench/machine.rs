//! On what a run was made.

use std::fs;
use std::thread;

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
    fn a_field_is_found_by_its_name() {
        let text = "processor\t: 0\nmodel name\t: A: fast one\nmodel name\t: Another\n";
        assert_eq!(super::field(text, "model name").as_deref(), Some("A: fast one"));
        assert_eq!(super::field(text, "flags"), None);
    }
}
