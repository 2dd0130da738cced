package pk.rahnuma.console.application;

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
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import pk.rahnuma.console.ConsoleUser;
import pk.rahnuma.console.PermissionNames;
import pk.rahnuma.console.page.FormFields;
import pk.rahnuma.console.page.FormSubmissionService;
import pk.rahnuma.console.page.TemplateRenderer;
import pk.rahnuma.registration.ApplicationDecision;
import pk.rahnuma.registration.ApplicationTransition;
import pk.rahnuma.registration.DecisionReason;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.registration.decision.ApplicantReachService;
import pk.rahnuma.registration.decision.ApplicationReviewService;
import pk.rahnuma.registration.decision.DecisionProposalService;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.ticket.work.TicketQueryService;

/// Shows an application, and takes decisions.
@Controller(value = "/desk/applications/{typed}", consumes = MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ApplicationController {

    private final ApplicationReviewService dossiers;
    private final DecisionProposalService proposals;
    private final TicketQueryService tickets;
    private final ApplicantReachService reach;
    private final TemplateRenderer screens;
    private final FormSubmissionService submissions;
    private final InstantSource clock;

    ApplicationController(
            ApplicationReviewService dossiers,
            DecisionProposalService proposals,
            TicketQueryService tickets,
            ApplicantReachService reach,
            TemplateRenderer screens,
            FormSubmissionService submissions,
            InstantSource clock) {
        this.dossiers = dossiers;
        this.proposals = proposals;
        this.tickets = tickets;
        this.reach = reach;
        this.screens = screens;
        this.submissions = submissions;
        this.clock = clock;
    }

    @Get
    @Secured(PermissionNames.READ_APPLICATIONS)
    HttpResponse<String> reviewApplication(HttpRequest<?> request, @PathVariable String typed) {
        return shown(request, typed, "applications/review.jte", false);
    }

    /// Shows the answers in full, for this request only: the page itself is always masked.
    @Post("/reveal")
    @Secured(PermissionNames.READ_APPLICATIONS + PermissionNames.AND + PermissionNames.REVEAL)
    HttpResponse<String> revealAnswers(HttpRequest<?> request, @PathVariable String typed) {
        return shown(request, typed, "applications/given.jte", true);
    }

    private HttpResponse<String> shown(HttpRequest<?> request, String typed, String template, boolean reveal) {
        ConsoleUser viewer = ConsoleUser.requireUser(request);
        ApplicationReviewService.ApplicationDetails dossier =
                dossiers.openDossier(reference(typed), reveal, viewer.name(), clock.instant());
        return screens.renderPage(
                screens.createContext(request),
                template,
                "review",
                ApplicationPage.createPage(
                        dossier,
                        reveal,
                        proposals,
                        viewer.name(),
                        tickets.listByConversation(dossier.application().conversation(), ApplicationPage.MAX_TICKETS),
                        reach.findReach(dossier.application())));
    }

    /// Takes a decision.
    ///
    /// @param form `act`, `events` (number of entries of the history when the page was rendered), `reason` and `field`
    /// possibly several times, `note`, `authority`
    @Post("/decide")
    @Secured(PermissionNames.DECIDE)
    HttpResponse<String> decideApplication(
            HttpRequest<?> request, @PathVariable String typed, @Nullable @Body byte[] form) {
        FormFields fields = FormFields.parseForm(form);
        ApplicationTransition move = ApplicationTransition.parseWord(fields.getText("act"))
                .orElseThrow(() -> new RuleViolationException("choose"));
        ApplicationDecision decision = new ApplicationDecision(
                move,
                fields.getAll("reason").stream()
                        .map(code -> DecisionReason.parseCode(code)
                                .orElseThrow(() -> new RuleViolationException("reason_missing", "code", code)))
                        .toList(),
                fields.getText("note"),
                move == ApplicationTransition.APPROVE ? fields.getText("authority") : null,
                move == ApplicationTransition.ASK ? fields.getAll("field") : List.of());
        long events = fields.getLong("events");
        return done(request, typed, (reference, by, now) -> proposals.decide(reference, decision, events, by, now));
    }

    /// Confirms a proposal.
    ///
    /// @param form `proposal`: the id of the proposal that the page showed
    @Post("/confirm")
    @Secured(PermissionNames.APPROVE_SECOND)
    HttpResponse<String> confirmProposal(
            HttpRequest<?> request, @PathVariable String typed, @Nullable @Body byte[] form) {
        String proposal = FormFields.parseForm(form).getText("proposal");
        return done(request, typed, (reference, by, now) -> proposals.confirmProposal(reference, proposal, by, now));
    }

    /// Drops a proposal.
    ///
    /// @param form `proposal`: the id of the proposal that the page showed
    @Post("/drop")
    @Secured(PermissionNames.DECIDE)
    HttpResponse<String> dropProposal(HttpRequest<?> request, @PathVariable String typed, @Nullable @Body byte[] form) {
        String proposal = FormFields.parseForm(form).getText("proposal");
        return done(request, typed, (reference, by, now) -> proposals.withdrawProposal(reference, proposal, by, now));
    }

    /// Operation on an application.
    @FunctionalInterface
    private interface Act {
        void to(Reference reference, String by, Instant now);
    }

    private HttpResponse<String> done(HttpRequest<?> request, String typed, Act act) {
        Reference reference = reference(typed);
        String by = ConsoleUser.requireUser(request).name();
        Instant now = clock.instant();
        String page = submissions.submitOnce(request, now, () -> {
            act.to(reference, by, now);
            return "/desk/applications/" + reference.toGroupedText();
        });
        return TemplateRenderer.redirectTo(request, page);
    }

    private static Reference reference(String typed) {
        return Reference.parseText(typed)
                .filter(reference -> !reference.isTicket())
                .orElseThrow(() -> new RuleViolationException("application_missing", "reference", typed));
    }
}
