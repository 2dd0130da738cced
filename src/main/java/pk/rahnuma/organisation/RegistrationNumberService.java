package pk.rahnuma.organisation;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pk.rahnuma.audit.AuditEntry;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.persistence.FaultLog;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Numbers of organisations at SECP and FBR. A number that a person enters is unchecked until staff approve an
/// application with it, whether another organisation has it or not; the person reads the same in both cases. The owners
/// of a checked organisation hear that an application of another one names its number, not whose. A job looks for them
/// after the turn, so that its time does not show whether a number is known.
@Singleton
public final class RegistrationNumberService {

    private static final Logger LOG = LoggerFactory.getLogger(RegistrationNumberService.class);
    private static final String USED_ACTION = "organisation.number_used";
    private static final String USED_NOTICE = "member_number_used";

    /// Maximum uses that one run looks at.
    static final int BATCH_SIZE = 50;
    /// Maximum checked organisations whose owners one use is announced to.
    static final int MAX_ORGANISATIONS = 10;
    /// Period in which several uses of an organisation's number are announced once.
    static final Duration NOTICE_INTERVAL = Duration.ofDays(1);

    private final TransactionOperations<Connection> transactions;
    private final NumberUseRepository uses;
    private final OrganisationRepository organisations;
    private final MembershipChangeService members;
    private final AuditLog audit;

    RegistrationNumberService(
            TransactionOperations<Connection> transactions,
            NumberUseRepository uses,
            OrganisationRepository organisations,
            MembershipChangeService members,
            AuditLog audit) {
        this.transactions = transactions;
        this.uses = uses;
        this.organisations = organisations;
        this.members = members;
        this.audit = audit;
    }

    /// Records that applications name these numbers, in the transaction of the thread.
    ///
    /// @param numbers by the organisation whose application it is
    public void recordUses(Map<Long, RegistrationNumbers> numbers, Instant now) {
        List<NumberUseRepository.NumberUseRow> rows = numbers.entrySet().stream()
                .filter(use -> !use.getValue().isEmpty())
                .map(use -> new NumberUseRepository.NumberUseRow(
                        SubjectEncryptionService.newId(),
                        use.getKey(),
                        organisations.hashSecp(use.getValue()),
                        organisations.hashNtn(use.getValue()),
                        now))
                .toList();
        if (!rows.isEmpty()) {
            uses.insertAll(rows);
        }
    }

    /// Records that staff approved an application with these numbers: they are those of the organisation from now on.
    /// Takes part in the transaction of the thread; does nothing when the subject is a person.
    public void confirmNumbers(long organisation, RegistrationNumbers numbers, Instant now) {
        if (!numbers.isEmpty()) {
            organisations.saveChecked(
                    organisation, organisations.hashSecp(numbers), organisations.hashNtn(numbers), now);
        }
    }

    /// Tells the owners of checked organisations that their numbers were used, in small transactions. A failure with
    /// one use does not affect the others; it is tried again.
    public void announceUses(Instant now) {
        for (NumberUseRepository.NumberUseRow use : uses.findOldest(BATCH_SIZE)) {
            try {
                transactions.executeWrite(status -> {
                    announceUse(use, now);
                    return null;
                });
            } catch (RuntimeException e) {
                FaultLog.logWarning(LOG, "organisations: the use of a number was not announced, and is tried again", e);
            }
        }
    }

    private void announceUse(NumberUseRepository.NumberUseRow use, Instant now) {
        if (uses.deleteById(use.id()) == 0) {
            return;
        }
        List<Long> known =
                organisations.findChecked(use.organisationId(), use.secpHash(), use.ntnHash(), MAX_ORGANISATIONS);
        if (known.isEmpty()) {
            return;
        }
        MembershipChanges changes = members.lockAndRead(known);
        for (long organisation : known) {
            AuditEntry entry = new AuditEntry(
                    organisation, "applicant", USED_ACTION, Organisation.toCode(organisation), null, now);
            if (audit.appendOnce(entry, now.minus(NOTICE_INTERVAL))) {
                changes.membersOf(organisation).stream()
                        .filter(Membership::isOwner)
                        .forEach(owner -> changes.addNotice(owner, USED_NOTICE));
            }
        }
        members.saveChanges(changes, now);
    }
}
