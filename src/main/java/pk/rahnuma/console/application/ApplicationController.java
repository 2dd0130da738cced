package pk.rahnuma.console.application;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
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
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import pk.rahnuma.console.BackgroundRoute;
import pk.rahnuma.console.ConsoleForm;
import pk.rahnuma.console.ConsoleUser;
import pk.rahnuma.console.FormSubmissionService;
import pk.rahnuma.console.PermissionNames;
import pk.rahnuma.console.TemplateRenderer;
import pk.rahnuma.dialog.script.EngineLimits;
import pk.rahnuma.http.LineFilterForm;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.ApplicationDecision;
import pk.rahnuma.registration.DecisionReason;
import pk.rahnuma.registration.LineTerm;
import pk.rahnuma.registration.LineTransition;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.registration.decision.ApplicantReachService;
import pk.rahnuma.registration.decision.ApplicationDecisionService;
import pk.rahnuma.registration.decision.ApplicationReviewService;
import pk.rahnuma.registration.record.FoundLine;
import pk.rahnuma.registration.record.LineQueryService;
import pk.rahnuma.registration.record.LineQueryService.LinePosition;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.ticket.work.TicketQueryService;

/// Shows an application, and takes decisions.
@Controller(value = "/desk/applications/{typed}", consumes = MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
class ApplicationController {

    private final ApplicationReviewService reviews;
    private final ApplicationDecisionService decisions;
    private final LineQueryService lines;
    private final TicketQueryService tickets;
    private final ApplicantReachService reach;
    private final TemplateRenderer templates;
    private final FormSubmissionService submissions;
    private final InstantSource clock;

    ApplicationController(
            ApplicationReviewService reviews,
            ApplicationDecisionService decisions,
            LineQueryService lines,
            TicketQueryService tickets,
            ApplicantReachService reach,
            TemplateRenderer templates,
            FormSubmissionService submissions,
            InstantSource clock) {
        this.reviews = reviews;
        this.decisions = decisions;
        this.lines = lines;
        this.tickets = tickets;
        this.reach = reach;
        this.templates = templates;
        this.submissions = submissions;
        this.clock = clock;
    }

    /// The application beside the list: the whole page, or for htmx the part that the list opens.
    @Get
    @Secured(PermissionNames.READ_APPLICATIONS)
    HttpResponse<String> reviewApplication(HttpRequest<?> request, @PathVariable String typed) {
        String template = TemplateRenderer.isPart(request) ? "applications/opened.jte" : "applications/case.jte";
        return showApplication(request, typed, template, false);
    }

    /// Part of the page that changes with a decision.
    @Get("/review")
    @Secured(PermissionNames.READ_APPLICATIONS)
    @BackgroundRoute
    HttpResponse<String> refreshReview(HttpRequest<?> request, @PathVariable String typed) {
        return showApplication(request, typed, "applications/review.jte", false);
    }

    /// Shows the answers in full, for this request only: the page itself is always masked.
    @Post("/reveal")
    @Secured(PermissionNames.READ_APPLICATIONS + PermissionNames.AND + PermissionNames.REVEAL)
    HttpResponse<String> revealAnswers(HttpRequest<?> request, @PathVariable String typed) {
        return showApplication(request, typed, "applications/given.jte", true);
    }

    private HttpResponse<String> showApplication(
            HttpRequest<?> request, String typed, String template, boolean reveal) {
        ConsoleUser viewer = ConsoleUser.requireUser(request);
        ApplicationReviewService.ApplicationDetails dossier =
                reviews.openDossier(parseReference(typed), reveal, viewer.name(), clock.instant());
        return templates.renderPage(
                templates.createContext(request),
                template,
                "review",
                ApplicationPage.createPage(
                        dossier,
                        reveal,
                        decisions,
                        viewer.name(),
                        tickets.listByConversation(dossier.application().conversation(), ApplicationPage.MAX_TICKETS),
                        reach.findReach(dossier.application()),
                        findShown(dossier.application(), LineFilterForm.fromRequest(request)),
                        clock.instant()));
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

    /// Decision.
    ///
    /// @param events number of entries of the history when the page was rendered
    /// @param line numbers of the lines that it is about
    /// @param provider codes of providers, for all of their lines for which it is possible; without both, all lines
    /// @param filtered true when the page showed only some of the lines: some must be chosen then
    /// @param field names of the questions that the applicant has to answer again
    /// @param from first day of the registration, as `2026-12-31`; may be empty, as `until`, the last
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
            String until)
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
        ApplicationDecision decision = ApplicationPage.AvailableMove.setsDays(move)
                ? decided.withTerm(new LineTerm(parseDay(form.from()), parseDay(form.until())))
                : decided;
        return performAction(
                request,
                typed,
                (reference, by, now) -> decisions.decide(
                        reference,
                        decision.aboutLines(selectLines(reference, move, form, now)),
                        form.events(),
                        by,
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
                request, typed, (reference, by, now) -> decisions.confirmProposal(reference, form.proposal(), by, now));
    }

    @Post("/drop")
    @Secured(PermissionNames.DECIDE)
    HttpResponse<String> dropProposal(
            HttpRequest<?> request, @PathVariable String typed, @Valid @Body ProposalForm form) {
        return performAction(
                request,
                typed,
                (reference, by, now) -> decisions.withdrawProposal(reference, form.proposal(), by, now));
    }

    /// Operation on an application.
    @FunctionalInterface
    private interface Act {
        void to(Reference reference, String by, Instant now);
    }

    private HttpResponse<String> performAction(HttpRequest<?> request, String typed, Act act) {
        Reference reference = parseReference(typed);
        String by = ConsoleUser.requireUser(request).name();
        Instant now = clock.instant();
        String page = submissions.submitOnce(request, () -> {
            act.to(reference, by, now);
            return "/desk/applications/" + reference.toGroupedText();
        });
        return TemplateRenderer.confirmOrRedirect(request, page);
    }

    private static Reference parseReference(String typed) {
        return Reference.parseText(typed)
                .filter(reference -> !reference.isTicket())
                .orElseThrow(() -> new RuleViolationException("application_missing", "reference", typed));
    }
}
