//! The image of a program that has read the log: made beside the work, in the memory of another instance of this program,
//! and found there by the one that begins with it.
//!
//! The instance in which an image is made does nothing else and knows nothing of the browser: a handle of JavaScript's
//! in its memory would point at nothing when the memory is taken up again.

use std::{cell::RefCell, rc::Rc};

use app::{Beliefs, Lang, Text};
use jiff::civil::Date;
use js_sys::Uint8Array;
use store::StoreError;
use store_indexeddb::{Contents, ImageNote, PhoneLog};
use wasm_bindgen::prelude::*;

use crate::shell::{Open, Shell};

/// So many entries that an image does not hold are no reason to make another.
const FEW: usize = 300;
/// With so much of the storage used, in per cent, what is left is for entries.
const CROWDED: u8 = 60;

/// What an image is made for.
#[derive(Default)]
struct Ready {
    contents: Contents,
    beliefs: Beliefs,
}

thread_local! {
    static READY: RefCell<Option<Ready>> = const { RefCell::new(None) };
}

/// What this program had ready when it began, once.
pub(crate) fn take() -> Option<(Contents, Beliefs)> {
    READY.take().map(|Ready { contents, beliefs }| (contents, beliefs))
}

fn ready<T>(work: impl FnOnce(&mut Ready) -> T) -> T {
    READY.with_borrow_mut(|ready| work(ready.get_or_insert_default()))
}

/// In the instance of an image: takes in a block.
///
/// # Errors
/// When it is none.
pub(crate) fn read_block(number: u64, bytes: &[u8]) -> Result<(), StoreError> {
    ready(|ready| {
        let entries = ready.contents.take(number, bytes)?;
        ready.beliefs.take(&entries);
        Ok(())
    })
}

/// In the instance of an image: folds what was read.
pub(crate) fn fold_blocks() {
    ready(|ready| ready.beliefs.fold());
}

/// In the instance of an image: makes the tasks of a day ready.
pub(crate) fn prepare_day(day: Date) {
    ready(|ready| ready.beliefs.prepare_day(day));
}

/// In the instance of an image: makes search and words ready.
pub(crate) fn prepare_search(lang: Lang) {
    // Words are read at their first use.
    let _: &Text = Text::of(lang);
    ready(|ready| ready.beliefs.prepare_search());
}

#[wasm_bindgen]
extern "C" {
    /// Of `js/sw.js`: another instance of this program, with the memory of an image or as it is made.
    type Maker;
    #[wasm_bindgen(catch)]
    async fn new_maker(from_image: bool) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch)]
    async fn read_block(this: &Maker, number: f64, bytes: &Uint8Array) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    async fn prepare(this: &Maker, day: &str, lang: &str) -> Result<(), JsValue>;
    /// All of its memory, as it lies there.
    #[wasm_bindgen(method)]
    fn memory(this: &Maker) -> Uint8Array;
}

/// Makes a new image, where the one there is would not be of much use for the next start.
pub(crate) async fn keep_up(shell: &Rc<Shell>) {
    let Some(open) = shell.open() else { return };
    let crowded = open.live.full.get().is_some_and(|full| full >= CROWDED);
    // In the middle of a meeting half of a log may be there.
    if crowded || open.live.meeting.get() || open.live.imaging.replace(true) {
        return;
    }
    if is_stale(shell, &open) {
        // Without one the next start takes longer, and nothing else.
        drop(make(shell, &open).await);
    }
    open.live.imaging.set(false);
}

fn is_stale(shell: &Shell, open: &Open) -> bool {
    let log = open.store.log();
    match &log.state().image {
        Some(image) if image.program == shell.version() && image.day == open.world.today() => {
            log.outside_of(&image.blocks).is_none_or(|outside| outside > FEW)
        }
        _ => true,
    }
}

async fn make(shell: &Rc<Shell>, open: &Open) -> Result<(), StoreError> {
    let log = open.store.log();
    log.join_small().await?;
    let blocks = log.settled();
    let known = if shell.has_image().await { known(log) } else { Vec::new() };
    let maker: Maker = match new_maker(!known.is_empty()).await {
        Ok(maker) => maker.unchecked_into(),
        Err(_) => {
            // The next one is made from the beginning.
            return log.drop_image().await;
        }
    };
    for number in blocks.iter().copied().filter(|number| !known.contains(number)) {
        let bytes = log.opened_block(number).await?;
        #[expect(clippy::cast_precision_loss, reason = "a phone writes fewer than 2^53 blocks")]
        let number = number as f64;
        maker.read_block(number, &Uint8Array::from(&bytes[..])).await.map_err(troubled)?;
    }
    let day = open.world.today();
    maker.prepare(&day.to_string(), shell.lang().tag()).await.map_err(troubled)?;
    let note = ImageNote { program: shell.version().to_owned(), day, blocks };
    log.keep_image(note, &maker.memory()).await
}

fn known(log: &PhoneLog) -> Vec<u64> {
    log.state().image.as_ref().map(|image| image.blocks.clone()).unwrap_or_default()
}

fn troubled(_: JsValue) -> StoreError {
    StoreError("the image was not made".to_owned())
}
