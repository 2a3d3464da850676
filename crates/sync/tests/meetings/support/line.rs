//! The way between a phone and the host, with everything that can go wrong on it.

use std::cell::{Cell, RefCell};

use async_trait::async_trait;
use sync::guest::{Line, Meeting, Outcome, Pieces, Trouble};

use super::{Dice, host::Host, phone::Phone};

/// What goes wrong with one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    None,
    /// The request does not arrive.
    Lost,
    /// It arrives, and nothing comes back.
    Unanswered,
    /// The answer ends after so many bytes.
    Cut(usize),
    /// It is refused with this status, before the host looked at it.
    Status(u16),
    /// It arrives twice; the answer to the first comes back.
    Twice,
    /// It arrives late, after others.
    Late(usize),
}

pub(crate) struct Wire<'a> {
    pub(crate) host: &'a Host,
    pub(crate) phone: &'a Phone,
    /// Decides what goes wrong, and into which pieces an answer falls.
    pub(crate) dice: RefCell<Dice>,
    /// Of a hundred requests so many go wrong.
    pub(crate) faults: usize,
    /// What goes wrong with the next request, whatever the dice say.
    pub(crate) next: Cell<Option<Fault>>,
    /// Bytes asked and answered.
    pub(crate) traffic: Cell<(usize, usize)>,
    pub(crate) requests: Cell<usize>,
    /// The bytes of the largest request.
    pub(crate) largest: Cell<usize>,
    /// The last request and answer.
    pub(crate) asked: RefCell<Vec<u8>>,
    pub(crate) answered: RefCell<Vec<u8>>,
    /// At which request of how many what goes wrong.
    pub(crate) later: Cell<Option<(usize, Fault)>>,
}

impl<'a> Wire<'a> {
    pub(crate) fn new(host: &'a Host, phone: &'a Phone, seed: u64, faults: usize) -> Self {
        Self {
            host,
            phone,
            dice: RefCell::new(Dice::new(seed)),
            faults,
            next: Cell::new(None),
            traffic: Cell::new((0, 0)),
            requests: Cell::new(0),
            largest: Cell::new(0),
            asked: RefCell::default(),
            answered: RefCell::default(),
            later: Cell::new(None),
        }
    }

    pub(crate) async fn meet(&self) -> Result<Outcome, Trouble> {
        let (keep, sender) = (self.phone, &self.phone.sender);
        Meeting { keep, line: self, sender, program: "1.0", watch: &|_| {} }.meet().await
    }

    /// The same, but the second answer ends after so many bytes.
    pub(crate) async fn meet_cut_at_second(&self, bytes: usize) -> Result<Outcome, Trouble> {
        self.later.set(Some((self.requests.get() + 2, Fault::Cut(bytes))));
        let met = self.meet().await;
        self.later.set(None);
        met
    }

    fn fault(&self) -> Fault {
        if let Some((_, fault)) = self.later.get().filter(|(at, _)| *at == self.requests.get()) {
            return fault;
        }
        if let Some(fault) = self.next.take() {
            return fault;
        }
        let mut dice = self.dice.borrow_mut();
        if !dice.chance(self.faults) {
            return Fault::None;
        }
        match dice.below(10) {
            0 => Fault::Lost,
            1 => Fault::Unanswered,
            2 => Fault::Status(503),
            3 => Fault::Twice,
            4 => Fault::Late(dice.below(9)),
            _ => Fault::Cut(usize::MAX),
        }
    }
}

fn away<T>() -> Result<T, Trouble> {
    Err(Trouble::Away("the line is cut".to_owned()))
}

#[async_trait(?Send)]
impl Line for Wire<'_> {
    async fn ask(&self, body: Vec<u8>) -> Result<Box<dyn Pieces>, Trouble> {
        tokio::task::yield_now().await;
        self.requests.set(self.requests.get() + 1);
        self.largest.set(self.largest.get().max(body.len()));
        let fault = self.fault();
        match fault {
            Fault::Lost => return away(),
            Fault::Status(status) => return Err(Trouble::Failed(status)),
            Fault::Late(steps) => {
                for _ in 0..steps {
                    tokio::task::yield_now().await;
                }
            }
            _ => {}
        }
        let device = self.phone.device();
        let answer = self.host.answer(device, &body).await;
        let (asked, answered) = self.traffic.get();
        self.traffic.set((asked + body.len(), answered + answer.len()));
        self.answered.borrow_mut().clone_from(&answer);
        *self.asked.borrow_mut() = body.clone();
        if fault == Fault::Twice {
            self.host.answer(device, &body).await;
        }
        let mut dice = Dice::new(self.dice.borrow_mut().throw());
        let end = match fault {
            Fault::Unanswered => return away(),
            Fault::Cut(usize::MAX) => dice.below(answer.len()),
            Fault::Cut(at) => at.min(answer.len()),
            _ => answer.len(),
        };
        let cut = matches!(fault, Fault::Cut(_));
        Ok(Box::new(Answer { bytes: answer[..end].to_vec(), at: 0, cut, dice }))
    }
}

struct Answer {
    bytes: Vec<u8>,
    at: usize,
    cut: bool,
    dice: Dice,
}

#[async_trait(?Send)]
impl Pieces for Answer {
    async fn next(&mut self) -> Result<Option<Vec<u8>>, Trouble> {
        tokio::task::yield_now().await;
        let left = self.bytes.len() - self.at;
        if left == 0 {
            // A cut line either says so or just ends.
            return if self.cut && self.dice.chance(50) { away() } else { Ok(None) };
        }
        let most = if self.dice.chance(30) { 3 } else { 20_000 };
        let size = (1 + self.dice.below(most)).min(left);
        let piece = self.bytes[self.at..self.at + size].to_vec();
        self.at += size;
        Ok(Some(piece))
    }
}
