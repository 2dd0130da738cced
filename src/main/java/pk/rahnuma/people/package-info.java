/// Persons: who is behind the chats, and what they agreed to.
///
/// A person has the number of their conversation; its row is the lock that everything about them takes first.
package pk.rahnuma.people;
