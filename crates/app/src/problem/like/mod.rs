//! Problems like the one that somebody is typing. Pure.

#[derive(Default)]
pub(crate) struct Texts;
pub(crate) struct Like {
    pub(crate) number: i32,
    pub(crate) likeness: f32,
}
impl Texts {
    pub(crate) fn put(&mut self, _: i32, _: &str) {}
    pub(crate) fn like(&self, _: &str, _: usize) -> Vec<Like> {
        vec![]
    }
}
impl Like {
    pub(crate) fn is_very(&self) -> bool {
        false
    }
}
