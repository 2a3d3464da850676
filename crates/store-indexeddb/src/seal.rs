//! Sealing: what is outside of the seal can be read by anybody who holds the phone.

use async_trait::async_trait;
use store::StoreError;

use crate::disk::Bulk;

/// Encrypts and decrypts with the phone's data key.
#[async_trait(?Send)]
pub trait Seal {
    /// Seals bytes for a place. What is sealed for one place does not open at another.
    async fn seal(&self, place: &str, plain: &[u8]) -> Result<Vec<u8>, StoreError>;
    /// Opens what was sealed for a place.
    async fn open(&self, place: &str, sealed: &[u8]) -> Result<Vec<u8>, StoreError>;
    /// The same for many bytes.
    async fn seal_bulk(&self, place: &str, plain: &Bulk) -> Result<Bulk, StoreError>;
    /// The same for many bytes.
    async fn open_bulk(&self, place: &str, sealed: &Bulk) -> Result<Bulk, StoreError>;
}
