package pk.rahnuma.registration.overview;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import pk.rahnuma.dialog.script.FieldTypeRegistry;
import pk.rahnuma.registration.ApplicantAction;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.ApplicationAimService;
import pk.rahnuma.registration.ApplicationEvent;
import pk.rahnuma.registration.LineStatus;
import pk.rahnuma.registration.TransitionActor;
import pk.rahnuma.registration.form.FormAnswers;
import pk.rahnuma.registration.form.MaskedAnswers;

/// An application as people outside of the staff see it, on each channel.
///
/// @param organisation name of its organisation; null for a person's own, and for whoever has a proof only
/// @param details null in lists, and for whoever has a proof only
public record ApplicationView(
        Application application,
        @Nullable String organisation,
        ApplicationAimService.ApplicationAim aim,
        @Nullable Details details) {

    /// Maximum addresses that are shown; a company can have thousands.
    private static final int MAX_SHOWN_ADDRESSES = 32;

    /// Private part of the view, for those who may see the application without a proof.
    ///
    /// @param note of staff on the present status; null when there is none
    /// @param actions that the person may take now
    /// @param line the addresses, or the masked mobile number
    /// @param protocol of the VPN; empty when unknown
    /// @param registered time of registration; null when there is none
    /// @param changed time of the last change of the line after that; null when there is none
    /// @param verified times at which the person proved addresses in it with a code, by the name of the question; empty
    ///     when another person submitted it
    /// @param events of its history, the oldest first
    public record Details(
            @Nullable String note,
            List<ApplicantAction> actions,
            String line,
            String protocol,
            @Nullable Instant registered,
            @Nullable Instant changed,
            Map<String, Instant> verified,
            List<ApplicationEvent> events) {}

    /// Stored data of an application, opened.
    ///
    /// @param replaced time at which its answers were last replaced; null when they were not, or the line was never
    ///     registered
    record ApplicationData(
            FormAnswers answers,
            List<ApplicationEvent> events,
            @Nullable Instant replaced) {}

    /// The view for those who see the status alone.
    static ApplicationView ofStatus(
            Application application, @Nullable String organisation, ApplicationAimService.Aims aims) {
        return new ApplicationView(application, organisation, aims.aimOf(application), null);
    }

    /// The view for those who may see all of the application.
    ///
    /// @param acts whether they may act on it
    /// @param verified see [Details]
    static ApplicationView ofDetails(
            Application application,
            @Nullable String organisation,
            boolean acts,
            ApplicationData data,
            Map<String, Instant> verified,
            ApplicationAimService.Aims aims) {
        ApplicationEvent last = data.events().getLast();
        Instant registered = findRegistration(data.events());
        Instant replaced = data.replaced();
        String protocol = data.answers().textAnswer("vpn_protocol");
        return new ApplicationView(
                application,
                organisation,
                aims.aimOf(application),
                new Details(
                        TransitionActor.isPartyName(last.who()) ? null : last.note(),
                        acts ? listActions(application, aims.now()) : List.of(),
                        describeLine(data.answers()),
                        protocol.equals("dont_know") ? "" : protocol,
                        registered,
                        registered != null && replaced != null && replaced.isAfter(registered) ? replaced : null,
                        verified,
                        data.events()));
    }

    /// Reference, grouped for reading.
    public String reference() {
        return application.reference().toGroupedText();
    }

    /// Actions that the person may take now; empty without details.
    public List<ApplicantAction> actions() {
        return details == null ? List.of() : details.actions();
    }

    /// True when the time of [#aim()] is a deadline of the applicant; otherwise it is an aim of the desk.
    public boolean isDeadline() {
        return aim.next().equals("applicant") || aim.next().equals("reopen");
    }

    /// True when the applicant may only apply again.
    public boolean canApplyAgain() {
        return aim.next().equals("apply_again");
    }

    /// True when staff suspended a line, and the reasons are those of it: they and the applicant have to talk, since
    /// there is no action for it.
    public boolean isSuspended() {
        return application.lines().has(LineStatus.SUSPENDED)
                && !application.lines().has(LineStatus.ASKED);
    }

    /// Tells whether the line was registered. Only then it can have changed since.
    static boolean wasRegistered(List<ApplicationEvent> events) {
        return findRegistration(events) != null;
    }

    /// Time of the last registration among the events; null when there is none.
    private static Instant findRegistration(List<ApplicationEvent> events) {
        return events.stream()
                .filter(event -> event.from() == LineStatus.CONFIRMED && event.to() == LineStatus.ACTIVE)
                .map(ApplicationEvent::at)
                .reduce(null, (one, other) -> other);
    }

    private static List<ApplicantAction> listActions(Application application, Instant now) {
        return Arrays.stream(ApplicantAction.values())
                .filter(action ->
                        application.lines().byStatus().keySet().stream().anyMatch(action::isAllowed))
                .filter(action -> switch (action) {
                    case LOOK_AGAIN -> application.nextActor(now).equals("reopen");
                    case RENEW ->
                        application.expiresAfter() != null
                                || application.lines().has(LineStatus.EXPIRED);
                    default -> true;
                })
                .toList();
    }

    private static String describeLine(FormAnswers answers) {
        String mobile = answers.textAnswer(FormAnswers.VPN_MOBILE);
        return mobile.isBlank()
                ? formatAddresses(answers.writtenAddresses())
                : FieldTypeRegistry.findByName("phone").maskValue(mobile, MaskedAnswers.NEUTRAL_CONTEXT);
    }

    /// The first addresses, and the number of the rest.
    static String formatAddresses(List<String> all) {
        String first = String.join(", ", all.subList(0, Math.min(MAX_SHOWN_ADDRESSES, all.size())));
        return all.size() <= MAX_SHOWN_ADDRESSES ? first : first + ", … (+" + (all.size() - MAX_SHOWN_ADDRESSES) + ")";
    }
}
