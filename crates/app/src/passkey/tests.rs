//! Passkeys: what they open, once, for whom, and what is refused. A device is played here.

use super::model::text;
use crate::app::{Address, Clock};
use crate::serve::put_together;
use crate::testing::{Answer, Browser, House};
use base64ct::{Base64UrlUnpadded, Encoding};
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

const PASSWORD: &str = "four plain words here";
const ORIGIN: &str = "https://table.example.org";
const VERIFIED: u8 = 0b101;

/// A device with one passkey.
struct Device {
    key: EcdsaKeyPair,
    credential: Vec<u8>,
    origin: &'static str,
    host: &'static str,
    flags: u8,
    uses: u32,
}

impl Device {
    fn new() -> Self {
        let (algorithm, random) = (&ECDSA_P256_SHA256_ASN1_SIGNING, SystemRandom::new());
        let key = EcdsaKeyPair::generate_pkcs8(algorithm, &random).expect("a key");
        let key = EcdsaKeyPair::from_pkcs8(algorithm, key.as_ref(), &random).expect("it is one");
        let credential = crate::ids::new().into_bytes();
        let (origin, host) = (ORIGIN, "table.example.org");
        Self { key, credential, origin, host, flags: VERIFIED, uses: 0 }
    }

    fn client_data(&self, kind: &str, challenge: &str) -> String {
        json!({ "type": kind, "challenge": challenge, "origin": self.origin }).to_string()
    }

    fn data(&self, flags: u8) -> Vec<u8> {
        let hash = Sha256::digest(self.host);
        [&hash[..], &[flags], &self.uses.to_be_bytes()].concat()
    }

    /// Makes its passkey: what the browser sends.
    fn makes(&self, asked: &Value) -> String {
        let client = self.client_data("webauthn.create", word(asked, "challenge"));
        let length = u16::try_from(self.credential.len()).expect("short").to_be_bytes();
        let new = [&[0; 16][..], &length, &self.credential].concat();
        let data = [self.data(self.flags | 64), new].concat();
        let frame = "3059301306072a8648ce3d020106082a8648ce3d030107034200";
        let frame: Vec<u8> = (0..frame.len() / 2)
            .map(|at| u8::from_str_radix(&frame[2 * at..2 * at + 2], 16).expect("hex"))
            .collect();
        let key = [&frame, self.key.public_key().as_ref()].concat();
        let response = json!({
            "clientDataJSON": text(client.as_bytes()),
            "authenticatorData": text(&data),
            "publicKey": text(&key),
        });
        json!({ "id": text(&self.credential), "response": response }).to_string()
    }

    /// Answers for this person, whose id is written as in JSON: what the browser sends.
    fn answers(&self, asked: &Value, person: &str) -> String {
        let client = self.client_data("webauthn.get", word(asked, "challenge"));
        let data = self.data(self.flags);
        let signed = [&data[..], &Sha256::digest(client.as_bytes())].concat();
        let signature = self.key.sign(&SystemRandom::new(), &signed).expect("it signs");
        let response = json!({
            "clientDataJSON": text(client.as_bytes()),
            "authenticatorData": text(&data),
            "signature": text(signature.as_ref()),
            "userHandle": person,
        });
        json!({ "id": text(&self.credential), "response": response }).to_string()
    }
}

fn word<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().expect(key)
}

async fn asked(browser: &mut Browser, path: &str, form: &[(&str, &str)]) -> Value {
    let answer = browser.post(path, form).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    serde_json::from_str(&answer.text).expect("JSON")
}

/// Adds the device's passkey: the id of its owner, as in JSON.
async fn adds(browser: &mut Browser, device: &Device) -> String {
    let asked = asked(browser, "/passkeys/challenge", &[]).await;
    browser.post("/passkeys", &[("passkey", &device.makes(&asked))]).await.leads_to("/passkeys");
    word(&asked["user"], "id").to_owned()
}

async fn asked_to_sign_in(browser: &mut Browser) -> Value {
    asked(browser, "/sign-in/passkey/challenge", &[]).await
}

async fn signs_in(browser: &mut Browser, device: &Device, person: &str) -> Answer {
    let asked = asked_to_sign_in(browser).await;
    let form = [("passkey", device.answers(&asked, person)), ("to", "/account".to_owned())];
    browser.post("/sign-in/passkey", &form.each_ref().map(|it| (it.0, it.1.as_str()))).await
}

async fn removal_at(browser: &mut Browser) -> String {
    let page = browser.get("/passkeys").await.text;
    let after = page.split("action=\"/passkeys/").nth(1).expect("one is there");
    format!("/passkeys/{}", after.split('"').next().unwrap_or_default())
}

#[tokio::test]
async fn a_passkey_signs_its_owner_in_until_it_is_removed() {
    let house = House::new().await;
    let mut ana = house.ana().await;
    ana.get("/passkeys").await.says("You have no passkeys.");
    let device = Device::new();
    let id = adds(&mut ana, &device).await;
    ana.get("/passkeys").await.says("not used yet");
    let mut phone = house.browser();
    signs_in(&mut phone, &device, &id).await.leads_to("/account");
    phone.get("/passkeys").await.says("used 2 Mar 2026");
    phone.get("/account").await.says("You added a passkey.");
    let removal = removal_at(&mut phone).await;
    phone.post(&removal, &[]).await.leads_to("/passkeys");
    phone.get("/account").await.says("You removed a passkey.");
    let refused = signs_in(&mut house.browser(), &device, &id).await;
    assert_eq!(refused.status, 422);
    refused.says("This passkey signs nobody in here.");
}

#[tokio::test]
async fn an_answer_serves_once_and_for_five_minutes() {
    let house = House::new().await;
    let mut ana = house.ana().await;
    let device = Device::new();
    let id = adds(&mut ana, &device).await;
    let mut phone = house.browser();
    let asked = asked_to_sign_in(&mut phone).await;
    let answer = device.answers(&asked, &id);
    phone.post("/sign-in/passkey", &[("passkey", &answer)]).await.leads_to("/");
    house.browser().post("/sign-in/passkey", &[("passkey", &answer)]).await.says("sent twice");
    let asked = asked_to_sign_in(&mut phone).await;
    house.app.clock.advance(301);
    let late = device.answers(&asked, &id);
    phone.post("/sign-in/passkey", &[("passkey", &late)]).await.says("longer than five minutes");
    let invented = device.answers(&json!({ "challenge": text(&[7; 32]) }), &id);
    phone.post("/sign-in/passkey", &[("passkey", &invented)]).await.says("sent twice");
}

#[tokio::test]
async fn what_does_not_fit_is_refused() {
    let house = House::new().await;
    let (mut ana, mut ben) = house.ana_and_ben().await;
    let mut device = Device::new();
    device.uses = 5;
    let id = adds(&mut ana, &device).await;
    let bens = adds(&mut ben, &Device::new()).await;
    let mut phone = house.browser();
    signs_in(&mut phone, &device, &id).await.says("This passkey signs nobody in here.");
    device.uses = 6;
    signs_in(&mut phone, &device, &bens).await.says("This passkey signs nobody in here.");
    let twin = Device { credential: device.credential.clone(), uses: 7, ..Device::new() };
    signs_in(&mut phone, &twin, &id).await.says("This passkey signs nobody in here.");
    let unverified = Device { flags: 1, ..device };
    signs_in(&mut phone, &unverified, &id).await.says("This passkey signs nobody in here.");
    let absent = Device { flags: 4, ..unverified };
    signs_in(&mut phone, &absent, &id).await.says("could not be used");
    let elsewhere = Device { flags: VERIFIED, origin: "https://evil.example", ..absent };
    signs_in(&mut phone, &elsewhere, &id).await.says("could not be used");
    let other_host = Device { origin: ORIGIN, host: "evil.example", ..elsewhere };
    signs_in(&mut phone, &other_host, &id).await.says("could not be used");
    let whole = Device { host: "table.example.org", ..other_host };
    signs_in(&mut phone, &whole, &id).await.leads_to("/account");
}

#[tokio::test]
async fn nonsense_is_refused_with_a_sentence() {
    let house = House::new().await;
    let mut ana = house.ana().await;
    let short = json!({ "id": "AA", "response": {
        "clientDataJSON": text(Device::new().client_data("webauthn.create", "").as_bytes()),
        "authenticatorData": "AA", "publicKey": "MII", "signature": "", "userHandle": "_w",
    } })
    .to_string();
    for nonsense in ["", "{}", "[]", "\u{0}", r#"{"id":1}"#, &short, &"[".repeat(70_000)] {
        for path in ["/passkeys", "/sign-in/passkey"] {
            let refused = ana.post(path, &[("passkey", nonsense)]).await;
            assert_eq!(refused.status, 422, "{path}");
            refused.says("could not be used");
        }
    }
}

#[tokio::test]
async fn adding_one_asks_for_the_password_unless_one_has_just_signed_in() {
    let house = House::new().await;
    let (mut ana, mut ben) = house.ana_and_ben().await;
    let device = Device::new();
    let asked_of_ana = asked(&mut ana, "/passkeys/challenge", &[]).await;
    let answer = device.makes(&asked_of_ana);
    ben.post("/passkeys", &[("passkey", &answer)]).await.says("sent twice");
    ana.post("/passkeys", &[("passkey", &answer)]).await.leads_to("/passkeys");
    ana.post("/passkeys", &[("passkey", &answer)]).await.says("sent twice");
    house.app.clock.advance(301);
    let refused = ana.post("/passkeys/challenge", &[("present", "a guess")]).await;
    assert_eq!(refused.status, 422);
    refused.says("This is not your present password");
    let asked = asked(&mut ana, "/passkeys/challenge", &[("present", PASSWORD)]).await;
    assert_eq!(word(&asked["excludeCredentials"][0], "id"), text(&device.credential));
    ana.post("/passkeys", &[("passkey", &device.makes(&asked))]).await.says("there already");
}

#[tokio::test]
async fn a_passkey_is_its_owners_alone() {
    let house = House::new().await;
    let (mut ana, mut ben) = house.ana_and_ben().await;
    let device = Device::new();
    let id = adds(&mut ana, &device).await;
    let removal = removal_at(&mut ana).await;
    assert_eq!(ben.post(&removal, &[]).await.status, 404);
    for path in [removal.as_str(), "/passkeys", "/passkeys/challenge"] {
        assert_eq!(house.browser().post(path, &[]).await.status, 401, "{path}");
    }
    ben.get("/passkeys").await.says("You have no passkeys.");
    signs_in(&mut house.browser(), &device, &id).await.leads_to("/account");
}

#[tokio::test]
async fn who_is_disabled_or_left_does_not_come_in_by_one() {
    let house = House::new().await;
    let (mut ana, mut ben) = house.ana_and_ben().await;
    let device = Device::new();
    let bens = adds(&mut ben, &device).await;
    let id = Base64UrlUnpadded::decode_vec(&bens).expect("an id");
    let state = format!("/accounts/{}/state", String::from_utf8(id).expect("an id"));
    ana.post(&state, &[("state", "disabled")]).await.leads_to("/accounts");
    let mut phone = house.browser();
    signs_in(&mut phone, &device, &bens).await.says("This account is disabled.");
    ana.post(&state, &[("state", "enabled")]).await.leads_to("/accounts");
    signs_in(&mut phone, &device, &bens).await.leads_to("/account");
    let leaving = [("present", PASSWORD), ("sure", "yes"), ("name", "stays")];
    phone.post("/account/leaving", &leaving).await.says("You have left for good.");
    signs_in(&mut phone, &device, &bens).await.says("This passkey signs nobody in here.");
}

#[tokio::test]
async fn they_belong_to_one_host_and_need_https() {
    let house = House::new().await;
    adds(&mut house.ana().await, &Device::new()).await;
    let at = |url: &str| Address { public_url: url.to_owned() };
    let (store, key) = (house.app.store.clone(), house.folder.path("key"));
    let other = put_together(store, &key, Clock::Machine, (at("https://else.example"), None)).await;
    let words = other.err().expect("they would sign nobody in").to_string();
    house.restarted().await.browser().get("/sign-in").await.says("Sign in with a passkey");
    assert!(words.contains("Start with --public-url https://table.example.org"), "{words}");
    assert_eq!(at("http://localhost:8080").host_of_passkeys(), Some("localhost"));
    for url in ["http://table.example.org", "http://127.0.0.1:8080", "https://[::1]:80"] {
        assert_eq!(at(url).host_of_passkeys(), None, "{url}");
    }
    let open = House::at("http://table.example.org").await;
    let mut ana = open.ana().await;
    ana.get("/account").await.is_silent_about("Passkeys");
    ana.get("/passkeys").await.says("has to be reached by https");
    ana.post("/passkeys/challenge", &[]).await.says("Passkeys need https");
    open.browser().get("/sign-in").await.is_silent_about("passkey");
    open.browser().post("/sign-in/passkey/challenge", &[]).await.says("Passkeys need https");
}

#[tokio::test]
async fn only_so_many_can_be_about_to_sign_in() {
    let house = House::new().await;
    let mut phone = house.browser();
    let first = asked_to_sign_in(&mut phone).await;
    let tx = house.app.store.write().await.expect("a transaction");
    for number in 1..super::MOST_OPEN {
        let now = house.app.clock.now();
        super::store::ask(&tx, &number.to_string(), None, now).await.expect("a row");
    }
    tx.commit().await.expect("a commit");
    let refused = phone.post("/sign-in/passkey/challenge", &[]).await;
    assert_eq!(refused.status, 422);
    refused.says("Too many are signing in just now");
    house.app.clock.advance(301);
    assert_ne!(asked_to_sign_in(&mut phone).await, first);
}
