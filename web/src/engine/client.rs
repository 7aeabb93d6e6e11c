//! Requests under way. Each gets an id and a handler; each handler hears exactly one last event, also when the
//! worker dies.

use std::{cell::RefCell, collections::HashMap, rc::Rc};

use recruta_api::{
    error::ErrorBody,
    worker::{Command, Event, Message, Request},
};

use super::{Running, worker::Link};

type Handler = Box<dyn FnMut(Event)>;

/// Shared handle; clones talk to the same worker.
#[derive(Clone, Default)]
pub struct Client(Rc<RefCell<Inner>>);

#[derive(Default)]
struct Inner {
    link: Option<Link>,
    ready: bool,
    next_id: u32,
    pending: HashMap<u32, Handler>,
    /// Requests made before the worker said `ready`.
    outbox: Vec<Request>,
}

impl Client {
    /// Connects a fresh worker; whatever the one before it owed has been settled by [`Client::fail`].
    pub fn attach(&self, link: Link) {
        self.0.borrow_mut().link = Some(link);
    }

    /// Sends a command; `handler` hears its events, ending with one for which `is_last` holds.
    pub fn send(&self, command: Command, handler: impl FnMut(Event) + 'static) -> u32 {
        let mut inner = self.0.borrow_mut();
        inner.next_id += 1;
        let id = inner.next_id;
        inner.pending.insert(id, Box::new(handler));
        let request = Request { id, command };
        if !inner.ready {
            inner.outbox.push(request);
            return id;
        }
        let posted = inner.link.as_ref().map_or(Ok(()), |link| link.post(&request));
        drop(inner);
        if let Err(error) = posted {
            self.settle(id, Event::Error { error });
        }
        id
    }

    /// Takes a message of the worker. `Ready` flushes what waited; what runs is given back then.
    pub fn receive(&self, message: Message) -> Option<Running> {
        match (message.id, message.event) {
            (_, Event::Ready { version, threads, .. }) => {
                self.flush();
                Some(Running { version, threads })
            }
            (Some(id), event) => {
                self.settle(id, event);
                None
            }
            (None, _) => None,
        }
    }

    /// Ends the worker and every request with `error`.
    pub fn fail(&self, error: &ErrorBody) {
        let (link, pending) = {
            let mut inner = self.0.borrow_mut();
            inner.ready = false;
            inner.outbox.clear();
            (inner.link.take(), std::mem::take(&mut inner.pending))
        };
        drop(link);
        for (_, mut handler) in pending {
            handler(Event::Error { error: error.clone() });
        }
    }

    fn flush(&self) {
        let waiting = {
            let mut inner = self.0.borrow_mut();
            inner.ready = true;
            std::mem::take(&mut inner.outbox)
        };
        for request in waiting {
            let posted = self.0.borrow().link.as_ref().map_or(Ok(()), |link| link.post(&request));
            if let Err(error) = posted {
                self.settle(request.id, Event::Error { error });
            }
        }
    }

    /// Hands an event to its handler, which may itself send: so the handler is out of the map while it runs.
    fn settle(&self, id: u32, event: Event) {
        let Some(mut handler) = self.0.borrow_mut().pending.remove(&id) else { return };
        let is_last = event.is_last();
        handler(event);
        if !is_last {
            self.0.borrow_mut().pending.insert(id, handler);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(client: &Client, command: Command) -> (u32, Rc<RefCell<Vec<Event>>>) {
        let log = Rc::new(RefCell::new(Vec::new()));
        let sink = Rc::clone(&log);
        (client.send(command, move |event| sink.borrow_mut().push(event)), log)
    }

    #[test]
    fn a_failure_settles_every_request_once() {
        let client = Client::default();
        let (_, first) = heard(&client, Command::Models);
        let (_, second) = heard(&client, Command::LoadRetriever);
        let error = ErrorBody { code: "engine_crash".into(), message: "gone".into() };
        client.fail(&error);
        client.fail(&error);
        assert_eq!(*first.borrow(), [Event::Error { error: error.clone() }]);
        assert_eq!(*second.borrow(), [Event::Error { error }]);
    }

    #[test]
    fn nothing_is_heard_after_the_last_event() {
        let client = Client::default();
        let (id, log) = heard(&client, Command::LoadRetriever);
        let say = |event| client.receive(Message { id: Some(id), event });
        say(Event::Token { n_tokens: 1 });
        say(Event::Done);
        say(Event::Token { n_tokens: 2 });
        assert_eq!(*log.borrow(), [Event::Token { n_tokens: 1 }, Event::Done]);
    }

    #[test]
    fn a_handler_may_send() {
        let client = Client::default();
        let again = client.clone();
        let id = client.send(Command::Models, move |_| {
            again.send(Command::Models, |_| ());
        });
        client.receive(Message { id: Some(id), event: Event::Done });
        assert_eq!(client.0.borrow().pending.len(), 1);
    }
}
