/// Decisions on applications: by staff ([pk.rahnuma.registration.decision.ApplicationDecisionService], on what
/// [pk.rahnuma.registration.decision.ApplicationReviewService] shows), by applicants
/// ([pk.rahnuma.registration.decision.ApplicantTransitionAction]), and by missed deadlines. Decisions by staff and by
/// deadlines are notified to the recipients.
package pk.rahnuma.registration.decision;
