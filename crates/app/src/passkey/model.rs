//! What a passkey is, and when an answer of one is believed: what sections 7.1 and 7.2 of WebAuthn
//! ask for, without attestation, which would tell only who built the device. Pure.

use crate::app::Address;
use crate::ids::Id;
use base64ct::{Base64UrlUnpadded, Encoding};
use ring::signature::{
    ECDSA_P256_SHA256_ASN1, RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey, VerificationAlgorithm,
};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use std::fmt;

/// Passkeys, as the kind of an id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum OfPasskey {}

/// A passkey's id.
pub(super) type PasskeyId = Id<OfPasskey>;

/// So many somebody may have.
pub(super) const MOST_PASSKEYS: usize = 20;
/// No answer of a browser is longer.
const MOST_BYTES: usize = 64 * 1024;

/// Whom a passkey is made for, in the field's words the relying party.
#[derive(Clone, Copy)]
pub(super) struct Party<'p> {
    pub(super) host: &'p str,
    origin: &'p str,
}

impl<'p> Party<'p> {
    /// Us, if browsers have passkeys for such an address.
    pub(super) fn of(address: &'p Address) -> Result<Self, Refusal> {
        let host = address.host_of_passkeys().ok_or(Refusal::NotOffered)?;
        Ok(Self { host, origin: &address.public_url })
    }
}

/// A passkey that a browser has just made.
pub(super) struct Made {
    pub(super) challenge: String,
    pub(super) credential: String,
    pub(super) public_key: Vec<u8>,
    pub(super) is_verified: bool,
    pub(super) uses: i64,
}

impl Made {
    /// What a browser tells of it, in the JSON of the field.
    pub(super) fn told(answer: &str, party: Party<'_>) -> Result<Self, Refusal> {
        let told: Told<ToldOfMaking> = json(answer)?;
        let client = ClientData::read(&bytes(&told.response.client_data)?, party)?;
        let seen = Seen::read(&bytes(&told.response.authenticator_data)?, party)?;
        let public_key = bytes(&told.response.public_key)?;
        let is_whole = client.kind == "webauthn.create"
            && seen.credential.as_ref() == Some(&bytes(&told.id)?)
            && parts_of_key(&public_key).is_some();
        if !is_whole {
            return Err(Refusal::Unusable);
        }
        Ok(Self {
            challenge: client.challenge,
            credential: told.id,
            public_key,
            is_verified: seen.is_verified,
            uses: seen.uses,
        })
    }
}

/// What a passkey answers to a challenge.
pub(super) struct Proof {
    pub(super) challenge: String,
    pub(super) credential: String,
    /// Whose it says it is.
    pub(super) person: String,
    seen: Seen,
    signed: Vec<u8>,
    signature: Vec<u8>,
}

/// What we know of a passkey that is used.
pub(super) struct Known<'k> {
    pub(super) person: &'k str,
    pub(super) public_key: &'k [u8],
    pub(super) is_verified: bool,
    pub(super) uses: i64,
}

impl Proof {
    /// What a browser tells of it, in the JSON of the field.
    pub(super) fn told(answer: &str, party: Party<'_>) -> Result<Self, Refusal> {
        let told: Told<ToldOfUsing> = json(answer)?;
        let client_data = bytes(&told.response.client_data)?;
        let client = ClientData::read(&client_data, party)?;
        if client.kind != "webauthn.get" {
            return Err(Refusal::Unusable);
        }
        let mut signed = bytes(&told.response.authenticator_data)?;
        let seen = Seen::read(&signed, party)?;
        signed.extend(Sha256::digest(&client_data));
        let person = bytes(&told.response.user_handle)?;
        Ok(Self {
            challenge: client.challenge,
            credential: told.id,
            person: String::from_utf8(person).map_err(|_| Refusal::Unusable)?,
            seen,
            signed,
            signature: bytes(&told.response.signature)?,
        })
    }

    /// How often the passkey says it was used, if it is the one we know. One that was made by
    /// somebody whom their device knew is not believed without that; nor one that counts and does
    /// not go on, for then there are two of it.
    pub(super) fn holds(&self, known: &Known<'_>) -> Result<i64, Refusal> {
        let (algorithm, key) = parts_of_key(known.public_key).ok_or(Refusal::Unknown)?;
        let key = UnparsedPublicKey::new(algorithm, key);
        let counts = known.uses > 0 || self.seen.uses > 0;
        let holds = self.person == known.person
            && key.verify(&self.signed, &self.signature).is_ok()
            && (self.seen.is_verified || !known.is_verified)
            && (!counts || self.seen.uses > known.uses);
        if holds { Ok(self.seen.uses) } else { Err(Refusal::Unknown) }
    }
}

#[derive(Deserialize)]
struct Told<R> {
    id: String,
    response: R,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ToldOfMaking {
    #[serde(rename = "clientDataJSON")]
    client_data: String,
    authenticator_data: String,
    public_key: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ToldOfUsing {
    #[serde(rename = "clientDataJSON")]
    client_data: String,
    authenticator_data: String,
    signature: String,
    user_handle: String,
}

/// What the browser says of itself.
#[derive(Deserialize)]
struct ClientData {
    #[serde(rename = "type")]
    kind: String,
    challenge: String,
    origin: String,
    #[serde(default, rename = "crossOrigin")]
    is_embedded: bool,
}

impl ClientData {
    fn read(bytes: &[u8], party: Party<'_>) -> Result<Self, Refusal> {
        let it: Self = serde_json::from_slice(bytes).map_err(|_| Refusal::Unusable)?;
        if it.origin == party.origin && !it.is_embedded { Ok(it) } else { Err(Refusal::Unusable) }
    }
}

/// What the device says: the hash of the host, flags, a count, and the credential when it is new.
struct Seen {
    is_verified: bool,
    uses: i64,
    credential: Option<Vec<u8>>,
}

const PRESENT: u8 = 1;
const VERIFIED: u8 = 4;
const NEW_CREDENTIAL: u8 = 64;

impl Seen {
    fn read(bytes: &[u8], party: Party<'_>) -> Result<Self, Refusal> {
        let (hash, rest) = bytes.split_first_chunk::<32>().ok_or(Refusal::Unusable)?;
        let (flags, rest) = rest.split_first().ok_or(Refusal::Unusable)?;
        let (uses, rest) = rest.split_first_chunk::<4>().ok_or(Refusal::Unusable)?;
        if *hash != *Sha256::digest(party.host) || flags & PRESENT == 0 {
            return Err(Refusal::Unusable);
        }
        let is_new = flags & NEW_CREDENTIAL != 0;
        Ok(Self {
            is_verified: flags & VERIFIED != 0,
            uses: u32::from_be_bytes(*uses).into(),
            credential: if is_new { new_credential(rest) } else { None },
        })
    }
}

/// Behind 16 bytes about the device: its length, and itself.
fn new_credential(bytes: &[u8]) -> Option<Vec<u8>> {
    let (length, rest) = bytes.get(16..)?.split_first_chunk::<2>()?;
    rest.get(..u16::from_be_bytes(*length).into()).map(<[u8]>::to_vec)
}

/// What stands before the point of a key on the curve P-256.
const BEFORE_POINT: [u8; 26] = [
    0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a,
    0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00,
];
/// What stands between the two lengths of an RSA key.
const BETWEEN_LENGTHS: [u8; 17] = [
    0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00, 0x03,
    0x82,
];

/// A public key as browsers give it (SubjectPublicKeyInfo in DER): what it verifies by, and itself.
/// Of both kinds that we ask for the frame is fixed; `ring` checks what is in it.
fn parts_of_key(key: &[u8]) -> Option<(&'static dyn VerificationAlgorithm, &[u8])> {
    if let Some(point) = key.strip_prefix(&BEFORE_POINT) {
        return (point.len() == 65).then_some((&ECDSA_P256_SHA256_ASN1, point));
    }
    let rest = after_length(key.strip_prefix(&[0x30, 0x82])?)?;
    let rest = after_length(rest.strip_prefix(&BETWEEN_LENGTHS)?)?;
    Some((&RSA_PKCS1_2048_8192_SHA256, rest.strip_prefix(&[0])?))
}

/// What follows a length, if it is as long.
fn after_length(bytes: &[u8]) -> Option<&[u8]> {
    let (length, rest) = bytes.split_first_chunk::<2>()?;
    (rest.len() == usize::from(u16::from_be_bytes(*length))).then_some(rest)
}

fn json<T: DeserializeOwned>(answer: &str) -> Result<T, Refusal> {
    let answer = Some(answer).filter(|it| it.len() <= MOST_BYTES).ok_or(Refusal::Unusable)?;
    serde_json::from_str(answer).map_err(|_| Refusal::Unusable)
}

fn bytes(text: &str) -> Result<Vec<u8>, Refusal> {
    Base64UrlUnpadded::decode_vec(text).map_err(|_| Refusal::Unusable)
}

/// Bytes as the field writes them in JSON.
pub(super) fn text(bytes: &[u8]) -> String {
    Base64UrlUnpadded::encode_string(bytes)
}

/// Why a passkey can be neither made nor used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    NotOffered,
    Unusable,
    Late,
    Unknown,
    TooMany,
    AlreadyThere,
    Busy,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotOffered => "Passkeys need https, and a name for an address.",
            Self::Unusable => "Your browser's answer could not be used; nothing was changed.",
            Self::Late => "That took longer than five minutes, or was sent twice. Try again.",
            Self::Unknown => "This passkey signs nobody in here. Use your password.",
            Self::TooMany => "You have twenty passkeys. Remove one that you do not use.",
            Self::AlreadyThere => "This passkey is there already.",
            Self::Busy => "Too many are signing in just now. Use your password, or wait a little.",
        })
    }
}
