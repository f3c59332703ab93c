//! Ids: UUIDs of version 7, made by us, so that rows of one time lie together.

use crate::private::random;

/// A new id. Should the system give no random numbers, the time alone would not do: it panics.
pub(crate) fn new() -> String {
    let bytes: [u8; 10] = random().expect("the system gives random numbers, or nothing is safe");
    let now = jiff::Timestamp::now().as_millisecond();
    uuid::Builder::from_unix_timestamp_millis(now.unsigned_abs(), &bytes).into_uuid().to_string()
}
