/// Decisions on applications: by staff ([pk.rahnuma.registration.decision.ApplicationDecisionService], on what
/// [pk.rahnuma.registration.decision.ApplicationReviewService] shows), by applicants
/// ([pk.rahnuma.registration.decision.WithdrawApplicationAction],
/// [pk.rahnuma.registration.decision.CancelApplicationAction],
/// [pk.rahnuma.registration.decision.ReopenApplicationAction]), and by missed deadlines. The recipients are notified of
/// decisions by staff and by deadlines.
package pk.rahnuma.registration.decision;
