//! `IndexedDB` as promises: one database, one store of JSON values by id.

use js_sys::{Array, Function, Promise};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    IdbDatabase, IdbObjectStore, IdbObjectStoreParameters, IdbOpenDbRequest, IdbRequest, IdbTransactionMode,
};

const NAME: &str = "recruta";
const VERSION: u32 = 1;
const STORE: &str = "entrevistas";
const KEY: &str = "id";

/// What a write finds under its key, before it decides.
pub enum Verdict {
    /// Write this.
    Put(JsValue),
    /// Leave it.
    Leave,
}

/// Opens the database, making it first if there is none.
///
/// **Errors.** Where the browser has no `IndexedDB` or refuses it (private windows, policies).
pub async fn open() -> Result<IdbDatabase, JsValue> {
    let factory = window().indexed_db()?.ok_or_else(|| JsValue::from_str("no IndexedDB"))?;
    let request = factory.open_with_u32(NAME, VERSION)?;
    let opening: &IdbOpenDbRequest = &request;
    let made = request.clone();
    let on_upgrade = Closure::<dyn FnMut() -> Result<(), JsValue>>::new(move || {
        let database: IdbDatabase = made.result()?.unchecked_into();
        let parameters = IdbObjectStoreParameters::new();
        parameters.set_key_path(&JsValue::from_str(KEY));
        database.create_object_store_with_optional_parameters(STORE, &parameters)?;
        Ok(())
    });
    opening.set_onupgradeneeded(Some(on_upgrade.as_ref().unchecked_ref()));
    let database: IdbDatabase = settle(&request).await?.unchecked_into();
    close_for_newer(&database);
    Ok(database)
}

/// A newer build of the page in another tab may need another version; it must not wait for this tab.
fn close_for_newer(database: &IdbDatabase) {
    let closing = database.clone();
    let on_change = Closure::<dyn FnMut()>::new(move || closing.close());
    database.set_onversionchange(Some(on_change.as_ref().unchecked_ref()));
    // As long as the page.
    on_change.forget();
}

/// Everything.
pub async fn all(database: &IdbDatabase) -> Result<Vec<JsValue>, JsValue> {
    let values = settle(&store(database, IdbTransactionMode::Readonly)?.get_all()?).await?;
    Ok(Array::from(&values).to_vec())
}

/// Looks at what is there (undefined if nothing) and writes what `decide` says, in one transaction: no other tab comes between.
pub async fn update(
    database: &IdbDatabase,
    id: &str,
    decide: impl FnOnce(JsValue) -> Verdict + 'static,
) -> Result<(), JsValue> {
    let store = store(database, IdbTransactionMode::Readwrite)?;
    let transaction = store.transaction();
    let read = store.get(&JsValue::from_str(id))?;
    let reading = read.clone();
    // In the event itself: a transaction with nothing left to do ends.
    let on_read = Closure::once(move || -> Result<(), JsValue> {
        if let Verdict::Put(value) = decide(reading.result()?) {
            store.put(&value)?;
        }
        Ok(())
    });
    read.set_onsuccess(Some(on_read.as_ref().unchecked_ref()));
    let done = Promise::new(&mut |resolve: Function, reject: Function| {
        transaction.set_oncomplete(Some(&resolve));
        transaction.set_onabort(Some(&reject));
    });
    let ended = JsFuture::from(done).await;
    // The rejection carries an event; the reason is the transaction's.
    ended.map(|_| ()).map_err(|_| transaction.error().map_or(JsValue::NULL, JsValue::from))
}

/// Removes one.
pub async fn remove(database: &IdbDatabase, id: &str) -> Result<(), JsValue> {
    let request = store(database, IdbTransactionMode::Readwrite)?.delete(&JsValue::from_str(id))?;
    settle(&request).await.map(|_| ())
}

/// Removes all.
pub async fn clear(database: &IdbDatabase) -> Result<(), JsValue> {
    settle(&store(database, IdbTransactionMode::Readwrite)?.clear()?).await.map(|_| ())
}

fn store(database: &IdbDatabase, mode: IdbTransactionMode) -> Result<IdbObjectStore, JsValue> {
    database.transaction_with_str_and_mode(STORE, mode)?.object_store(STORE)
}

/// A request's result.
async fn settle(request: &IdbRequest) -> Result<JsValue, JsValue> {
    let done = Promise::new(&mut |resolve: Function, reject: Function| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    match JsFuture::from(done).await {
        Ok(_) => request.result(),
        Err(_) => Err(request.error()?.map_or(JsValue::NULL, JsValue::from)),
    }
}
