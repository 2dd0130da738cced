package pk.rahnuma.registration.record;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import pk.rahnuma.audit.AuditEntry;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.person.PersonLock;
import pk.rahnuma.person.link.LinkedActRepository;
import pk.rahnuma.registration.Application;

/// Audits what a person reads of, or does to, the applications of a person who is linked with them: in the log of the
/// reader, and an act in that of the application too. The owner gets a notice of an act.
@Singleton
public class LinkedApplicationLog {

    /// Time within which a page that is shown again leaves no further entry.
    static final Duration READ_INTERVAL = Duration.ofHours(1);

    private static final String ACTOR = "applicant";

    private final TransactionOperations<Connection> transactions;
    private final PersonLock persons;
    private final AuditLog audit;
    private final LinkedActRepository acts;

    LinkedApplicationLog(
            TransactionOperations<Connection> transactions,
            PersonLock persons,
            AuditLog audit,
            LinkedActRepository acts) {
        this.transactions = transactions;
        this.persons = persons;
        this.audit = audit;
        this.acts = acts;
    }

    /// Records that a person was shown applications that they may see; their own, and those of organisations, do not
    /// count. Takes part in the transaction of the thread, if there is one.
    void recordReads(long reader, Collection<Application> shown, Instant now) {
        appendReads(
                reader,
                shown.stream()
                        .filter(one -> isLinked(reader, one))
                        .distinct()
                        .map(one -> createEntry(reader, "application.read-linked", one, null, now))
                        .toList(),
                now);
    }

    /// Records that a person was given documents of a person who is linked with them, as [#recordReads].
    void recordDocumentReads(long reader, Collection<Long> documents, Instant now) {
        appendReads(
                reader,
                documents.stream()
                        .map(id -> new AuditEntry(reader, ACTOR, "document.read-linked", Long.toString(id), null, now))
                        .toList(),
                now);
    }

    private void appendReads(long reader, List<AuditEntry> entries, Instant now) {
        if (!entries.isEmpty()) {
            transactions.executeWrite(status -> {
                if (persons.lockIfExists(reader)) {
                    entries.forEach(entry -> audit.appendOnce(entry, now.minus(READ_INTERVAL)));
                }
                return null;
            });
        }
    }

    /// Records that a person acted on an application, in the transaction of the caller, who has locked both. Its owner,
    /// who is not locked, gets a notice in their chat within a minute.
    ///
    /// @param act word of the transition
    void recordAct(long actor, Application application, String act, Instant now) {
        if (isLinked(actor, application)) {
            audit.appendEntries(List.of(
                    createEntry(actor, "application.acted-linked", application, act, now),
                    ApplicationAuditEntries.createEntry(
                            application, ACTOR, "application.acted-linked", act + " by " + actor, now)));
            acts.insertAct(
                    application.subject(),
                    application.id(),
                    application.reference().toGroupedText(),
                    act,
                    now);
        }
    }

    private static boolean isLinked(long person, Application application) {
        return application.isPersonal() && !application.isErased() && application.subject() != person;
    }

    private static AuditEntry createEntry(
            long chain, String what, Application application, String detail, Instant now) {
        return new AuditEntry(chain, ACTOR, what, application.reference().symbols(), detail, now);
    }
}
