package pk.rahnuma.registration.decision;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.persistence.PaddedKeys;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.registration.record.ApplicationAuditEntries;
import pk.rahnuma.registration.record.ApplicationRepository;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.staff.StaffMember;

/// Assigns applications to the members of staff who work on them. A claim ends with a decision, with its release, when
/// a colleague takes the application over, and after some hours without work.
@Singleton
public final class ApplicationClaimService {

    /// Time without a change after which a claim ends.
    static final Duration IDLE_LIMIT = Duration.ofHours(8);

    private final TransactionOperations<Connection> transactions;
    private final ApplicationWorkRepository work;
    private final ApplicationRepository applications;
    private final AuditLog audit;

    ApplicationClaimService(
            TransactionOperations<Connection> transactions,
            ApplicationWorkRepository work,
            ApplicationRepository applications,
            AuditLog audit) {
        this.transactions = transactions;
        this.work = work;
        this.applications = applications;
        this.audit = audit;
    }

    /// Member who has taken an application.
    public record Holder(long id, String name, Instant since) {}

    /// Takes an application.
    ///
    /// @param from the colleague from whom it is taken over; null when it is free. So two who press at once do not take
    ///     it from each other
    /// @throws RuleViolationException when there is no such application, or another colleague has it
    public void claimApplication(Reference reference, Long from, StaffMember by, Instant now) {
        transactions.executeWrite(status -> {
            Application application = lockWork(reference, now);
            findHolder(application.id())
                    .filter(other -> other.id() != by.id() && !Objects.equals(other.id(), from))
                    .ifPresent(other -> refuseClaim(application, other));
            work.updateHolder(application.id(), by.id(), by.name(), now);
            note(application, by, "application.claimed", now);
            return null;
        });
    }

    /// Releases an application that this member has.
    ///
    /// @throws RuleViolationException when there is no such application, or a colleague has it by now
    public void releaseApplication(Reference reference, StaffMember by, Instant now) {
        transactions.executeWrite(status -> {
            Application application = lockWork(reference, now);
            requireFree(application, by.name());
            work.updateHolder(application.id(), null, null, null);
            note(application, by, "application.released", now);
            return null;
        });
    }

    private Application lockWork(Reference reference, Instant now) {
        Application application = applications
                .findApplication(reference)
                .filter(found -> !found.isErased())
                .orElseThrow(() -> new RuleViolationException("application_missing", "reference", reference));
        work.countChange(application.id(), now);
        return application;
    }

    private void note(Application application, StaffMember by, String what, Instant now) {
        audit.appendEntries(List.of(ApplicationAuditEntries.createEntry(application, by.name(), what, null, now)));
    }

    /// Notifies open pages that an application changed beside its history.
    public void markChanged(long application, Instant now) {
        work.countChange(application, now);
    }

    /// Ends the claim on an application, which is decided.
    void endClaim(long application, Instant now) {
        work.countChange(application, now);
        work.updateHolder(application, null, null, null);
    }

    /// @throws RuleViolationException when a colleague has taken the application
    void requireFree(Application application, String staff) {
        findHolder(application.id())
                .filter(other -> !other.name().equals(staff))
                .ifPresent(other -> refuseClaim(application, other));
    }

    private static void refuseClaim(Application application, Holder other) {
        throw new RuleViolationException(
                "application_taken", "who", other.name(), "reference", application.reference());
    }

    public Optional<Holder> findHolder(long application) {
        return work.findByApplicationId(application).flatMap(ApplicationClaimService::toHolder);
    }

    /// Holders of these applications, by their ids; those without are missing.
    public Map<Long, Holder> findHolders(Collection<Application> among) {
        return among.isEmpty()
                ? Map.of()
                : work
                        .findByApplicationIdIn(PaddedKeys.padKeys(
                                among.stream().map(Application::id).toList()))
                        .stream()
                        .filter(row -> row.holderId() != null)
                        .collect(Collectors.toMap(
                                ApplicationWorkRepository.WorkRow::applicationId,
                                row -> toHolder(row).orElseThrow()));
    }

    private static Optional<Holder> toHolder(ApplicationWorkRepository.WorkRow row) {
        return row.holderId() == null
                ? Optional.empty()
                : Optional.of(new Holder(row.holderId(), row.holderName(), row.heldSince()));
    }

    void deleteIdleClaims(Instant now) {
        work.deleteByChangedAtLessThan(now.minus(IDLE_LIMIT));
    }
}
