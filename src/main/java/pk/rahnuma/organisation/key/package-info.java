/// Keys by which programs work for an organisation: [OrganisationKeyService] makes, rotates and removes them,
/// [OrganisationKeyAuthenticator] finds the key of a request.
///
/// Each key has a conversation of its own, whose id is the id of the key. In it the program fills forms and sends
/// files, and it appears as the applicant who acts; it is no member, and receives no notices of members.
package pk.rahnuma.organisation.key;
