//! The tables of asks, as `store` reads and writes them.

pub(super) mod ask {
    //! The table of asks.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "ask")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: String,
        pub peer_team_id: String,
        pub asked_by: String,
        pub to_id: Option<String>,
        pub kind: String,
        pub part_id: Option<String>,
        pub asked_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod ask_version {
    //! The table of versions of asks.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "ask_version")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub ask_id: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub version: i32,
        pub want: String,
        pub reason: String,
        pub quoted: Option<String>,
        pub quote: Option<String>,
        pub stated_at: i64,
        pub due_at: Option<i64>,
        pub shown_at: Option<i64>,
        pub round_id: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod ask_answer {
    //! The table of who was asked, and what they answered.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "ask_answer")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub ask_id: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub version: i32,
        #[sea_orm(primary_key, auto_increment = false)]
        pub person_id: String,
        pub answer: Option<String>,
        pub words: String,
        pub answered_at: Option<i64>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod ask_fate {
    //! The table of what became of asks.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "ask_fate")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub ask_id: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub number: i32,
        pub fate: Option<String>,
        pub fate_on: String,
        pub told_at: i64,
        pub event_id: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod ask_draft {
    //! The table of private drafts.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "ask_draft")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: String,
        pub peer_team_id: String,
        pub person_id: String,
        pub sealed: Vec<u8>,
        pub kept_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
