/// What applicants send: a new application ([pk.rahnuma.registration.submission.SubmitApplicationAction],
/// [pk.rahnuma.registration.submission.SubmitOrganisationApplicationAction]), what was asked for
/// ([pk.rahnuma.registration.submission.SupplyInformationAction]), a change of what is registered
/// ([pk.rahnuma.registration.submission.RequestChangeAction]).
///
/// New answers take the place of old ones, or wait until a change is decided. A line that the same subject has in
/// another live application is refused, wherever it comes from.
package pk.rahnuma.registration.submission;
