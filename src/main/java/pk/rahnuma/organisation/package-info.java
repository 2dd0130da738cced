/// Organisations: what persons act for, who acts for them, and how one is let in.
///
/// An organisation is a subject of its own in the vault; its row is the lock of all that concerns its members, taken
/// after the conversation and before any application.
package pk.rahnuma.organisation;
