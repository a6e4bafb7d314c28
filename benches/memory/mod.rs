//! Peak memory of a process.

/// The most memory that this process has held so far, in KiB. Only Linux
/// tells.
pub(crate) fn high_water_mark() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
