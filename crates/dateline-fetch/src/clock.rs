//! Time, as an argument: tests bring their own.

use jiff::Timestamp;
use std::time::{Duration, Instant};

/// The date for the records, and time that only goes forward for waiting.
pub trait Clock {
    /// The date.
    fn date(&self) -> Timestamp;
    /// Time since some fixed moment.
    fn elapsed(&self) -> Duration;
    /// Waits.
    fn sleep(&self, time: Duration);
}

/// The clock of the machine.
#[derive(Debug, Clone, Copy)]
pub struct SystemClock(Instant);

impl SystemClock {
    /// A clock that counts from now on.
    #[allow(clippy::new_without_default, reason = "a default should not look at the clock")]
    pub fn new() -> Self {
        SystemClock(Instant::now())
    }
}

impl Clock for SystemClock {
    fn date(&self) -> Timestamp {
        Timestamp::now()
    }

    fn elapsed(&self) -> Duration {
        self.0.elapsed()
    }

    fn sleep(&self, time: Duration) {
        std::thread::sleep(time);
    }
}
