/// What becomes of an application: staff decide ([pk.rahnuma.registration.decision.ApplicationDecisionService], from
/// what [pk.rahnuma.registration.decision.ApplicationReviewService] shows them), applicants give up or ask to look
/// again ([pk.rahnuma.registration.decision.WithdrawApplicationAction],
/// [pk.rahnuma.registration.decision.CancelApplicationAction],
/// [pk.rahnuma.registration.decision.ReopenApplicationAction]), and time runs out. All whom it concerns hear of what
/// staff and time do.
package pk.rahnuma.registration.decision;
