package pk.rahnuma.console.application;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import pk.rahnuma.console.ConsoleUser;
import pk.rahnuma.dialog.script.EngineLimits;
import pk.rahnuma.http.LineFilterForm;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.LineTransition;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.registration.TransitionActor;
import pk.rahnuma.registration.decision.ApplicantReachService;
import pk.rahnuma.registration.decision.ApplicationClaimService;
import pk.rahnuma.registration.decision.ApplicationDecisionService;
import pk.rahnuma.registration.decision.ApplicationReviewService;
import pk.rahnuma.registration.decision.PersonComparisonService;
import pk.rahnuma.registration.decision.SecondReviewService;
import pk.rahnuma.registration.form.CheckFinding;
import pk.rahnuma.registration.record.FoundLine;
import pk.rahnuma.registration.record.LineQueryService;
import pk.rahnuma.registration.record.LineQueryService.LinePosition;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.ticket.work.CasePresenceService;
import pk.rahnuma.ticket.work.TicketQueryService;

/// Creates the page of an application from its parts.
@Singleton
final class ApplicationPageFactory {

    private final ApplicationDecisionService decisions;
    private final SecondReviewService secondReviews;
    private final ApplicationClaimService claims;
    private final CasePresenceService presence;
    private final LineQueryService lines;
    private final TicketQueryService tickets;
    private final ApplicantReachService reach;
    private final PersonComparisonService comparisons;

    ApplicationPageFactory(
            ApplicationDecisionService decisions,
            SecondReviewService secondReviews,
            ApplicationClaimService claims,
            CasePresenceService presence,
            LineQueryService lines,
            TicketQueryService tickets,
            ApplicantReachService reach,
            PersonComparisonService comparisons) {
        this.decisions = decisions;
        this.secondReviews = secondReviews;
        this.claims = claims;
        this.presence = presence;
        this.lines = lines;
        this.tickets = tickets;
        this.reach = reach;
        this.comparisons = comparisons;
    }

    /// Creates the page.
    ///
    /// @param revealed true when sensitive answers are shown in full
    /// @param filter of its lines
    ApplicationPage createPage(
            ApplicationReviewService.ApplicationDetails dossier,
            boolean revealed,
            ConsoleUser viewer,
            LineFilterForm filter,
            Instant now) {
        Application application = dossier.application();
        Optional<ApplicationDecisionService.Proposal> proposal = decisions.findProposal(application);
        return new ApplicationPage(
                dossier,
                revealed,
                proposal.orElse(null),
                proposal.flatMap(waiting -> secondReviews.findObstacle(application.reference(), waiting, viewer.name()))
                        .map(RuleViolationException::remark)
                        .orElse(null),
                findMoves(dossier, now).stream()
                        .map(move -> new ApplicationPage.AvailableMove(move, secondReviews.isRequired(move)))
                        .toList(),
                dossier.answers().keySet().stream()
                        .map(name -> name.contains("/") ? name.substring(0, name.indexOf('/')) : name)
                        .distinct()
                        .toList(),
                new ApplicationPage.Attendance(
                        viewer.name(),
                        claims.findHolder(application.id()).orElse(null),
                        presence.findOtherViewers(application.id(), new TicketAgent(viewer.id(), viewer.name()), now)),
                tickets.listByConversation(application.conversation(), ApplicationPage.MAX_TICKETS),
                reach.findReach(application),
                comparisons.findRelated(
                        viewer.signed(),
                        application.reference(),
                        application.conversation(),
                        dossier.checks().stream()
                                .map(CheckFinding::other)
                                .filter(Objects::nonNull)
                                .toList(),
                        now),
                findShown(application, filter));
    }

    /// Transitions that are possible for at least one line.
    private static List<LineTransition> findMoves(ApplicationReviewService.ApplicationDetails dossier, Instant now) {
        return Arrays.stream(LineTransition.values())
                .filter(move -> dossier.lines().stream()
                        .anyMatch(reviewed -> reviewed.line().allows(move, TransitionActor.STAFF, now)))
                .toList();
    }

    private ApplicationPage.ShownLines findShown(Application application, LineFilterForm filter) {
        List<FoundLine> found = filter.isEmpty() || filter.isUnreadable()
                ? List.of()
                : lines.findLines(
                        List.of(application.subject()),
                        filter.toFilter(application.id(), UnaryOperator.identity()),
                        LinePosition.START,
                        EngineLimits.MAX_REPEAT_ITEMS);
        return new ApplicationPage.ShownLines(
                filter,
                found.stream().map(line -> line.content().line().number()).collect(Collectors.toSet()));
    }
}
