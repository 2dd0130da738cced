/// Persons: who is behind the chats, what they agreed to, and what they may do about their data.
///
/// A person has the number of their conversation; its row is the lock that everything about them takes first.
///
/// * [Consent], [Me]: agreeing, and whether it holds.
/// * [MyData], [Leave], [Stay]: what the script `my-data` asks for.
/// * [Erasure]: how a person is erased; [Erasures] is who asked for it. All that keeps something about a person is a
///   [pk.rahnuma.vault.Keeper], and erases it there.
package pk.rahnuma.people;
