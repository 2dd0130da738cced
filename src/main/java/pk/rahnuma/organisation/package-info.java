/// Organisations for which persons act, their members, invitations, and keys by which programs work for them.
///
/// An organisation is a subject of its own in the vault. Its row is the lock for all changes of its members, taken
/// after the conversation and before any application. Other packages use [OrganisationService].
///
/// Each key has a conversation of its own, whose id is the id of the key. In it the program fills forms and sends
/// files, and it appears as the applicant who acts; it is no member, and receives no notices of members.
/// [OrganisationKeyService] makes, rotates and removes keys, [OrganisationKeyAuthenticator] finds that of a request.
package pk.rahnuma.organisation;
