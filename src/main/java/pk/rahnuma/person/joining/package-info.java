/// Joining of two persons who turned out to be one, and parting of an address from its person. The rules for each kind
/// of data are in docs/joining.md; each package moves its own ([pk.rahnuma.vault.PersonalDataHandler#moveData]).
///
/// [PersonJoiningService] is the entry, [IdentityPartingService] that of parting.
package pk.rahnuma.person.joining;
