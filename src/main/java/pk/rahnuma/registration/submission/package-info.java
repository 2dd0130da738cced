/// Submissions of applicants: a new application ([SubmitApplicationAction], [SubmitOrganisationApplicationAction]),
/// requested information ([SupplyInformationAction]), and a change of a registration ([RequestChangeAction]).
///
/// New answers replace old ones, or wait until a change is decided. A line that the same subject has in another live
/// application is refused in all three.
package pk.rahnuma.registration.submission;
