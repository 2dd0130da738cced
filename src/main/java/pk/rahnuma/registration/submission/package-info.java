/// Submissions of applicants: a new application ([pk.rahnuma.registration.submission.SubmitApplicationAction],
/// [pk.rahnuma.registration.submission.SubmitOrganisationApplicationAction]), requested information
/// ([pk.rahnuma.registration.submission.SupplyInformationAction]), and a change of a registration
/// ([pk.rahnuma.registration.submission.RequestChangeAction]).
///
/// New answers replace old ones, or wait until a change is decided. A line that the same subject has in another live
/// application is refused in all three.
package pk.rahnuma.registration.submission;
