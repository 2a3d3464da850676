//! A gateway in memory, for the demonstration and for tests: what is sent can be listed, and messages can be put in.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use async_trait::async_trait;
use jiff::Timestamp;

use crate::{
    Accepted, Delivery, Event, Gateway, Incoming, Keeper, Kind, MessageId, Outgoing, Received, Sender, Text,
    Trouble, Why,
};

/// No telephone network at all. Clones are the same gateway.
#[derive(Debug, Clone, Default)]
pub struct StandIn {
    state: Arc<Mutex<State>>,
}

#[derive(Debug, Default)]
struct State {
    sent: Vec<(Outgoing, Delivery)>,
    ready: VecDeque<Event>,
    count: u64,
    troubles: VecDeque<Trouble>,
}

impl StandIn {
    /// An empty one.
    pub fn new() -> Self {
        Self::default()
    }

    /// Puts in a message, as if somebody had sent it; gives its key.
    pub fn write(&self, from: &str, words: &str, at: Timestamp) -> String {
        self.put(from, Kind::Text(Text(words.to_owned())), at)
    }

    /// Puts in a missed call; gives its key.
    pub fn call(&self, from: &str, at: Timestamp) -> String {
        self.put(from, Kind::MissedCall, at)
    }

    /// All that was sent, in order, and what became of it.
    pub fn sent(&self) -> Vec<(Outgoing, Delivery)> {
        self.state().sent.clone()
    }

    /// Says that a message has arrived, or has not.
    pub fn settle(&self, id: MessageId, delivery: Delivery) {
        let mut state = self.state();
        for (_, known) in state.sent.iter_mut().filter(|(message, _)| message.id == id) {
            known.clone_from(&delivery);
        }
    }

    /// Makes the next attempt to send fail in this way. After [`Trouble::Unsure`] the message was sent all the same.
    pub fn fail_next(&self, trouble: Trouble) {
        self.state().troubles.push_back(trouble);
    }

    fn put(&self, from: &str, kind: Kind, at: Timestamp) -> String {
        let mut state = self.state();
        state.count += 1;
        let key = format!("stand-in:{}:{}", at.as_millisecond(), state.count);
        let from = Sender::read(from);
        state.ready.push_back(Event::Incoming(Incoming {
            key: key.clone(),
            from,
            kind,
            stamped: Some(at),
            torn: None,
        }));
        key
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl Gateway for StandIn {
    fn name(&self) -> &str {
        "stand-in"
    }

    fn repeats_safely(&self) -> bool {
        true
    }

    async fn send(&self, message: &Outgoing) -> Result<Accepted, Trouble> {
        let mut state = self.state();
        let trouble = state.troubles.pop_front();
        if let Some(trouble @ (Trouble::NotSent(_) | Trouble::Refused(_))) = trouble {
            return Err(trouble);
        }
        let known = state.sent.iter().any(|(before, _)| before.id == message.id);
        if !known {
            state.sent.push((message.clone(), Delivery::Sent));
        }
        match trouble {
            Some(trouble) => Err(trouble),
            None if known => Ok(Accepted::Before),
            None => Ok(Accepted::Now),
        }
    }

    async fn look(&self, message: &Outgoing) -> Result<Delivery, Trouble> {
        let state = self.state();
        let known = state.sent.iter().find(|(before, _)| before.id == message.id);
        Ok(known.map_or(Delivery::Unknown, |(_, delivery)| delivery.clone()))
    }

    async fn receive(&self, keeper: &mut dyn Keeper) -> Result<Received, Trouble> {
        let mut received = Received::default();
        loop {
            let Some(event) = self.state().ready.front().cloned() else { return Ok(received) };
            let key = event.key().to_owned();
            keeper.keep(event).await.map_err(|_| Trouble::NotSent(Why::NotKept))?;
            self.state().ready.retain(|other| other.key() != key);
            received.kept += 1;
        }
    }

    async fn check(&self) -> Result<(), Trouble> {
        Ok(())
    }
}
