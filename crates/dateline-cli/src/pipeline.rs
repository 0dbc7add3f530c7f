//! Work on a stream of items with many threads, results in the order of the input, memory bounded.
//!
//! One thread reads, N work, the caller's thread takes the results. A permit travels with every item from the reader
//! to the sink and back, so that a slow item holds the reader up instead of letting finished ones pile up behind it.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::thread::{Builder, Scope};

/// Items in flight for each thread.
const IN_FLIGHT: usize = 8;
/// Deeply nested pages recurse; the default stack of a thread is a quarter of the main thread's.
const STACK: usize = 16 << 20;
/// Names of the threads started here.
const THREADS: [&str; 2] = ["reader", "worker"];

/// What became of one item, or of the reader itself.
pub(crate) enum Done<O> {
    /// The result.
    Finished(O),
    /// The code panicked on this item; the message of the panic.
    Panicked(String),
}

/// Works on the items with `threads` threads and hands every result to `sink` in the order of the items. Stops early
/// when the sink fails and returns its error. The iterator is made on the thread that reads it.
pub(crate) fn ordered<I, O, E, Items: Iterator<Item = I>>(
    items: impl FnOnce() -> Items + Send,
    threads: usize,
    work: impl Fn(I) -> O + Sync,
    mut sink: impl FnMut(Done<O>) -> Result<(), E>,
) -> Result<(), E>
where
    I: Send,
    O: Send,
{
    let threads = threads.max(1);
    let window = threads * IN_FLIGHT;
    let (permit, permits) = channel();
    (0..window).for_each(|_| permit.send(()).expect("the receiver is alive"));
    let (jobs, inbox) = sync_channel(window);
    let (results, outbox) = sync_channel(window + 1);
    let inbox = Mutex::new(inbox);
    std::thread::scope(|scope| {
        let (inbox, work) = (&inbox, &work);
        let read_results = results.clone();
        start(scope, THREADS[0], move || feed(items(), permits, jobs, read_results));
        for _ in 0..threads {
            let results = results.clone();
            start(scope, THREADS[1], move || labour(inbox, work, results));
        }
        drop(results);
        // The receiver must go before the threads are joined: a sender that waits on it would never return.
        drain(outbox, permit, &mut sink)
    })
}

thread_local! {
    static PLACE: RefCell<String> = const { RefCell::new(String::new()) };
}

/// From here on a panic in one of our threads prints nothing; its place becomes part of the message.
pub(crate) fn hush() {
    let loud = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if THREADS.contains(&std::thread::current().name().unwrap_or_default()) {
            let place = panic.location().map_or_else(String::new, |place| format!(" at {place}"));
            PLACE.set(place);
        } else {
            loud(panic);
        }
    }));
}

/// Runs a function; a panic becomes its message.
pub(crate) fn guarded<O>(work: impl FnOnce() -> O) -> Done<O> {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(done) => Done::Finished(done),
        Err(payload) => Done::Panicked(message(payload.as_ref()) + &PLACE.take()),
    }
}

fn start<'scope>(scope: &'scope Scope<'scope, '_>, name: &str, run: impl FnOnce() + Send + 'scope) {
    let builder = Builder::new().name(name.to_owned()).stack_size(STACK);
    builder.spawn_scoped(scope, run).expect("the system has a thread left");
}

fn feed<I, O>(
    mut items: impl Iterator<Item = I>,
    permits: Receiver<()>,
    jobs: SyncSender<(usize, I)>,
    results: SyncSender<(usize, Done<O>)>,
) {
    for at in 0.. {
        if permits.recv().is_err() {
            return;
        }
        match guarded(|| items.next()) {
            Done::Finished(Some(item)) => {
                if jobs.send((at, item)).is_err() {
                    return;
                }
            }
            Done::Finished(None) => return,
            // What the iterator would say after a panic cannot be trusted, so reading ends here.
            Done::Panicked(message) => return drop(results.send((at, Done::Panicked(message)))),
        }
    }
}

fn labour<I, O>(inbox: &Mutex<Receiver<(usize, I)>>, work: &impl Fn(I) -> O, results: SyncSender<(usize, Done<O>)>) {
    let next = || inbox.lock().ok()?.recv().ok();
    while let Some((at, item)) = next() {
        if results.send((at, guarded(|| work(item)))).is_err() {
            return;
        }
    }
}

fn drain<O, E>(
    outbox: Receiver<(usize, Done<O>)>,
    permit: Sender<()>,
    sink: &mut impl FnMut(Done<O>) -> Result<(), E>,
) -> Result<(), E> {
    let mut waiting = BTreeMap::new();
    let mut next = 0;
    for (at, done) in outbox {
        waiting.insert(at, done);
        while let Some(done) = waiting.remove(&next) {
            sink(done)?;
            next += 1;
            // The reader may have finished already.
            let _ = permit.send(());
        }
    }
    Ok(())
}

fn message(payload: &(dyn std::any::Any + Send)) -> String {
    let text = payload.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| payload.downcast_ref::<String>().cloned()).unwrap_or_else(|| "no message".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    fn run(count: u64, threads: usize, work: impl Fn(u64) -> u64 + Sync) -> Vec<Result<u64, String>> {
        let mut seen = Vec::new();
        let sink = |done| {
            seen.push(match done {
                Done::Finished(value) => Ok(value),
                Done::Panicked(message) => Err(message),
            });
            Ok::<(), ()>(())
        };
        ordered(|| 0..count, threads, work, sink).unwrap();
        seen
    }

    #[test]
    fn results_come_in_the_order_of_the_items() {
        for threads in [1, 2, 8] {
            let seen = run(500, threads, |n| {
                std::thread::sleep(Duration::from_micros(n * 37 % 100));
                n * n
            });
            assert_eq!(seen, (0..500).map(|n| Ok(n * n)).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_panic_costs_one_item() {
        let seen = run(50, 4, |n| if n == 7 { panic!("seven is {n}") } else { n });
        assert_eq!(seen[7], Err("seven is 7".to_owned()));
        assert_eq!(seen.len(), 50);
        assert_eq!(seen[8], Ok(8));
    }

    #[test]
    fn a_panic_of_the_reader_ends_the_stream_with_a_message() {
        let items = (0..10).inspect(|n| assert!(*n < 3, "bad item"));
        let mut seen = Vec::new();
        let sink = |done| {
            seen.push(matches!(done, Done::Finished(_)));
            Ok::<(), ()>(())
        };
        ordered(|| items, 2, |n| n, sink).unwrap();
        assert_eq!(seen, [true, true, true, false]);
    }

    #[test]
    fn a_failing_sink_stops_everything() {
        let read = AtomicUsize::new(0);
        let items = (0..).inspect(|_| {
            let _ = read.fetch_add(1, Ordering::Relaxed);
        });
        let result = ordered(|| items, 2, |n: usize| n, |_| Err("disk full"));
        assert_eq!(result, Err("disk full"));
        assert!(read.load(Ordering::Relaxed) <= 2 * IN_FLIGHT + 1);
    }

    #[test]
    fn a_slow_item_holds_the_reader_up() {
        let (read, ahead) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let items = (0..300).inspect(|_| {
            let _ = read.fetch_add(1, Ordering::Relaxed);
        });
        let work = |n: usize| {
            if n == 0 {
                std::thread::sleep(Duration::from_millis(50));
                ahead.store(read.load(Ordering::Relaxed), Ordering::Relaxed);
            }
        };
        ordered(|| items, 2, work, |_| Ok::<(), ()>(())).unwrap();
        assert!(ahead.load(Ordering::Relaxed) <= 2 * IN_FLIGHT, "{ahead:?} items were read behind the slow one");
    }
}
