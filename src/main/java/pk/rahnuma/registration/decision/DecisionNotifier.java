package pk.rahnuma.registration.decision;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import pk.rahnuma.messaging.ConversationMessageService;
import pk.rahnuma.organisation.OrganisationService;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.ApplicationDecision;
import pk.rahnuma.registration.ChangeKind;
import pk.rahnuma.registration.ExpiryKind;
import pk.rahnuma.registration.Line;
import pk.rahnuma.registration.WorkingCalendar;
import pk.rahnuma.registration.form.FormAnswers;
import pk.rahnuma.registration.record.ApplicationContentService;
import pk.rahnuma.registration.record.ApplicationTransitionService;
import pk.rahnuma.script.NotificationTexts;

/// Notifies the recipients of a decision, in the chat and outside of it.
@Singleton
final class DecisionNotifier {

    /// Maximum lines that a notice names.
    private static final int MAX_NAMED_LINES = 5;

    private final DecisionRecipients recipients;
    private final OrganisationService organisations;
    private final ApplicationContentService contents;
    private final NotificationTexts notices;
    private final ConversationMessageService messages;
    private final ApplicationTransitionService transitions;

    DecisionNotifier(
            DecisionRecipients recipients,
            OrganisationService organisations,
            ApplicationContentService contents,
            NotificationTexts notices,
            ConversationMessageService messages,
            ApplicationTransitionService transitions) {
        this.recipients = recipients;
        this.organisations = organisations;
        this.contents = contents;
        this.notices = notices;
        this.messages = messages;
        this.transitions = transitions;
    }

    /// Sends a notice of a decision, with the text `notices.<status>`, to the locked recipients who still belong to the
    /// application, each in their language, and outside of the chat to those who want it. A decided change has texts of
    /// its own, since the status is the same as before the change.
    ///
    /// @param locked recipients with their languages
    void notifyDecision(DecisionRecorder.RecordedDecision recorded, Map<Long, String> locked, Instant now) {
        Application application = recorded.application();
        String key = switch (recorded.decision().act()) {
            case SET_TERM -> "term_set";
            case ACCEPT_CHANGE -> isRenewal(recorded) ? "renewal_accepted" : "change_accepted";
            case REFUSE_CHANGE -> isRenewal(recorded) ? "renewal_refused" : "change_refused";
            case RECEIVE -> "received";
            default -> recorded.decision().act().result().toWord();
        };
        Map<Long, String> still = findStill(application, locked);
        postNotice(application, key, createArguments(recorded), still, now);
        transitions.announceStatus(application, findOutside(application, locked, still), now);
    }

    /// Reminds the locked recipients who still belong to an application of what ends soon, as [#notifyDecision]
    /// notifies
    /// them.
    ///
    /// @param due at least one
    void notifyExpiries(
            Application application, List<ExpiryReminderService.Expiry> due, Map<Long, String> locked, Instant now) {
        Map<Long, String> still = findStill(application, locked);
        for (ExpiryReminderService.Expiry expiry : due) {
            Map<String, Object> arguments = createArguments(application);
            arguments.put("until", WorkingCalendar.startOf(expiry.lastDay()));
            if (!expiry.lines().isEmpty()
                    && application.lines().total() > expiry.lines().size()) {
                arguments.put("lines", nameLines(application, expiry.lines()));
                arguments.put("registered", application.lines().registered());
                arguments.put("total", application.lines().total());
            }
            String key = expiry.kind() == ExpiryKind.LINES ? "ends_soon" : "certificate_ends_soon";
            postNotice(application, key, arguments, still, now);
        }
        transitions.announceExpiry(application, findOutside(application, locked, still), now);
    }

    private Map<Long, String> findStill(Application application, Map<Long, String> locked) {
        Map<Long, String> still = new LinkedHashMap<>(locked);
        still.keySet().retainAll(recipients.findRecipients(application));
        return still;
    }

    /// Outside of the chat the choices of the owner count.
    private static Map<Long, String> findOutside(
            Application application, Map<Long, String> locked, Map<Long, String> still) {
        long owner = application.conversation();
        return application.isPersonal() ? Map.of(owner, locked.get(owner)) : still;
    }

    private void postNotice(
            Application application, String key, Map<String, Object> arguments, Map<Long, String> still, Instant now) {
        still.forEach((person, language) -> messages.postNoticesAbout(
                application.id(), person, List.of(notices.writeNotice(language, key, arguments)), now));
    }

    private static boolean isRenewal(DecisionRecorder.RecordedDecision recorded) {
        return recorded.lines().stream().allMatch(line -> line.change() == ChangeKind.RENEW);
    }

    private Map<String, Object> createArguments(DecisionRecorder.RecordedDecision recorded) {
        Application application = recorded.application();
        ApplicationDecision decision = recorded.decision();
        Map<String, Object> arguments = createArguments(application);
        arguments.put("reasons", decision.reasons().stream().map(Enum::name).toList());
        arguments.put("note", decision.note() == null ? "" : decision.note());
        arguments.put("authority_reference", recorded.authorityReference());
        if (!decision.asked().isEmpty()) {
            arguments.put("asked", new NotificationTexts.Labels(application.script(), decision.asked()));
        }
        List<LocalDate> lastDays = recorded.lines().stream()
                .map(line -> line.term().until())
                .distinct()
                .toList();
        if (lastDays.size() == 1 && lastDays.getFirst() != null) {
            arguments.put("until", WorkingCalendar.startOf(lastDays.getFirst()));
        }
        if (recorded.due() != null) {
            arguments.put("due", recorded.due());
        }
        if (recorded.total() > recorded.lines().size()) {
            arguments.put("lines", nameLines(application, recorded.lines()));
            arguments.put("registered", recorded.registered());
            arguments.put("total", recorded.total());
        }
        return arguments;
    }

    private Map<String, Object> createArguments(Application application) {
        Map<String, Object> arguments = new HashMap<>();
        arguments.put("reference", application.reference().toGroupedText());
        arguments.put("whom", application.isPersonal() ? "" : name(application));
        return arguments;
    }

    private String nameLines(Application application, List<Line> some) {
        List<FormAnswers> answers = contents.readAnswers(application).lineAnswers();
        String named = some.stream()
                .limit(MAX_NAMED_LINES)
                .map(line ->
                        line.number() + ". " + answers.get(line.number() - 1).textAnswer(FormAnswers.SITE))
                .collect(Collectors.joining("; "));
        int more = some.size() - MAX_NAMED_LINES;
        return more > 0 ? named + "; … (+" + more + ")" : named;
    }

    private String name(Application application) {
        return organisations.findNames(List.of(application.subject())).getOrDefault(application.subject(), "");
    }
}
