package pk.rahnuma.console.application;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pk.rahnuma.console.BulkSubmissionService;
import pk.rahnuma.console.ConsoleForm;
import pk.rahnuma.console.ConsoleUser;
import pk.rahnuma.console.PermissionNames;
import pk.rahnuma.console.TemplateRenderer;
import pk.rahnuma.registration.ProviderConfirmation;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.registration.decision.ApplicationDecisionService;
import pk.rahnuma.registration.decision.ProviderConfirmationService;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.ticket.SlaConfiguration;

/// Records that a provider has confirmed its lines of several applications.
@Controller(value = "/desk/applications/confirmations", consumes = MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
class ProviderConfirmationController {

    private static final String PATH = "/desk/applications/confirmations";
    /// Between a reference and the id of what waits there.
    private static final String OF = ".";

    private final ProviderConfirmationService confirmations;
    private final ApplicationDecisionService decisions;
    private final BulkSubmissionService submissions;
    private final SlaConfiguration support;
    private final InstantSource clock;

    ProviderConfirmationController(
            ProviderConfirmationService confirmations,
            ApplicationDecisionService decisions,
            BulkSubmissionService submissions,
            SlaConfiguration support,
            InstantSource clock) {
        this.confirmations = confirmations;
        this.decisions = decisions;
        this.submissions = submissions;
        this.support = support;
        this.clock = clock;
    }

    /// The word of a provider about chosen applications.
    ///
    /// @param provider code of the form, or a name
    @Introspected
    record ConfirmationForm(
            @NotEmpty(message = "choose_applications")
            @Size(max = ApplicationListPage.PAGE_SIZE, message = "choose_fewer_applications")
            List<String> reference,

            String provider,
            @NotNull(message = "confirmed_day") LocalDate confirmedOn,
            String confirmedBy)
            implements ConsoleForm {}

    /// Decides on each application in a transaction of its own.
    @Post
    @Secured(PermissionNames.DECIDE)
    HttpResponse<String> confirmLines(HttpRequest<?> request, @Valid @Body ConfirmationForm form) {
        String by = ConsoleUser.requireUser(request).name();
        Instant now = clock.instant();
        ProviderConfirmation said = new ProviderConfirmation(form.confirmedOn(), form.confirmedBy());
        Map<Reference, String> pending = new LinkedHashMap<>();
        try {
            submissions.applyToEach(
                    request,
                    form.reference().stream()
                            .map(ApplicationController::parseReference)
                            .toList(),
                    reference -> confirmations
                            .confirmLines(reference, form.provider(), said, by, support.recall(), now)
                            .filter(ApplicationDecisionService.Proposal::takesEffect)
                            .ifPresent(proposal -> pending.put(reference, proposal.id())));
        } catch (RuleViolationException e) {
            if (!pending.isEmpty()) {
                TemplateRenderer.offerUndo(request, buildUndoPath(pending));
            }
            throw e;
        }
        String page = "/desk/applications?" + ApplicationListPage.buildQuery("provider", form.provider());
        return pending.isEmpty()
                ? TemplateRenderer.confirmOrRedirect(request, page)
                : TemplateRenderer.confirmWithUndo(request, page, buildUndoPath(pending));
    }

    private static String buildUndoPath(Map<Reference, String> pending) {
        return PATH + "/drop?pending="
                + pending.entrySet().stream()
                        .map(one -> one.getKey().symbols() + OF + one.getValue())
                        .collect(Collectors.joining(","));
    }

    /// Confirmations that wait for their time.
    ///
    /// @param pending references, each with the id of what waits
    @Introspected
    record DropForm(String pending) implements ConsoleForm {

        private Map<Reference, String> parsePending() {
            return Stream.of(pending.split(","))
                    .limit(ApplicationListPage.PAGE_SIZE)
                    .map(one -> one.split("\\" + OF, 2))
                    .collect(Collectors.toMap(
                            part -> ApplicationController.parseReference(part[0]),
                            part -> part[part.length - 1],
                            (one, same) -> one,
                            LinkedHashMap::new));
        }
    }

    /// Takes confirmations back before they take effect.
    @Post("/drop")
    @Secured(PermissionNames.DECIDE)
    HttpResponse<String> dropConfirmations(HttpRequest<?> request, @Valid @Body DropForm form) {
        String by = ConsoleUser.requireUser(request).name();
        Instant now = clock.instant();
        Map<Reference, String> pending = form.parsePending();
        submissions.applyToEach(
                request,
                pending.keySet(),
                reference -> decisions.withdrawProposal(reference, pending.get(reference), by, now));
        return TemplateRenderer.confirmOrRedirect(request, "/desk/applications?show=provider");
    }
}
