package pk.rahnuma.console.application;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import pk.rahnuma.console.BackgroundRoute;
import pk.rahnuma.console.ConsoleForm;
import pk.rahnuma.console.ConsoleUser;
import pk.rahnuma.console.FormSubmissionService;
import pk.rahnuma.console.PermissionNames;
import pk.rahnuma.console.TemplateRenderer;
import pk.rahnuma.registration.ApplicationDecision;
import pk.rahnuma.registration.DecisionReason;
import pk.rahnuma.registration.LineTerm;
import pk.rahnuma.registration.LineTransition;
import pk.rahnuma.registration.PersonMark;
import pk.rahnuma.registration.ProviderConfirmation;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.registration.decision.ApplicationClaimService;
import pk.rahnuma.registration.decision.ApplicationDecisionService;
import pk.rahnuma.registration.decision.ApplicationReviewService;
import pk.rahnuma.registration.decision.PersonComparisonService;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.ticket.SlaConfiguration;
import pk.rahnuma.ticket.work.CasePresenceService;

/// Decisions on an application, and the work of staff on it: who takes it, and who looks at it.
@Controller(value = "/desk/applications/{typed}", consumes = MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
class ApplicationActionController {

    private final ApplicationDecisionService decisions;
    private final ApplicationReviewService reviews;
    private final ApplicationClaimService claims;
    private final CasePresenceService presence;
    private final PersonComparisonService comparisons;
    private final FormSubmissionService submissions;
    private final SlaConfiguration support;
    private final InstantSource clock;

    ApplicationActionController(
            ApplicationDecisionService decisions,
            ApplicationReviewService reviews,
            ApplicationClaimService claims,
            CasePresenceService presence,
            PersonComparisonService comparisons,
            FormSubmissionService submissions,
            SlaConfiguration support,
            InstantSource clock) {
        this.decisions = decisions;
        this.reviews = reviews;
        this.claims = claims;
        this.presence = presence;
        this.comparisons = comparisons;
        this.submissions = submissions;
        this.support = support;
        this.clock = clock;
    }

    /// Decision.
    ///
    /// @param events number of entries of the history when the page was rendered
    /// @param line numbers of the lines that it is about
    /// @param provider codes of providers, for all of their lines for which it is possible; without both, all lines
    /// @param filtered true when the page showed only some of the lines: some must be chosen then
    /// @param field names of the questions that the applicant has to answer again
    /// @param from first day of the registration, as `2026-12-31`; may be empty, as `until`, the last
    /// @param confirmedOn day on which the provider confirmed
    /// @param confirmedBy name of the person or office there
    @Introspected
    record DecisionForm(
            String act,
            @NotNull Long events,
            List<Integer> line,
            List<String> provider,
            boolean filtered,
            List<String> reason,
            List<String> field,
            String note,
            String authority,
            String from,
            String until,
            String confirmedOn,
            String confirmedBy)
            implements ConsoleForm {}

    @Post("/decide")
    @Secured(PermissionNames.DECIDE)
    HttpResponse<String> decideApplication(
            HttpRequest<?> request, @PathVariable String typed, @Valid @Body DecisionForm form) {
        LineTransition move =
                LineTransition.parseWord(form.act()).orElseThrow(() -> new RuleViolationException("choose"));
        ApplicationDecision decided = new ApplicationDecision(
                move,
                form.reason().stream()
                        .map(code -> DecisionReason.parseCode(code)
                                .orElseThrow(() -> new RuleViolationException("reason_missing", "code", code)))
                        .toList(),
                form.note(),
                move == LineTransition.APPROVE ? form.authority() : null,
                move == LineTransition.ASK ? form.field() : List.of());
        ApplicationDecision decision = move == LineTransition.CONFIRM
                ? decided.withConfirmation(new ProviderConfirmation(parseDay(form.confirmedOn()), form.confirmedBy()))
                : ApplicationPage.AvailableMove.setsDays(move)
                        ? decided.withTerm(new LineTerm(parseDay(form.from()), parseDay(form.until())))
                        : decided;
        return performAction(
                request,
                typed,
                (reference, by, now) -> decisions.scheduleDecision(
                        reference,
                        decision.aboutLines(selectLines(reference, move, form, now)),
                        form.events(),
                        by.name(),
                        support.recall(),
                        now));
    }

    private static @Nullable LocalDate parseDay(@Nullable String typed) {
        if (typed == null || typed.isBlank()) {
            return null;
        }
        try {
            return LocalDate.parse(typed.strip());
        } catch (DateTimeParseException e) {
            throw new RuleViolationException("days_format", "day", typed);
        }
    }

    private Set<Integer> selectLines(Reference reference, LineTransition move, DecisionForm form, Instant now) {
        Set<Integer> numbers = new TreeSet<>(form.line());
        if (form.filtered() && numbers.isEmpty() && form.provider().isEmpty()) {
            throw new RuleViolationException("line_none", "reference", reference, "act", move);
        }
        if (!form.provider().isEmpty()) {
            numbers.addAll(reviews.findLines(reference, form.provider(), move, now));
        }
        return numbers;
    }

    /// Answer to a proposal.
    ///
    /// @param proposal id of the one that the page showed
    @Introspected
    record ProposalForm(String proposal) implements ConsoleForm {}

    @Post("/confirm")
    @Secured(PermissionNames.APPROVE_SECOND)
    HttpResponse<String> confirmProposal(
            HttpRequest<?> request, @PathVariable String typed, @Valid @Body ProposalForm form) {
        return performAction(
                request,
                typed,
                (reference, by, now) ->
                        decisions.scheduleConfirmation(reference, form.proposal(), by.name(), support.recall(), now));
    }

    @Post("/drop")
    @Secured(PermissionNames.DECIDE)
    HttpResponse<String> dropProposal(
            HttpRequest<?> request, @PathVariable String typed, @Valid @Body ProposalForm form) {
        return performAction(request, typed, (reference, by, now) -> {
            decisions.withdrawProposal(reference, form.proposal(), by.name(), now);
            return Optional.empty();
        });
    }

    /// Claim.
    ///
    /// @param from id of the colleague from whom it is taken over; may be empty
    @Introspected
    record ClaimForm(@Nullable Long from) implements ConsoleForm {}

    @Post("/claim")
    @Secured(PermissionNames.DECIDE)
    HttpResponse<String> claimApplication(
            HttpRequest<?> request, @PathVariable String typed, @Valid @Body ClaimForm form) {
        return performAction(request, typed, (reference, by, now) -> {
            claims.claimApplication(reference, form.from(), by.signed().member(), now);
            return Optional.empty();
        });
    }

    @Post("/release")
    @Secured(PermissionNames.DECIDE)
    HttpResponse<String> releaseApplication(HttpRequest<?> request, @PathVariable String typed) {
        return performAction(request, typed, (reference, by, now) -> {
            claims.releaseApplication(reference, by.signed().member(), now);
            return Optional.empty();
        });
    }

    /// Mark of two persons.
    ///
    /// @param mark empty to take it back
    @Introspected
    record MarkForm(@Nullable PersonMark mark) implements ConsoleForm {}

    @Post("/compare/{other}")
    @Secured(PermissionNames.DECIDE)
    HttpResponse<String> markPersons(
            HttpRequest<?> request,
            @PathVariable String typed,
            @PathVariable String other,
            @Valid @Body MarkForm form) {
        return performAction(request, typed, (reference, by, now) -> {
            Reference second = ApplicationController.parseReference(other);
            comparisons.markPersons(by.signed(), reference, second, form.mark(), now);
            return Optional.empty();
        });
    }

    /// Records presence; an open page sends it every few seconds. It extends the session only while the member writes.
    @Post("/presence")
    @Secured(PermissionNames.READ_APPLICATIONS + PermissionNames.AND + PermissionNames.ANSWER_TICKETS)
    @BackgroundRoute
    HttpResponse<?> reportPresence(
            HttpRequest<?> request, @PathVariable String typed, @QueryValue(defaultValue = "false") boolean typing) {
        presence.reportPresence(
                ConsoleUser.requireUser(request).signed(),
                ApplicationController.parseReference(typed),
                typing,
                clock.instant());
        return HttpResponse.noContent();
    }

    /// Operation on an application; returns what can be taken back.
    @FunctionalInterface
    private interface Act {
        Optional<ApplicationDecisionService.Proposal> to(Reference reference, ConsoleUser by, Instant now);
    }

    private HttpResponse<String> performAction(HttpRequest<?> request, String typed, Act act) {
        Reference reference = ApplicationController.parseReference(typed);
        ConsoleUser by = ConsoleUser.requireUser(request);
        Instant now = clock.instant();
        String page = "/desk/applications/" + reference.toGroupedText();
        String pending = submissions.submitOnce(
                request,
                () -> act.to(reference, by, now)
                        .filter(ApplicationDecisionService.Proposal::takesEffect)
                        .map(ApplicationDecisionService.Proposal::id)
                        .orElse(""));
        return pending.isEmpty()
                ? TemplateRenderer.confirmOrRedirect(request, page)
                : TemplateRenderer.confirmWithUndo(request, page, page + "/drop?proposal=" + pending);
    }
}
