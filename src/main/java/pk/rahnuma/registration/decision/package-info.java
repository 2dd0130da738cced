/// Decisions on applications: by staff ([pk.rahnuma.registration.decision.ApplicationDecisionService], on what
/// [pk.rahnuma.registration.decision.ApplicationReviewService] shows), by applicants
/// ([pk.rahnuma.registration.decision.ApplicantTransitionAction]), and by missed deadlines. The recipients are notified
/// of
/// decisions by staff and by deadlines.
package pk.rahnuma.registration.decision;
