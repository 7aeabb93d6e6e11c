//! A bounded line that forgets those who left it.

use std::{
    collections::VecDeque,
    sync::{Condvar, Mutex, MutexGuard, PoisonError},
};

use super::job::Job;

/// Why a job was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refused {
    /// The line is full of callers who still wait.
    Full { waiting: usize },
    /// Nothing is taken any more.
    Closed,
}

/// Jobs in the order they came.
#[derive(Debug)]
pub(super) struct Queue {
    line: Mutex<Line>,
    changed: Condvar,
    capacity: usize,
}

#[derive(Debug, Default)]
struct Line {
    jobs: VecDeque<Job>,
    is_closed: bool,
}

impl Queue {
    pub(super) fn new(capacity: usize) -> Self {
        Self { line: Mutex::default(), changed: Condvar::new(), capacity }
    }

    /// Puts a job in line, unless it is refused. Also says how many questions were dropped because their callers had
    /// left: they must not keep others out.
    pub(super) fn push(&self, job: Job) -> (Option<Refused>, usize) {
        let mut line = self.lock();
        let before: usize = n_questions(&line.jobs);
        line.jobs.retain(|job| !job.is_abandoned());
        let abandoned = before - n_questions(&line.jobs);
        if line.is_closed {
            return (Some(Refused::Closed), abandoned);
        }
        let waiting = line.jobs.len();
        if waiting >= self.capacity {
            return (Some(Refused::Full { waiting }), abandoned);
        }
        line.jobs.push_back(job);
        self.changed.notify_one();
        (None, abandoned)
    }

    /// The next job; waits for one. None once the line is closed.
    pub(super) fn pop(&self) -> Option<Job> {
        let mut line = self.lock();
        while line.jobs.is_empty() && !line.is_closed {
            line = self.changed.wait(line).unwrap_or_else(PoisonError::into_inner);
        }
        line.jobs.pop_front()
    }

    /// The next job, if one waits.
    pub(super) fn try_pop(&self) -> Option<Job> {
        self.lock().jobs.pop_front()
    }

    /// Takes nothing more, and gives back what waited.
    pub(super) fn close(&self) -> VecDeque<Job> {
        let mut line = self.lock();
        line.is_closed = true;
        self.changed.notify_all();
        std::mem::take(&mut line.jobs)
    }

    pub(super) fn n_waiting(&self) -> usize {
        self.lock().jobs.iter().filter(|job| !job.is_abandoned()).count()
    }

    /// A panic while the lock was held cannot leave the line half changed, so a poisoned lock is as good as any.
    fn lock(&self) -> MutexGuard<'_, Line> {
        self.line.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn n_questions(jobs: &VecDeque<Job>) -> usize {
    jobs.iter().map(|job| job.questions.len()).sum()
}

#[cfg(test)]
mod tests {
    use recruta_core::retrieve::Filters;
    use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

    use super::{
        super::job::{Order, Outgoing, Prose, Wants},
        Job, Queue, Refused,
    };

    fn order(name: &str) -> Order {
        Order {
            questions: vec![name.to_owned()],
            filters: Filters::default(),
            wants: Wants::Answers,
            prose: Prose::IfAny,
        }
    }

    fn job(name: &str) -> (Job, UnboundedReceiver<Outgoing>) {
        let (sender, receiver) = unbounded_channel();
        (Job::new(order(name), sender), receiver)
    }

    #[test]
    fn a_full_line_refuses_until_someone_leaves_it() {
        let queue = Queue::new(1);
        let (first, first_caller) = job("first");
        let (second, _second_caller) = job("second");
        let (third, _third_caller) = job("third");
        assert_eq!(queue.push(first), (None, 0));
        assert_eq!(queue.push(second), (Some(Refused::Full { waiting: 1 }), 0));
        drop(first_caller);
        assert_eq!(queue.n_waiting(), 0);
        assert_eq!(queue.push(third), (None, 1));
        assert_eq!(queue.pop().map(|job| job.questions), Some(vec!["third".to_owned()]));
    }

    #[test]
    fn a_closed_line_gives_back_what_waited_and_takes_nothing() {
        let queue = Queue::new(2);
        let (first, _first_caller) = job("first");
        let (second, _second_caller) = job("second");
        assert_eq!(queue.push(first), (None, 0));
        assert_eq!(queue.close().len(), 1);
        assert_eq!(queue.push(second), (Some(Refused::Closed), 0));
        assert!(queue.pop().is_none());
    }
}
