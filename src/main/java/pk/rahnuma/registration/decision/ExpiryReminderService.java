package pk.rahnuma.registration.decision;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.ExpiryKind;
import pk.rahnuma.registration.Line;
import pk.rahnuma.registration.LineStatus;
import pk.rahnuma.registration.WorkingCalendar;
import pk.rahnuma.registration.record.ApplicationRepository;
import pk.rahnuma.registration.record.ApplicationTransitionService;
import pk.rahnuma.registration.record.ExpiryReminderRepository;
import pk.rahnuma.registration.record.ExpiryReminderRepository.SentReminder;

/// Reminds the recipients of an application [#FIRST_DAYS] and [#LAST_DAYS] days before registered lines, or the
/// certificate of a call centre, end; once for each day, also when the desk was down on it. Nothing ends of which no
/// day was set.
@Singleton
public final class ExpiryReminderService {

    static final int FIRST_DAYS = 30;
    static final int LAST_DAYS = 7;

    /// Applications per run.
    private static final int BATCH_SIZE = 50;

    private final TransactionOperations<Connection> transactions;
    private final ApplicationRepository applications;
    private final ApplicationTransitionService transitions;
    private final ExpiryReminderRepository reminders;
    private final DecisionRecipients recipients;
    private final DecisionNotifier notifier;

    ExpiryReminderService(
            TransactionOperations<Connection> transactions,
            ApplicationRepository applications,
            ApplicationTransitionService transitions,
            ExpiryReminderRepository reminders,
            DecisionRecipients recipients,
            DecisionNotifier notifier) {
        this.transactions = transactions;
        this.applications = applications;
        this.transitions = transitions;
        this.reminders = reminders;
        this.recipients = recipients;
        this.notifier = notifier;
    }

    /// Something that ends on a day.
    ///
    /// @param lines that end; none for a certificate
    /// @param changed time at which the day may have been set last
    record Expiry(ExpiryKind kind, LocalDate lastDay, List<Line> lines, Instant changed) {

        /// Number of days of the reminder that is due; 0 for none.
        private int daysBefore(LocalDate today) {
            long left = ChronoUnit.DAYS.between(today, lastDay);
            return left < 0 || left > FIRST_DAYS ? 0 : left > LAST_DAYS ? FIRST_DAYS : LAST_DAYS;
        }

        /// True when it was set, and said, later than the day of the reminder.
        private boolean isNews(int daysBefore) {
            return !changed.isBefore(WorkingCalendar.startOf(lastDay.minusDays(daysBefore)));
        }
    }

    /// Applications of which something ends soon that their recipients were not reminded of.
    List<Long> findDue(Instant now) {
        LocalDate today = WorkingCalendar.dayOf(now);
        LocalDate soon = today.plusDays(LAST_DAYS);
        LocalDate later = today.plusDays(FIRST_DAYS);
        reminders.deleteOver(today);
        Set<Long> due = new TreeSet<>(reminders.findEnding(today, soon, LineStatus.ACTIVE, LAST_DAYS, BATCH_SIZE));
        due.addAll(reminders.findEnding(soon.plusDays(1), later, LineStatus.ACTIVE, FIRST_DAYS, BATCH_SIZE));
        due.addAll(reminders.findEndingCertificates(today, soon, LineStatus.ACTIVE, LAST_DAYS, BATCH_SIZE));
        due.addAll(
                reminders.findEndingCertificates(soon.plusDays(1), later, LineStatus.ACTIVE, FIRST_DAYS, BATCH_SIZE));
        return List.copyOf(due);
    }

    /// Reminds the recipients of an application of all that ends soon.
    ///
    /// @return false when the application is locked, or nothing is to be said
    boolean remindRecipients(long id, Instant now) {
        return transactions.executeWrite(status -> {
            Optional<Map<Long, String>> languages =
                    applications.findApplication(id).flatMap(recipients::lockRecipientsIfFree);
            if (languages.isEmpty()) {
                return false;
            }
            Application application = applications.lockById(id);
            List<Expiry> due = recordDue(application, WorkingCalendar.dayOf(now));
            if (!due.isEmpty()) {
                notifier.notifyExpiries(application, due, languages.get(), now);
            }
            return !due.isEmpty();
        });
    }

    /// Records what is due now, and returns that of it which is not said yet.
    private List<Expiry> recordDue(Application application, LocalDate today) {
        Set<SentReminder> sent = Set.copyOf(reminders.findSent(application.id()));
        List<Expiry> due = new ArrayList<>();
        for (Expiry expiry : findExpiries(application)) {
            int days = expiry.daysBefore(today);
            if (days > 0 && !sent.contains(new SentReminder(expiry.kind(), expiry.lastDay(), days))) {
                reminders.insertSent(application.id(), expiry.kind(), expiry.lastDay(), days);
                if (!expiry.isNews(days)) {
                    due.add(expiry);
                }
            }
        }
        return due;
    }

    private List<Expiry> findExpiries(Application application) {
        List<Line> registered = transitions.findLines(application).stream()
                .filter(line -> line.status() == LineStatus.ACTIVE)
                .toList();
        List<Expiry> expiries = new ArrayList<>();
        registered.stream()
                .filter(line -> line.term().until() != null)
                .collect(Collectors.groupingBy(line -> line.term().until(), TreeMap::new, Collectors.toList()))
                .forEach((day, ending) -> expiries.add(new Expiry(
                        ExpiryKind.LINES,
                        day,
                        ending,
                        ending.stream().map(Line::since).min(Instant::compareTo).orElseThrow())));
        if (!registered.isEmpty()) {
            reminders
                    .findCertificateUntil(application.id())
                    .ifPresent(day ->
                            expiries.add(new Expiry(ExpiryKind.CERTIFICATE, day, List.of(), application.since())));
        }
        return expiries;
    }
}
