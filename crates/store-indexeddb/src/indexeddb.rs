//! The disk in a browser.

use async_trait::async_trait;
use idb::{Database, DatabaseEvent, Factory, ObjectStoreParams, Query, Transaction, TransactionMode};
use js_sys::{Array, Function, Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DomException, IdbDatabase, IdbTransaction};

use crate::{Bulk, Change, Disk, DiskError, ImageChange};

const NAME: &str = "betang";
/// Raised when the layout changes; the log's format has a number of its own.
const VERSION: u32 = 1;
const BLOCKS: &str = "blocks";
const RECORDS: &str = "records";
/// The record that holds the image.
const IMAGE: &str = "image";

/// The database of this origin.
pub struct IndexedDb {
    database: IdbDatabase,
}

impl std::fmt::Debug for IndexedDb {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("IndexedDb").finish_non_exhaustive()
    }
}

impl IndexedDb {
    /// Opens it, and makes it where it is not there.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn open() -> Result<Self, DiskError> {
        let mut request = Factory::new().map_err(failed)?.open(NAME, Some(VERSION)).map_err(failed)?;
        request.on_upgrade_needed(|event| {
            // Whatever fails here fails the opening too, which is where it is told.
            let Ok(database) = event.database() else { return };
            for name in [BLOCKS, RECORDS] {
                drop(database.create_object_store(name, ObjectStoreParams::new()));
            }
        });
        Ok(Self { database: request.await.map_err(failed)?.into() })
    }

    fn reading(&self, store: &str) -> Result<Transaction, DiskError> {
        let database = Database::from(self.database.clone());
        database.transaction(&[store], TransactionMode::ReadOnly).map_err(failed)
    }

    /// The value of a record.
    async fn value(&self, name: &str) -> Result<Option<JsValue>, DiskError> {
        let transaction = self.reading(RECORDS)?;
        let store = transaction.object_store(RECORDS).map_err(failed)?;
        store.get(Query::Key(name.into())).map_err(failed)?.await.map_err(failed)
    }

    /// A transaction that is done only once it is on the disk, and not just handed to the machine:
    /// what the midwife was told is saved must be there after the battery failed.
    fn writing(&self) -> Result<IdbTransaction, DiskError> {
        let options = Object::new();
        Reflect::set(&options, &"durability".into(), &"strict".into()).map_err(refused)?;
        let stores = Array::of2(&BLOCKS.into(), &RECORDS.into());
        let begin: Function =
            Reflect::get(&self.database, &"transaction".into()).map_err(refused)?.unchecked_into();
        let transaction = begin.call3(&self.database, &stores, &"readwrite".into(), &options);
        Ok(transaction.map_err(refused)?.unchecked_into())
    }
}

#[async_trait(?Send)]
impl Disk for IndexedDb {
    async fn numbers(&self) -> Result<Vec<u64>, DiskError> {
        let transaction = self.reading(BLOCKS)?;
        let store = transaction.object_store(BLOCKS).map_err(failed)?;
        let keys = store.get_all_keys(None, None).map_err(failed)?.await.map_err(failed)?;
        Ok(keys.iter().filter_map(number).collect())
    }

    async fn blocks(&self) -> Result<Vec<(u64, Vec<u8>)>, DiskError> {
        let transaction = self.reading(BLOCKS)?;
        let store = transaction.object_store(BLOCKS).map_err(failed)?;
        let keys = store.get_all_keys(None, None).map_err(failed)?;
        let values = store.get_all(None, None).map_err(failed)?;
        let (keys, values) = (keys.await.map_err(failed)?, values.await.map_err(failed)?);
        Ok(keys.iter().zip(&values).filter_map(|(key, value)| Some((number(key)?, bytes(value)))).collect())
    }

    async fn block(&self, number: u64) -> Result<Option<Vec<u8>>, DiskError> {
        let transaction = self.reading(BLOCKS)?;
        let store = transaction.object_store(BLOCKS).map_err(failed)?;
        let value = store.get(Query::Key(key(number))).map_err(failed)?.await.map_err(failed)?;
        Ok(value.map(|value| bytes(&value)))
    }

    async fn record(&self, name: &str) -> Result<Option<Vec<u8>>, DiskError> {
        Ok(self.value(name).await?.map(|value| bytes(&value)))
    }

    async fn image(&self) -> Result<Option<Bulk>, DiskError> {
        Ok(self.value(IMAGE).await?.map(|value| Uint8Array::new(&value)))
    }

    async fn commit(&self, change: Change) -> Result<(), DiskError> {
        let begun = self.writing()?;
        let transaction = Transaction::from(begun.clone());
        let blocks = transaction.object_store(BLOCKS).map_err(failed)?;
        let records = transaction.object_store(RECORDS).map_err(failed)?;
        // Not awaited one by one: what matters is whether the transaction as a whole succeeds.
        for number in change.remove {
            blocks.delete(Query::Key(key(number))).map_err(failed)?;
        }
        for (number, sealed) in change.put {
            blocks.put(&Uint8Array::from(&sealed[..]), Some(&key(number))).map_err(failed)?;
        }
        for (name, sealed) in change.records {
            let name = JsValue::from(name);
            match sealed {
                Some(sealed) => {
                    records.put(&Uint8Array::from(&sealed[..]), Some(&name)).map_err(failed)?;
                }
                None => {
                    records.delete(Query::Key(name)).map_err(failed)?;
                }
            }
        }
        match change.image {
            ImageChange::Stays => {}
            ImageChange::Goes => drop(records.delete(Query::Key(IMAGE.into())).map_err(failed)?),
            ImageChange::Comes(image) => drop(records.put(&image, Some(&IMAGE.into())).map_err(failed)?),
        }
        let done = transaction.commit().map_err(failed)?.await;
        if done.is_ok_and(|done| done.is_committed()) { Ok(()) } else { Err(aborted(&begun)) }
    }
}

#[expect(clippy::cast_precision_loss, reason = "a phone writes fewer than 2^53 blocks")]
fn key(number: u64) -> JsValue {
    JsValue::from_f64(number as f64)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "keys are what `key` made")]
fn number(key: &JsValue) -> Option<u64> {
    key.as_f64().map(|key| key as u64)
}

fn bytes(value: &JsValue) -> Vec<u8> {
    Uint8Array::new(value).to_vec()
}

fn failed(error: idb::Error) -> DiskError {
    let full = matches!(&error, idb::Error::DomException(exception) if is_full(exception));
    DiskError { message: error.to_string(), full }
}

fn refused(error: JsValue) -> DiskError {
    match error.dyn_into::<DomException>() {
        Ok(exception) => DiskError { full: is_full(&exception), message: exception.name() },
        Err(_) => DiskError { message: "refused".to_owned(), full: false },
    }
}

fn aborted(transaction: &IdbTransaction) -> DiskError {
    match transaction.error() {
        Some(exception) => DiskError { full: is_full(&exception), message: exception.name() },
        None => DiskError { message: "aborted".to_owned(), full: false },
    }
}

fn is_full(exception: &DomException) -> bool {
    exception.name() == "QuotaExceededError"
}
