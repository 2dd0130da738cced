/// Decisions on applications: by staff ([ApplicationDecisionService], on what [ApplicationReviewService] shows), by
/// applicants ([ApplicantTransitionService]), and by missed deadlines ([DeadlineTransitionService]). Decisions by staff
/// and by deadlines are notified to the recipients. In a sandbox, rules decide ([SandboxDecisionJob]).
package pk.rahnuma.registration.decision;
