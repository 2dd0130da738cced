package pk.rahnuma.web;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import pk.rahnuma.desk.ApplicationActionService;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.ApplicationAimService;
import pk.rahnuma.registration.ApplicationStatus;
import pk.rahnuma.registration.overview.PersonApplicationService;
import pk.rahnuma.registration.overview.ShowApplicationAction;

/// An application as its pages show it. Words are keys of texts below `values.`.
///
/// @param reference grouped for reading
/// @param organisation null for a person's own, and for whoever has a proof only
/// @param status word
/// @param next word of who acts next, or of what the applicant may do
/// @param due see [ApplicationAimService.ApplicationAim]; `wasDue` too
/// @param reasons words
/// @param note of staff; null when there is none
/// @param line addresses or masked number; null for whoever has a proof only
/// @param proved addresses in it that the person has proved by a code; empty for whoever has a proof only
/// @param history the oldest first; empty for whoever has a proof only
/// @param actions codes of what the person may do; empty for whoever has a proof only
public record ShownStatus(
        String reference,
        @Nullable String organisation,
        String status,
        Instant submitted,
        Instant since,
        String next,
        @Nullable Instant due,
        @Nullable Instant wasDue,
        List<String> reasons,
        @Nullable String authorityReference,
        @Nullable String note,
        @Nullable String line,
        List<ProvedContact> proved,
        List<HistoryEntry> history,
        List<String> actions) {

    /// Hidden field of the forms on the page of an application, new each time that it is shown: a second click on one
    /// of them takes effect once.
    public static final String KEY = "key";

    /// An address or number that was proved.
    ///
    /// @param label key of the label of its question
    public record ProvedContact(String label, Instant at) {}

    /// A change of the status.
    ///
    /// @param status word of the new one
    public record HistoryEntry(Instant at, String status) {}

    /// Status for a reference and a proof.
    static ShownStatus ofApplication(Application application, ApplicationAimService.ApplicationAim aim) {
        return of(application, null, null, null, List.of(), List.of(), List.of(), aim);
    }

    static ShownStatus ofListed(PersonApplicationService.ListedApplication listed) {
        return of(
                listed.application(), listed.organisation(), null, null, List.of(), List.of(), List.of(), listed.aim());
    }

    /// Status with all that its applicant is shown.
    static ShownStatus ofShown(PersonApplicationService.ShownApplication shown) {
        ShowApplicationAction.Out out = shown.shown();
        return of(
                shown.application(),
                emptyToNull(out.whom()),
                emptyToNull(out.note()),
                emptyToNull(out.line()),
                shown.verified().entrySet().stream()
                        .map(one -> new ProvedContact(
                                shown.application().script() + "." + one.getKey() + ".label", one.getValue()))
                        .toList(),
                shown.events().stream()
                        .map(event -> new HistoryEntry(event.at(), word(event.to())))
                        .toList(),
                shown.possibleActions(),
                new ApplicationAimService.ApplicationAim(out.next(), out.due(), out.was_due()));
    }

    private static ShownStatus of(
            Application application,
            String organisation,
            String note,
            String line,
            List<ProvedContact> proved,
            List<HistoryEntry> history,
            List<String> actions,
            ApplicationAimService.ApplicationAim aim) {
        return new ShownStatus(
                application.reference().toGroupedText(),
                organisation,
                word(application.status()),
                application.submitted(),
                application.since(),
                aim.next(),
                aim.due(),
                aim.wasDue(),
                application.reasons().stream().map(ShownStatus::word).toList(),
                application.authorityReference(),
                note,
                line,
                proved,
                history,
                actions);
    }

    public boolean canApplyAgain() {
        return next.equals("apply_again");
    }

    /// True when [#due()] is a deadline of the applicant; otherwise it is an aim of the desk.
    public boolean isDeadline() {
        return next.equals("applicant") || next.equals("reopen");
    }

    /// True when staff and the applicant have to talk: there is no action for it.
    public boolean isSuspended() {
        return status.equals(word(ApplicationStatus.SUSPENDED));
    }

    /// True for an action that begins only after a question back.
    public static boolean isConfirmed(String action) {
        return ApplicationActionService.CONFIRMED_ACTIONS.contains(action);
    }

    private static String word(Enum<?> code) {
        return code.name().toLowerCase(Locale.ROOT);
    }

    private static String emptyToNull(String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
