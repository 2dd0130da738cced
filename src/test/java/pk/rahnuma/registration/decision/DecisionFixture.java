package pk.rahnuma.registration.decision;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import pk.rahnuma.person.link.LinkedNewsService;
import pk.rahnuma.registration.ApplicantAction;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.ApplicationDecision;
import pk.rahnuma.registration.DecisionReason;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.registration.LineTransition;
import pk.rahnuma.registration.form.RequestedAnswers;
import pk.rahnuma.registration.form.VerifiedContactService;
import pk.rahnuma.registration.record.ExpiryReminderRepository;
import pk.rahnuma.registration.record.SearchIndexRepository;
import pk.rahnuma.shared.OperatingMode;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.staff.account.AccountControlFixture;
import pk.rahnuma.staff.notification.StaffNotificationService;

/// Decisions over a database, for tests.
public final class DecisionFixture {

    private DecisionFixture() {}

    /// Decisions of staff, none of which needs a second member.
    public static ApplicationDecisionService decisions(DomainFixture fixture, OperatingMode mode) {
        return decisions(fixture, mode, List.of());
    }

    static ApplicationDecisionService decisions(DomainFixture fixture, OperatingMode mode, List<String> fourEyes) {
        return new ApplicationDecisionService(
                fixture.database.transactions(),
                new SecondReviewService(
                        new FourEyesConfiguration(fourEyes),
                        AccountControlFixture.over(fixture.database),
                        fixture.database.getBean(StaffNotificationService.class)),
                fixture.database.getBean(DecisionProposalRepository.class),
                fixture.database.getBean(ApplicationClaimService.class),
                createRecipients(fixture),
                createNotifier(fixture),
                createRecorder(fixture, mode),
                fixture.audit);
    }

    private static DecisionRecorder createRecorder(DomainFixture fixture, OperatingMode mode) {
        return new DecisionRecorder(
                mode, fixture.recordFixture.transitions, fixture.contents, new RequestedAnswers(DomainFixture.forms()));
    }

    private static DecisionRecipients createRecipients(DomainFixture fixture) {
        return new DecisionRecipients(
                fixture.persons,
                fixture.organisations,
                fixture.applications,
                fixture.access,
                fixture.database.getBean(LinkedNewsService.class));
    }

    private static DecisionNotifier createNotifier(DomainFixture fixture) {
        return new DecisionNotifier(
                createRecipients(fixture),
                fixture.organisations,
                fixture.contents,
                fixture.notices(),
                fixture.messages,
                fixture.recordFixture.transitions);
    }

    public static ApplicantTransitionService createApplicantTransitions(DomainFixture fixture) {
        return new ApplicantTransitionService(
                fixture.database.transactions(),
                fixture.applicationLock,
                createRecorder(fixture, OperatingMode.ASSISTANCE));
    }

    /// Transitions of applications whose time is over.
    static DeadlineTransitionService createDeadlineTransitions(DomainFixture fixture) {
        return new DeadlineTransitionService(
                fixture.database.transactions(),
                fixture.applications,
                createRecorder(fixture, OperatingMode.ASSISTANCE),
                createRecipients(fixture),
                createNotifier(fixture));
    }

    public static ApplicationDecision rejection(DecisionReason... reasons) {
        return new ApplicationDecision(LineTransition.REFUSE, List.of(reasons), null, null);
    }

    public static ApplicationDecision question(String note) {
        return new ApplicationDecision(LineTransition.ASK, List.of(), note, null);
    }

    public static ApplicationDecision approval(String reference) {
        return new ApplicationDecision(LineTransition.APPROVE, List.of(), null, reference);
    }

    /// Makes a decision of staff that needs no second member.
    public static Application decide(
            ApplicationDecisionService decisions,
            Reference reference,
            ApplicationDecision decision,
            String staff,
            Instant now) {
        return decisions.decide(reference, decision, staff, now).application();
    }

    /// Makes a transition of an applicant.
    ///
    /// @return true when it was possible
    public static boolean applyAsApplicant(
            DomainFixture fixture, long person, Reference reference, LineTransition act, Instant now) {
        return applyAsApplicant(fixture, person, reference, act, Set.of(), now);
    }

    /// Takes the action of an applicant that has a transition.
    ///
    /// @param lines empty for all that allow it
    /// @return true when it was possible
    public static boolean applyAsApplicant(
            DomainFixture fixture,
            long person,
            Reference reference,
            LineTransition act,
            Set<Integer> lines,
            Instant now) {
        return createApplicantTransitions(fixture)
                .tryAction(
                        person,
                        reference.toGroupedText(),
                        Arrays.stream(ApplicantAction.values())
                                .filter(action -> action.transitions().contains(act))
                                .findFirst()
                                .orElseThrow(),
                        lines,
                        now);
    }

    /// Lapses and expires overdue lines.
    ///
    /// @return number of their applications
    public static int lapseOverdue(DomainFixture fixture, Instant now) {
        return new ApplicationLapseJob(
                        fixture.applications, createDeadlineTransitions(fixture), Clock.fixed(now, ZoneOffset.UTC))
                .endOverdueLines();
    }

    static ExpiryReminderService createReminders(DomainFixture fixture) {
        return new ExpiryReminderService(
                fixture.database.transactions(),
                fixture.applications,
                fixture.recordFixture.transitions,
                fixture.database.getBean(ExpiryReminderRepository.class),
                createRecipients(fixture),
                createNotifier(fixture));
    }

    /// Reviews of the applications of a fixture.
    static ApplicationReviewService createReviewService(DomainFixture fixture) {
        return new ApplicationReviewService(
                fixture.database.transactions(),
                fixture.applications,
                new SharedAnswerService(
                        fixture.register, fixture.contents, fixture.database.getBean(SearchIndexRepository.class)),
                fixture.history,
                fixture.contents,
                fixture.recordFixture.documentService,
                fixture.database.getBean(VerifiedContactService.class),
                fixture.audit);
    }
}
