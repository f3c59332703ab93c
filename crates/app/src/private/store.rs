//! Owns: installation. Reads: nothing else. One row: what the installation's key sealed at first,
//! by which another key is told apart before it seals anything.

use super::{Key, KeyError, PrivateText};
use crate::store::Store;
use sea_orm::ActiveValue::Set;
use sea_orm::{DatabaseConnection, DbErr, EntityTrait};

mod installation {
    //! The table with the one row.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "installation")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: String,
        pub sealed: Vec<u8>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

const ONE: &str = "one";

/// Whether this is the key of these data; none while no key has sealed anything.
pub(crate) async fn is_key_of(c: &DatabaseConnection, key: &Key) -> Result<Option<bool>, DbErr> {
    let row = installation::Entity::find_by_id(ONE).one(c).await?;
    Ok(row.map(|row| key.open(&row.sealed, ONE).is_ok()))
}

/// Makes this the key of new data. Of two nodes that do so at once the second is refused.
pub(crate) async fn make_key_of(store: &Store, key: &Key) -> Result<(), crate::Error> {
    let sealed = key.seal(&PrivateText::new(ONE.to_owned()), ONE)?;
    let tx = store.write().await?;
    let row = installation::ActiveModel { id: Set(ONE.to_owned()), sealed: Set(sealed) };
    let kept = installation::Entity::insert(row).exec_without_returning(&tx).await;
    kept.map_err(|_| KeyError::Unreadable)?;
    Ok(tx.commit().await?)
}
