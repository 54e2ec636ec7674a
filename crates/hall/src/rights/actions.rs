//! What somebody can ask for of one matter: each an action of the policies, and a type of its own.

/// Something that can be asked for of one matter.
pub trait Action {
    /// What the policies call it.
    const NAME: &'static str;
}

macro_rules! actions {
    ($($(#[$doc:meta])* $name:ident = $text:literal;)*) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, Copy, PartialEq, Eq)]
            pub enum $name {}
            impl Action for $name {
                const NAME: &'static str = $text;
            }
        )*
        /// Every one by its name.
        pub const ON_MATTERS: &[&str] = &[$($text),*];
    };
}

actions! {
    /// To learn by its page that it is there.
    Know = "know";
    /// To read what was said, without what is hidden from the public; to take its files.
    Read = "read";
    /// To read it whole.
    ReadWhole = "read-whole";
    /// To find it in the list of one's desk.
    List = "list";
    /// To have to do with it.
    Handle = "handle";
    /// To be shown who brought it.
    SeeIdentity = "see-identity";
    /// To ask a second person for that.
    AskIdentity = "ask-identity";
    /// To decide on that, as the second person.
    GrantIdentity = "grant-identity";
    /// To decide what the public reads of it.
    Redact = "redact";
    /// To ask for an act on it at all.
    Act = "act";
    /// To put a voice under it.
    Join = "join";
    /// To replace a lost receipt of it.
    ReplaceReceipt = "replace-receipt";
    /// To do what only who brought it does.
    ActAsSubmitter = "act-as-submitter";
    /// To say how one was served.
    Rate = "rate";
    /// To take away or erase what is kept of oneself.
    KeepOwnData = "keep-own-data";
}
