/// Organisations for which persons act, their members, and invitations. Keys for programs are in `key`.
///
/// An organisation is a subject of its own in the vault. Its row is the lock for all changes of its members, taken
/// after the conversation and before any application. Other packages use [OrganisationService].
package pk.rahnuma.organisation;
